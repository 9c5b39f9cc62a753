package io.kaidan.node;

import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.Link;
import io.kaidan.flow.Node;
import io.kaidan.flow.NodeDraft;
import io.kaidan.problem.Refused;
import java.util.List;

/** One of several ways: the first whose condition holds, in the order of the drawing; else the default. */
final class ExclusiveGateway implements NodeType {

    @Override
    public String element() {
        return "exclusiveGateway";
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions();
        draft.asksConditions(((io.camunda.zeebe.model.bpmn.instance.ExclusiveGateway) draft.element()).getDefault());
    }

    @Override
    public void enter(Step step) {
        step.leaveOver(List.of(way(step)));
    }

    private static Link way(Step step) {
        Node node = step.node();
        for (Link link : node.outgoing()) {
            if (link != node.defaultLink() && step.permits(link)) {
                return link;
            }
        }
        if (node.defaultLink() == null) {
            throw Refused.because("no_condition_true", node.label());
        }
        return node.defaultLink();
    }
}
