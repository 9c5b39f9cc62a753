package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.Link;
import io.kaidan.flow.Node;
import io.kaidan.flow.NodeDraft;
import io.kaidan.problem.Refused;

/** One of several ways: the first whose condition holds, in the order of the drawing; else the default. */
final class ExclusiveGateway implements NodeType {

    @Override
    public String element() {
        return "exclusiveGateway";
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions();
        var gateway = (io.camunda.zeebe.model.bpmn.instance.ExclusiveGateway) draft.element();
        draft.defaultsTo(gateway.getDefault());
        if (gateway.getOutgoing().size() < 2) {
            draft.asksNoConditions();
            return;
        }
        for (SequenceFlow way : gateway.getOutgoing()) {
            if (way.getConditionExpression() == null && !isDefault(way, gateway)) {
                draft.problem("no_condition", way.getId());
            }
        }
        if (gateway.getDefault() == null) {
            draft.doubt("no_default", gateway.getId());
        }
    }

    private static boolean isDefault(SequenceFlow way, io.camunda.zeebe.model.bpmn.instance.ExclusiveGateway gateway) {
        return gateway.getDefault() != null
                && way.getId().equals(gateway.getDefault().getId());
    }

    @Override
    public void enter(Step step) {
        step.leaveOver(way(step));
    }

    private static Link way(Step step) {
        Node node = step.node();
        if (node.outgoing().size() == 1) {
            return node.outgoing().get(0);
        }
        for (Link link : node.outgoing()) {
            if (link != node.defaultLink()
                    && step.evaluate(values -> link.condition().test(values))) {
                return link;
            }
        }
        if (node.defaultLink() == null) {
            throw Refused.because("no_condition_true", node.label());
        }
        return node.defaultLink();
    }
}
