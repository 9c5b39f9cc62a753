package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.Process;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Flows that are drawn with events, deployed one by one. */
final class Drawing {

    private Drawing() {}

    /** A name that nobody else has: of a flow, of a message. */
    static String fresh(String kind) {
        return kind + "-" + UUID.randomUUID().toString().substring(0, 13).replace("-", "");
    }

    /** Deploys a flow as an application of its own and expects success; gives its API path. */
    static String deployed(BpmnModelInstance drawing) {
        Answer answer = deploy(drawing);
        assertThat(answer.http()).as("%s", answer).isEqualTo(201);
        return path(drawing);
    }

    static Answer deploy(BpmnModelInstance drawing) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("application.json", Text.utf8(Text.json(Map.of("name", "app " + path(drawing)))));
        files.put("flow.bpmn", Text.utf8(Bpmn.convertToString(drawing)));
        return BlackBox.api().deploy(files);
    }

    private static String path(BpmnModelInstance drawing) {
        return drawing.getModelElementsByType(Process.class).iterator().next().getId();
    }
}
