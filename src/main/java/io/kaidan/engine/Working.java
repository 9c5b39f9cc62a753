package io.kaidan.engine;

import io.kaidan.flow.Trigger;
import io.kaidan.problem.Problem;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.Token;
import java.util.Map;

/** How jobs end: done, failed for good, or with an error that the flow may catch. */
final class Working {

    private final Run run;

    Working(Run run) {
        this.run = run;
    }

    void begin(Signal.Work work) {
        Token token = work.token();
        if (work instanceof Signal.Failed failed) {
            run.failWaiting(token, failed.problem());
            return;
        }
        run.record(TicketEvent.HAPPENED, token.node());
        if (work instanceof Signal.Done done) {
            if (done.asOutputs()) {
                token.define(done.values());
            }
            Map<String, Object> result = done.asOutputs() ? Map.of() : done.values();
            run.attempt(token, true, () -> new Step(run, token).complete(result));
        } else if (work instanceof Signal.Erred erred) {
            run.effects.events().get(0).because(erred.message());
            if (!run.happening.raise(Trigger.Kind.ERROR, erred.code(), token, erred.values())) {
                run.failWaiting(token, Problem.of("uncaught_error", erred.code()));
            }
        }
    }
}
