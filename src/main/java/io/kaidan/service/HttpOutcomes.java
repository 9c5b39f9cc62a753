package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.engine.Signal;
import io.kaidan.form.Storable;
import io.kaidan.http.Reply;
import io.kaidan.problem.Problem;
import io.kaidan.setting.Setting;
import io.kaidan.ticket.Job;
import io.kaidan.ticket.JobQueue;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Tickets;
import io.kaidan.ticket.Token;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What calls to other hosts mean for the tickets that wait for them; each a transaction of its own. While the application is
 * taken off nothing is called, and an answer that comes then is kept for when it is deployed again.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class HttpOutcomes {

    /** A schedule keeps milliseconds, and a job more: its run may begin so much before its moment. */
    private static final Duration ROUNDING = Duration.ofMillis(10);

    /** How often a call that rests looks whether it may be made. */
    private static final Duration REST = Duration.ofMinutes(1);

    @Inject
    private JobQueue queue;

    @Inject
    private Tickets tickets;

    @Inject
    private Applications applications;

    @Inject
    private FlowLibrary library;

    @Inject
    private Transitions transitions;

    @Inject
    private Jobs jobs;

    @Inject
    private Clock clock;

    /** What waits for a call; its ticket is locked. */
    private record Waiting(Job job, Ticket ticket, DeployedFlow flow) {

        /** Its application is taken off: nothing happens to the ticket. */
        boolean rests() {
            return flow.isUndeployed();
        }

        Token token() {
            return job.token(ticket);
        }
    }

    private Waiting waiting(HttpRun run) {
        Optional<Ticket> locked = tickets.lockByJob(run.job());
        Job job = locked.isEmpty() ? null : queue.find(run.job());
        return job == null
                ? null
                : new Waiting(
                        job, locked.get(), applications.flowById(locked.get().flowId()));
    }

    /** What the flow tells of the call; empty when there is none to make now: an answer may be there that was kept. */
    public Optional<Map<String, Object>> told(HttpRun run) {
        Waiting waiting = waiting(run);
        Instant now = clock.instant();
        if (waiting == null || waiting.job().availableAt().minus(ROUNDING).isAfter(now)) {
            return Optional.empty();
        }
        if (waiting.rests()) {
            rest(run);
            return Optional.empty();
        }
        if (waiting.job().answer() != null) {
            done(waiting, waiting.job().answer());
            return Optional.empty();
        }
        return Optional.of(waiting.job().headers());
    }

    /** There is an answer: the ticket goes on, and the outputs of the node find it in {@code response}. */
    public void answered(HttpRun run, Reply reply) {
        Waiting waiting = waiting(run);
        if (waiting == null) {
            return;
        }
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("status", reply.status());
        response.put("headers", Storable.of(reply.headers()).orElse(null));
        response.put(
                "body",
                Storable.of(reply.body()).or(() -> Storable.of(reply.text())).orElse(null));
        if (waiting.rests()) {
            waiting.job().answered(response);
            rest(run);
        } else {
            done(waiting, response);
        }
    }

    /** It is tried again after a pause, which doubles each time; it is an incident when it was the last try. */
    public void failedNow(HttpRun run, Problem why) {
        Waiting waiting = waiting(run);
        if (waiting == null) {
            return;
        }
        Job job = waiting.job();
        if (job.retries() <= 1) {
            failed(waiting, run, why);
            return;
        }
        Instant next = clock.instant().plus(Job.pause(Setting.HTTP_RETRY_SECONDS.seconds(), run.tries()));
        job.failed(job.retries() - 1, next);
        jobs.scheduleCall(run.afterFailure(), next);
    }

    /** It is not tried again. */
    public void failed(HttpRun run, Problem why) {
        Waiting waiting = waiting(run);
        if (waiting != null) {
            failed(waiting, run, why);
        }
    }

    /** A failure is found once more when the ticket may go on. */
    private void failed(Waiting waiting, HttpRun run, Problem why) {
        if (waiting.rests()) {
            rest(run);
        } else {
            end(waiting, new Signal.Failed(waiting.token(), why, Signal.SYSTEM, clock.instant()));
        }
    }

    /** Looks again later whether the application is deployed. */
    private void rest(HttpRun run) {
        jobs.scheduleCall(run.afterRest(), clock.instant().plus(REST));
    }

    private void done(Waiting waiting, Map<String, Object> response) {
        Map<String, Object> given = Map.of("response", response);
        end(waiting, new Signal.Done(waiting.token(), given, true, Signal.SYSTEM, clock.instant()));
    }

    private void end(Waiting waiting, Signal.Work how) {
        Ticket ticket = waiting.ticket();
        DeployedFlow flow = waiting.flow();
        queue.end(waiting.job());
        transitions.run(flow, ticket, library.flow(ticket.versionId(), flow.apiPath()), how);
    }
}
