package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeScript;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.feel.Feel;
import io.kaidan.flow.NodeDraft;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A FEEL script (變數篩選). Its result goes into the result variable; without one it is a context whose entries are fields.
 */
final class ScriptTask implements NodeType {

    private record Script(Feel expression, String resultVariable) {

        Map<String, Object> result(Map<String, Object> values) {
            if (resultVariable == null) {
                return expression.context(values);
            }
            Map<String, Object> result = new LinkedHashMap<>();
            result.put(resultVariable, expression.evaluate(values));
            return result;
        }
    }

    @Override
    public String element() {
        return "scriptTask";
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions("script", "ioMapping");
        draft.asksNoConditions();
        draft.asksLoop();
        draft.mapsValues();
        ZeebeScript script = draft.element().getSingleExtensionElement(ZeebeScript.class);
        if (script == null
                || script.getExpression() == null
                || script.getExpression().isBlank()) {
            draft.problem("no_script");
            return;
        }
        String variable = script.getResultVariable();
        if (variable != null && variable.isBlank()) {
            variable = null;
        }
        if (variable != null) {
            draft.checkVariable(variable);
        }
        draft.detail(new Script(draft.feel(script.getExpression()), variable));
    }

    @Override
    public void enter(Step step) {
        Script script = (Script) step.node().detail();
        step.complete(step.evaluate(script::result));
    }
}
