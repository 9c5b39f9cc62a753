package io.kaidan.node;

import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.NodeDraft;
import io.kaidan.ticket.Token;
import java.util.List;
import java.util.Objects;

/** Waits until a token has come over each incoming link, makes one of them, and goes on over all outgoing ones. */
final class ParallelGateway implements NodeType {

    @Override
    public String element() {
        return "parallelGateway";
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions();
        draft.asksNoConditions();
    }

    @Override
    public boolean joins() {
        return true;
    }

    @Override
    public void enter(Step step) {
        List<Token> waiting = step.node().incoming().stream()
                .map(step::waitingFrom)
                .filter(Objects::nonNull)
                .toList();
        if (waiting.size() == step.node().incoming().size()) {
            step.join(waiting);
            step.leave();
        }
    }
}
