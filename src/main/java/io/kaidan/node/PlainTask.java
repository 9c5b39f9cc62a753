package io.kaidan.node;

import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.NodeDraft;

/** A task without a kind sets fields (欄位設定): its inputs are values of its own, its outputs go into the ticket. */
final class PlainTask implements NodeType {

    @Override
    public String element() {
        return "task";
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions("ioMapping");
        draft.asksNoConditions();
        draft.actsOnce();
        draft.mapsValues();
    }

    @Override
    public void enter(Step step) {
        step.mapOutputs();
        step.leave();
    }
}
