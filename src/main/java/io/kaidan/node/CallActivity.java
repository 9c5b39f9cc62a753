package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeBindingType;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeCalledElement;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.CalledFlow;
import io.kaidan.flow.NodeDraft;
import io.kaidan.flow.Text;
import io.kaidan.problem.Refused;
import java.util.Map;

/** A call activity (呼叫流程): it opens a ticket of another flow, and the token waits until that one is closed. */
final class CallActivity implements NodeType {

    @Override
    public String element() {
        return "callActivity";
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions("calledElement", "ioMapping");
        draft.asksNoConditions();
        draft.asksLoop();
        draft.mapsValues();
        draft.detail(called(draft));
    }

    private static CalledFlow called(NodeDraft draft) {
        var element = (io.camunda.zeebe.model.bpmn.instance.CallActivity) draft.element();
        ZeebeCalledElement called = element.getSingleExtensionElement(ZeebeCalledElement.class);
        Text apiPath = draft.text(called == null ? element.getCalledElement() : called.getProcessId());
        if (apiPath == null) {
            draft.problem("no_called_flow");
            return null;
        }
        if (called == null) {
            return new CalledFlow(apiPath, false, true, true);
        }
        if (called.getBindingType() == ZeebeBindingType.versionTag) {
            draft.problem("call_binding", called.getBindingType());
        }
        return new CalledFlow(
                apiPath,
                called.getBindingType() == ZeebeBindingType.deployment,
                called.isPropagateAllParentVariablesEnabled(),
                called.isPropagateAllChildVariablesEnabled());
    }

    @Override
    public boolean calls() {
        return true;
    }

    @Override
    public void enter(Step step) {
        CalledFlow called = (CalledFlow) step.node().detail();
        String apiPath = step.evaluate(called.apiPath()::of);
        if (apiPath == null || apiPath.isBlank()) {
            throw Refused.because("no_called_flow", step.node().label());
        }
        step.call(apiPath, called);
    }

    @Override
    public void returned(Step step, Map<String, Object> values) {
        CalledFlow called = (CalledFlow) step.node().detail();
        step.complete(called.returnsAll() || !step.node().outputs().isEmpty() ? values : Map.of());
    }
}
