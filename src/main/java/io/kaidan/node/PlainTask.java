package io.kaidan.node;

import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.NodeDraft;

/** A task without a kind, or one done by hand, sets fields (欄位設定) by its outputs; its inputs are variables of its own. */
final class PlainTask implements NodeType {

    private final String element;

    /** @param element {@code task} or {@code manualTask} */
    PlainTask(String element) {
        this.element = element;
    }

    @Override
    public String element() {
        return element;
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions("ioMapping");
        draft.asksNoConditions();
        draft.asksLoop();
        draft.mapsValues();
    }

    @Override
    public void enter(Step step) {
        step.leave();
    }
}
