package io.kaidan.node;

import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.Flow;
import io.kaidan.flow.NodeDraft;

/** Waits for several events; the one that happens first decides the way. */
final class EventBasedGateway implements NodeType {

    @Override
    public String element() {
        return Flow.EVENT_BASED_GATEWAY;
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions();
        draft.asksNoConditions();
        draft.leadsToEvents();
    }

    @Override
    public void enter(Step step) {
        step.waitForEvents(step.targets());
    }

    @Override
    public boolean waitsForEvents() {
        return true;
    }
}
