package io.kaidan.engine;

import io.kaidan.flow.Trigger;
import io.kaidan.problem.Problem;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.Token;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
            done(done, token);
        } else if (work instanceof Signal.Erred erred) {
            run.effects.events().get(0).because(erred.message());
            if (!run.happening.raise(Trigger.Kind.ERROR, erred.code(), token, erred.values())) {
                run.failWaiting(token, Problem.of("uncaught_error", erred.code()));
            }
        }
    }

    /** A job that does not give what an output hands on is not done: it is to be tried again. */
    private void done(Signal.Done done, Token token) {
        Step step = new Step(run, token);
        Set<String> there = new HashSet<>(step.values().keySet());
        there.addAll(done.values().keySet());
        Optional<String> missing = step.node().outputs().stream()
                .flatMap(output -> output.missing(there).stream())
                .findFirst();
        if (missing.isPresent()) {
            run.failWaiting(token, Problem.of("missing_output", step.node().label(), missing.get()));
            return;
        }
        if (done.asOutputs()) {
            token.define(done.values());
        }
        Map<String, Object> result = done.asOutputs() ? Map.of() : done.values();
        run.attempt(token, true, () -> step.complete(result));
    }
}
