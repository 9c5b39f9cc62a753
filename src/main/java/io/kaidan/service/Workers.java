package io.kaidan.service;

import static java.util.stream.Collectors.toMap;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.engine.Signal;
import io.kaidan.form.Storable;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.json.Members;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Job;
import io.kaidan.ticket.JobQueue;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Tickets;
import io.kaidan.ticket.Token;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Outside workers: they take jobs, and say how each went. For those with the modify permission of the flow; to others its
 * jobs do not exist. A job is done at least once: who holds it too long may find that another has it too, and the first
 * to say how it went is believed.
 *
 * <p>Refuses with {@code unknown_job} where the job is over, {@code job_taken} where another worker has it, {@code
 * flow_undeployed} where tickets can only be read, else with everything that is wrong with the body at once.
 */
@Stateless
public class Workers {

    private static final long DAY = 86_400;
    private static final int MOST_RETRIES = 1_000;
    private static final int MESSAGE = 4_000;

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
    private Clock clock;

    /**
     * Takes free jobs, those that wait longest first, of flows that are not taken off.
     *
     * @throws Refused {@code forbidden} to who may modify the tickets of no flow at all
     */
    public Taken take(Caller caller, Ask ask) {
        Collection<Long> flows = caller.admin() ? null : modifiable(caller);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS); // as the database keeps it
        List<Job> jobs = queue.lockFree(ask.type(), flows, ask.most(), now);
        if (jobs.isEmpty()) {
            return Taken.NONE;
        }
        Map<Long, Ticket> theirs = tickets
                .withTokens(jobs.stream().map(Job::ticketId).distinct().toList())
                .stream()
                .collect(toMap(Ticket::id, t -> t));
        Map<Long, DeployedFlow> deployed = theirs.values().stream()
                .map(Ticket::flowId)
                .distinct()
                .map(applications::flowById)
                .collect(toMap(DeployedFlow::id, f -> f));
        String worker = ask.worker() == null ? caller.username() : ask.worker();
        Instant until = now.plus(ask.hold());
        List<Assigned> assigned = new ArrayList<>();
        for (Job job : jobs) {
            Ticket ticket = theirs.get(job.ticketId());
            job.take(worker, until);
            assigned.add(assigned(job, ticket, deployed.get(ticket.flowId()).apiPath()));
        }
        return new Taken(assigned, worker, until);
    }

    /** The worker never got them: they are free at once, as if nobody had taken them, but for those taken by another since. */
    public void release(Taken taken) {
        List<Long> ids = taken.jobs().stream().map(job -> number(job.key())).toList();
        queue.release(ids, taken.worker(), taken.until(), clock.instant());
    }

    private Collection<Long> modifiable(Caller caller) {
        List<String> apiPaths = caller.permissions().keySet().stream()
                .filter(apiPath -> caller.may(Permission.MODIFY, apiPath))
                .toList();
        if (apiPaths.isEmpty()) {
            throw Refused.because("forbidden");
        }
        return applications.flows(apiPaths).stream().map(DeployedFlow::id).toList();
    }

    private static Assigned assigned(Job job, Ticket ticket, String apiPath) {
        Token token = job.token(ticket);
        return new Assigned(
                Long.toString(job.id()),
                job.type(),
                apiPath,
                Long.toString(ticket.dataNo()),
                token.node(),
                ticket.valuesAt(token),
                job.headers(),
                job.retries(),
                job.traceparent());
    }

    /** It is done. Body: {@code values} by name, and {@code worker}. */
    public void complete(Caller caller, String key, Map<String, ?> body) {
        Members members = new Members(body);
        members.allow("values", "worker");
        Map<String, Object> values = values(members);
        Held held = held(caller, key, members);
        Refused.ifAny(members.problems());
        end(held, new Signal.Done(held.token(), values, false, caller.username(), clock.instant()));
    }

    /**
     * It failed. Body: {@code retries} that are left (0 to 1,000; default: one less), {@code message}, {@code
     * backoffSeconds} before it is free again (0 to 86,400; default 0), and {@code worker}. Without retries it is an
     * incident with the message.
     */
    public void fail(Caller caller, String key, Map<String, ?> body) {
        Members members = new Members(body);
        members.allow("retries", "message", "backoffSeconds", "worker");
        Long retries = members.number("retries", 0, MOST_RETRIES);
        Long pause = members.number("backoffSeconds", 0, DAY);
        String message = optional(members, "message", MESSAGE);
        Held held = held(caller, key, members);
        Refused.ifAny(members.problems());
        int left = retries == null ? held.job().retries() - 1 : retries.intValue();
        Instant now = clock.instant();
        if (left > 0) {
            held.job().failed(left, now.plus(Duration.ofSeconds(pause == null ? 0 : pause)));
            return;
        }
        Problem why = Problem.of("job_failed", message == null ? Phrase.of("job.silent") : message);
        end(held, new Signal.Failed(held.token(), why, caller.username(), now));
    }

    /** It ended with an error that the flow may catch. Body: {@code code}, {@code message}, {@code values}, {@code worker}. */
    public void raise(Caller caller, String key, Map<String, ?> body) {
        Members members = new Members(body);
        members.allow("code", "message", "values", "worker");
        String code = members.words("code", Ask.NAME);
        String message = optional(members, "message", MESSAGE);
        Map<String, Object> values = values(members);
        Held held = held(caller, key, members);
        Refused.ifAny(members.problems());
        end(held, new Signal.Erred(held.token(), code, message, values, caller.username(), clock.instant()));
    }

    /** A text that need not be; a blank one is none. */
    static String optional(Members members, String name, int longest) {
        String text = members.text(name);
        return text == null || text.isBlank() ? null : members.words(name, longest);
    }

    private static Map<String, Object> values(Members members) {
        Map<String, Object> values = members.object("values");
        if (values == null) {
            return Map.of();
        }
        values.forEach((name, value) -> {
            if (value != null && Storable.of(value).isEmpty()) {
                members.add(Problem.at(name, "type", Phrase.of("expect.storable"), "…"));
            }
        });
        return values;
    }

    private record Held(Job job, Token token, Ticket ticket, DeployedFlow flow) {}

    private Held held(Caller caller, String key, Members members) {
        String worker = optional(members, "worker", Ask.NAME);
        long id = number(key);
        Ticket ticket = tickets.lockByJob(id).orElseThrow(() -> Refused.because("unknown_job", key));
        DeployedFlow flow = applications.flowById(ticket.flowId());
        Job job = queue.find(id); // now that the ticket is locked: another may have ended it meanwhile
        if (job == null || job.type().equals(Job.HTTP) || !caller.knows(flow.apiPath())) {
            throw Refused.because("unknown_job", key);
        }
        caller.require(caller.may(Permission.MODIFY, flow.apiPath()), flow.apiPath());
        if (flow.isUndeployed()) {
            throw Refused.because("flow_undeployed", flow.apiPath());
        }
        if (!job.isHeldBy(worker)) {
            throw Refused.because("job_taken", key);
        }
        return new Held(job, job.token(ticket), ticket, flow);
    }

    private static long number(String key) {
        try {
            return Long.parseLong(key);
        } catch (NumberFormatException none) {
            throw Refused.because("unknown_job", key);
        }
    }

    private void end(Held held, Signal.Work how) {
        queue.end(held.job());
        transitions.run(
                held.flow(),
                held.ticket(),
                library.flow(held.ticket().versionId(), held.flow().apiPath()),
                how);
    }
}
