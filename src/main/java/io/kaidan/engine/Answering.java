package io.kaidan.engine;

import io.kaidan.flow.Trigger;
import io.kaidan.problem.Problem;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.Token;

/** What becomes of a token that waits for a ticket of another flow. */
final class Answering {

    private final Run run;

    Answering(Run run) {
        this.run = run;
    }

    void begin(Signal.Answer answer) {
        Token token = answer.token();
        if (answer instanceof Signal.Returned returned) {
            run.record(TicketEvent.HAPPENED, token.node());
            run.attempt(token, true, () -> run.type(run.node(token)).returned(new Step(run, token), returned.values()));
        } else if (answer instanceof Signal.Thrown thrown) {
            run.record(TicketEvent.HAPPENED, token.node());
            Raised what = thrown.what();
            boolean caught = run.happening.raise(what.kind(), what.code(), token, what.values());
            if (!caught && what.kind() == Trigger.Kind.ERROR) {
                run.failWaiting(token, Problem.of("uncaught_error", what.code()));
            }
        } else if (answer instanceof Signal.Unanswered unanswered) {
            run.failWaiting(token, unanswered.why());
        }
    }
}
