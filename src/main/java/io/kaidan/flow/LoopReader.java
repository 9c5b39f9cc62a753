package io.kaidan.flow;

import io.camunda.zeebe.model.bpmn.instance.Activity;
import io.camunda.zeebe.model.bpmn.instance.LoopCharacteristics;
import io.camunda.zeebe.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeLoopCharacteristics;
import io.kaidan.feel.Feel;

/** Reads how an activity is done for each element of a list; the standard loop of BPMN is a loop in the drawing here. */
final class LoopReader {

    private final NodeDraft draft;

    LoopReader(NodeDraft draft) {
        this.draft = draft;
    }

    /** Null where it is done once, or something is wrong. */
    Loop read() {
        LoopCharacteristics characteristics = ((Activity) draft.element()).getLoopCharacteristics();
        if (characteristics == null) {
            return null;
        }
        if (!(characteristics instanceof MultiInstanceLoopCharacteristics instances)) {
            draft.problem(
                    "unsupported",
                    characteristics.getElementType().getTypeName(),
                    draft.element().getId());
            return null;
        }
        ZeebeLoopCharacteristics loop = instances.getSingleExtensionElement(ZeebeLoopCharacteristics.class);
        String list = loop == null ? null : blankAsNull(loop.getInputCollection());
        if (list == null && instances.getLoopCardinality() != null) {
            String times = "(" + withoutSign(instances.getLoopCardinality().getTextContent()) + ")";
            list = "=if " + times + " < 1 then [] else for i in 1.." + times + " return i"; // 1..0 counts down in FEEL
        }
        if (list == null) {
            draft.problem("no_collection");
            return null;
        }
        Feel collection = draft.feel(list);
        return new Loop(
                instances.isSequential(),
                collection,
                loop == null ? null : variable(loop.getInputElement()),
                loop == null ? null : variable(loop.getOutputCollection()),
                loop == null ? null : draft.feel(loop.getOutputElement()),
                instances.getCompletionCondition() == null
                        ? null
                        : draft.feel(instances.getCompletionCondition().getTextContent()));
    }

    private String variable(String name) {
        if (blankAsNull(name) == null) {
            return null;
        }
        draft.checkVariable(name);
        return name;
    }

    private static String withoutSign(String text) {
        String stripped = text.strip();
        return stripped.startsWith("=") ? stripped.substring(1) : stripped;
    }

    private static String blankAsNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
