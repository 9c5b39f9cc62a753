package io.kaidan.node;

import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.NodeDraft;
import java.util.List;

/** A task that waits for a message. */
final class ReceiveTask implements NodeType {

    @Override
    public String element() {
        return "receiveTask";
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions("ioMapping");
        draft.asksNoConditions();
        draft.asksLoop();
        draft.mapsValues();
        draft.asksTrigger();
    }

    @Override
    public void enter(Step step) {
        step.waitForEvents(List.of(step.node()));
    }
}
