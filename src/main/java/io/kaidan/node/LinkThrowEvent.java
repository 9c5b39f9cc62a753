package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.LinkEventDefinition;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.NodeDraft;
import java.util.Set;

/** The throwing link event: the token jumps to the link event of the same name that catches it. */
final class LinkThrowEvent implements NodeType {

    @Override
    public String element() {
        return "intermediateThrowEvent";
    }

    @Override
    public String kind() {
        return "linkThrowEvent";
    }

    @Override
    public boolean accepts(FlowNode element) {
        return Events.isA(element, Set.of(LinkEventDefinition.class));
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions();
        draft.asksTrigger();
        if (!draft.outgoing().isEmpty()) {
            draft.problem("link_outgoing");
        }
    }

    @Override
    public void enter(Step step) {
        step.jumpTo(step.jumps().get(0));
    }
}
