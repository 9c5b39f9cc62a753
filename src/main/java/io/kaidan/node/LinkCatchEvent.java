package io.kaidan.node;

import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.LinkEventDefinition;
import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.NodeDraft;
import java.util.Set;

/** The catching link event: tokens that jump here go on. */
final class LinkCatchEvent implements NodeType {

    @Override
    public String element() {
        return "intermediateCatchEvent";
    }

    @Override
    public String kind() {
        return "linkCatchEvent";
    }

    @Override
    public boolean accepts(FlowNode element) {
        return Events.isA(element, Set.of(LinkEventDefinition.class));
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions();
        draft.asksNoConditions();
        draft.asksTrigger();
        if (!draft.incoming().isEmpty()) {
            draft.problem("start_incoming");
        }
    }

    @Override
    public void enter(Step step) {
        step.leave();
    }
}
