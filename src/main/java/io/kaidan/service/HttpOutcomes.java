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
import java.util.function.BiFunction;

/** What calls to other hosts mean for the tickets that wait for them; each a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class HttpOutcomes {

    /** A schedule keeps milliseconds, and a job more: its run may begin so much before its moment. */
    private static final Duration ROUNDING = Duration.ofMillis(10);

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

    /** What the flow tells of the call; empty when there is none to make now. */
    public Optional<Map<String, Object>> told(long jobId) {
        Job job = queue.find(jobId);
        return job == null || job.availableAt().minus(ROUNDING).isAfter(clock.instant())
                ? Optional.empty()
                : Optional.of(job.headers());
    }

    /** There is an answer: the ticket goes on, and the outputs of the node find it in {@code response}. */
    public void answered(long jobId, Reply reply) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("status", reply.status());
        response.put("headers", Storable.of(reply.headers()).orElse(null));
        response.put(
                "body",
                Storable.of(reply.body()).or(() -> Storable.of(reply.text())).orElse(null));
        Instant now = clock.instant();
        end(
                jobId,
                (ticket, job) ->
                        new Signal.Done(job.token(ticket), Map.of("response", response), true, Signal.SYSTEM, now));
    }

    /** It is tried again after a pause, which doubles each time; it is an incident when it was the last try. */
    public void failedNow(long jobId, int tries, Problem why) {
        Optional<Ticket> locked = tickets.lockByJob(jobId);
        Job job = locked.isEmpty() ? null : queue.find(jobId);
        if (job == null) {
            return;
        }
        if (job.retries() <= 1) {
            failed(jobId, why);
            return;
        }
        Instant next = clock.instant().plus(Job.pause(Setting.HTTP_RETRY_SECONDS.seconds(), tries));
        job.failed(job.retries() - 1, next);
        jobs.scheduleCall(job, tries + 1, next);
    }

    /** It is not tried again. */
    public void failed(long jobId, Problem why) {
        Instant now = clock.instant();
        end(jobId, (ticket, job) -> new Signal.Failed(job.token(ticket), why, Signal.SYSTEM, now));
    }

    /** Nothing happens when it is over already. */
    private void end(long jobId, BiFunction<Ticket, Job, Signal.Work> ending) {
        Optional<Ticket> locked = tickets.lockByJob(jobId);
        Job job = locked.isEmpty() ? null : queue.find(jobId);
        if (job == null) {
            return;
        }
        Ticket ticket = locked.get();
        DeployedFlow deployed = applications.flowById(ticket.flowId());
        queue.end(job);
        transitions.run(
                deployed, ticket, library.flow(ticket.versionId(), deployed.apiPath()), ending.apply(ticket, job));
    }
}
