package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeScript;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.feel.Feel;
import io.kaidan.flow.Mapping;
import io.kaidan.flow.NodeDraft;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A FEEL script (變數篩選). Its result goes into the result variable; without one it is a context whose entries are fields.
 * Outputs, where there are any, decide alone what reaches the ticket.
 */
final class ScriptTask implements NodeType {

    private record Script(Feel expression, String resultVariable) {}

    @Override
    public String element() {
        return "scriptTask";
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions("script", "ioMapping");
        draft.asksNoConditions();
        draft.actsOnce();
        draft.mapsValues();
        ZeebeScript script = draft.element().getSingleExtensionElement(ZeebeScript.class);
        if (script == null
                || script.getExpression() == null
                || script.getExpression().isBlank()) {
            draft.problem("no_script");
            return;
        }
        String variable = script.getResultVariable();
        draft.settings(new Script(
                draft.feel(script.getExpression()), variable == null || variable.isBlank() ? null : variable.strip()));
    }

    @Override
    public void enter(Step step) {
        step.write(step.evaluate(values -> result(step, values)));
        step.leave();
    }

    private static Map<String, Object> result(Step step, Map<String, Object> values) {
        Map<String, Object> own = new LinkedHashMap<>(values);
        own.putAll(Mapping.evaluate(step.node().inputs(), values));
        Map<String, Object> given = fields((Script) step.node().settings(), own);
        if (step.node().outputs().isEmpty()) {
            return given;
        }
        own.putAll(given);
        return Mapping.evaluate(step.node().outputs(), own);
    }

    private static Map<String, Object> fields(Script script, Map<String, Object> values) {
        Map<String, Object> fields = new LinkedHashMap<>();
        if (script.resultVariable() == null) {
            fields.putAll(script.expression().context(values));
        } else {
            fields.put(script.resultVariable(), script.expression().evaluate(values));
        }
        return fields;
    }
}
