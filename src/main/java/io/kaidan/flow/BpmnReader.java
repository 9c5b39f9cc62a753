package io.kaidan.flow;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.ExtensionElements;
import io.camunda.zeebe.model.bpmn.instance.Import;
import io.camunda.zeebe.model.bpmn.instance.MessageFlow;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.kaidan.form.Form;
import io.kaidan.problem.Finding;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.model.xml.impl.util.IoUtil;

/** Reads the flows that BPMN files draw, and finds everything that is wrong with them. */
public final class BpmnReader {

    private final Collection<? extends NodeReader> types;

    public BpmnReader(Collection<? extends NodeReader> types) {
        this.types = types;
    }

    /**
     * Reads one file.
     *
     * @param forms by id
     * @param findings takes what is wrong or doubtful; with any error among them the flows must not be used
     */
    public List<Flow> read(String file, byte[] xml, Map<String, Form> forms, List<Finding> findings) {
        Model model = new Model(file, new String(xml, StandardCharsets.UTF_8), forms, findings);
        BpmnModelInstance bpmn;
        try {
            bpmn = Bpmn.readModelFromStream(new ByteArrayInputStream(xml));
        } catch (RuntimeException | StackOverflowError unreadable) {
            model.error(null, "bpmn", reason(unreadable));
            return List.of();
        }
        for (Import reference : bpmn.getModelElementsByType(Import.class)) {
            model.error(null, "import", reference.getLocation());
        }
        for (MessageFlow between : bpmn.getModelElementsByType(MessageFlow.class)) {
            model.warning(between.getId(), "no_effect", "messageFlow");
        }
        List<Flow> flows = new ArrayList<>();
        for (Process process : bpmn.getModelElementsByType(Process.class)) {
            if (!process.isExecutable()) {
                model.warning(process.getId(), "no_effect", "isExecutable=\"false\"");
            } else if (process.getId() == null) {
                model.error(null, "no_id", "process");
            } else {
                read(process, model).ifPresent(flows::add);
            }
        }
        if (flows.isEmpty()) {
            model.warning(null, "no_process");
        }
        return flows;
    }

    /** A file that was read before, without its extension elements. */
    static String drawing(String xml) {
        BpmnModelInstance bpmn =
                Bpmn.readModelFromStream(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
        for (ExtensionElements told : bpmn.getModelElementsByType(ExtensionElements.class)) {
            told.getParentElement().removeChildElement(told);
        }
        return IoUtil.convertXmlDocumentToString(bpmn.getDocument());
    }

    private Optional<Flow> read(Process process, Model model) {
        try {
            return Optional.of(new ProcessReader(types, process, model).read());
        } catch (ClassCastException wrongKind) { // the model's way to say that a reference leads to something else
            model.error(process.getId(), "bpmn", wrongKind.getMessage());
            return Optional.empty();
        }
    }

    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return message == null
                ? deepest.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
