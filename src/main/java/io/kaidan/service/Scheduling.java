package io.kaidan.service;

import static java.util.stream.Collectors.toMap;

import io.kaidan.audit.AuditAction;
import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.form.Storable;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.json.Members;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.schedule.Rhythm;
import io.kaidan.schedule.Schedule;
import io.kaidan.schedule.Schedules;
import io.kaidan.ticket.Submission;
import io.kaidan.ticket.Submissions;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Schedules (排程), for those who may open tickets of the flow; everybody sees and changes his own, administrators all.
 * Bodies are JSON objects as the client sent them; a refusal names all that is wrong with one at once. What values the form
 * refuses shows when a ticket is to open, for the form may be another one by then.
 */
@Stateless
public class Scheduling {

    private static final int LONGEST_NAME = 254;
    private static final int PREVIEWED = 5;

    @Inject
    private Schedules schedules;

    @Inject
    private Applications applications;

    @Inject
    private Submissions submissions;

    @Inject
    private Jobs jobs;

    @Inject
    private Auditing auditing;

    @Inject
    private Clock clock;

    /**
     * A schedule as people read it.
     *
     * @param submission that its last run made; null where the start has no validation
     */
    public record Planned(Schedule schedule, DeployedFlow flow, Submission submission) {}

    public Planned add(Caller caller, Map<String, ?> body) {
        Members members = new Members(body);
        members.allow("apiPath", "name", "cron", "every", "timeZone", "values", "enabled");
        members.require("apiPath");
        Optional<DeployedFlow> flow = flow(caller, members);
        flow.ifPresent(f -> caller.require(caller.may(Permission.ADD, f.apiPath()), f.apiPath()));
        String name = members.has("name") ? members.name("name", LONGEST_NAME) : "";
        Rhythm rhythm = rhythm(members, new Rhythm(null, null, ZoneId.systemDefault()));
        Map<String, Object> values = values(members, Map.of());
        Boolean enabled = members.flag("enabled");
        Refused.ifAny(members.problems());

        Schedule schedule = new Schedule(flow.orElseThrow().id(), caller.username(), caller.userId());
        schedule.describe(name, values);
        schedule.follow(rhythm);
        schedules.save(schedule);
        if (!Boolean.FALSE.equals(enabled)) {
            schedule.switchOn(clock.instant());
            ScheduledOpening.plan(jobs, schedule);
        }
        note(caller, AuditAction.SCHEDULE_ADD, schedule, null, row(schedule));
        return planned(List.of(schedule)).get(0);
    }

    /**
     * The next times of a rhythm that is not kept yet.
     *
     * @param body {@code cron} or {@code every}, and {@code timeZone}
     * @return the first of them; fewer where the calendar ends
     */
    public List<Instant> preview(Map<String, ?> body) {
        Members members = new Members(body);
        members.allow("cron", "every", "timeZone");
        Rhythm rhythm = rhythm(members, new Rhythm(null, null, ZoneId.systemDefault()));
        Refused.ifAny(members.problems());
        List<Instant> runs = new ArrayList<>();
        runs.add(rhythm.first(clock.instant()));
        try {
            while (runs.size() < PREVIEWED) {
                Instant last = runs.get(runs.size() - 1);
                runs.add(rhythm.next(last, last));
            }
        } catch (Refused over) {
            return runs;
        }
        return runs;
    }

    /** Changes what the body names, at once; the flow stays. Its next time is planned anew where the rhythm changes. */
    public Planned change(Caller caller, long id, Map<String, ?> body) {
        Members members = new Members(body);
        members.allow("name", "cron", "every", "timeZone", "values", "enabled");
        Schedule schedule = own(caller, id, schedules.lock(id));
        ScheduleRow before = row(schedule);
        String name = members.has("name") ? members.name("name", LONGEST_NAME) : schedule.name();
        Rhythm rhythm = rhythm(members, schedule.rhythm());
        Map<String, Object> values = values(members, schedule.values());
        Boolean enabled = members.flag("enabled");
        Refused.ifAny(members.problems());

        schedule.describe(name, values);
        boolean on = enabled == null ? schedule.isOn() : enabled;
        if (on != schedule.isOn() || !rhythm.equals(schedule.rhythm())) {
            unplan(schedule);
            schedule.follow(rhythm);
            if (on) {
                schedule.switchOn(clock.instant());
                ScheduledOpening.plan(jobs, schedule);
            }
        }
        note(caller, AuditAction.SCHEDULE_CHANGE, schedule, before, row(schedule));
        return planned(List.of(schedule)).get(0);
    }

    public void remove(Caller caller, long id) {
        Schedule schedule = own(caller, id, schedules.lock(id));
        note(caller, AuditAction.SCHEDULE_REMOVE, schedule, row(schedule), null);
        unplan(schedule);
        schedules.remove(schedule);
    }

    public Planned get(Caller caller, long id) {
        return planned(List.of(own(caller, id, schedules.find(id)))).get(0);
    }

    /**
     * One page, the oldest first.
     *
     * @param apiPath only those of this flow; null: of all
     * @param after ids above this one only
     */
    public List<Planned> page(Caller caller, String apiPath, long after, int limit) {
        Long flowId = null;
        if (apiPath != null) {
            DeployedFlow flow = applications.flow(apiPath).orElseThrow(() -> Refused.because("unknown_flow", apiPath));
            caller.require(caller.knows(apiPath), apiPath);
            flowId = flow.id();
        }
        return planned(schedules.page(caller.admin() ? null : caller.userId(), flowId, after, limit));
    }

    private void unplan(Schedule schedule) {
        if (schedule.isOn()) {
            jobs.cancel(ScheduledOpening.JOB, List.of(ScheduledOpening.job(schedule)));
            schedule.switchOff();
        }
    }

    private void note(Caller caller, AuditAction action, Schedule schedule, ScheduleRow before, ScheduleRow after) {
        auditing.note(caller, action, schedule.id().toString(), ScheduleRow.changes(before, after));
    }

    private ScheduleRow row(Schedule schedule) {
        DeployedFlow flow = applications.flowsById(List.of(schedule.flowId())).get(schedule.flowId());
        return ScheduleRow.of(schedule, flow.apiPath());
    }

    private static Schedule own(Caller caller, long id, Optional<Schedule> found) {
        return found.filter(s -> caller.admin() || s.byId() == caller.userId())
                .orElseThrow(() -> Refused.because("unknown_schedule", Long.toString(id)));
    }

    private List<Planned> planned(List<Schedule> found) {
        Map<Long, DeployedFlow> flows =
                applications.flowsById(found.stream().map(Schedule::flowId).toList());
        Map<Long, Submission> submitted =
                submissions
                        .find(found.stream()
                                .map(Schedule::lastSubmission)
                                .filter(Objects::nonNull)
                                .toList())
                        .stream()
                        .collect(toMap(Submission::id, s -> s));
        return found.stream()
                .map(s -> new Planned(s, flows.get(s.flowId()), submitted.get(s.lastSubmission())))
                .toList();
    }

    private Optional<DeployedFlow> flow(Caller caller, Members members) {
        String apiPath = members.text("apiPath");
        Optional<DeployedFlow> flow =
                Optional.ofNullable(apiPath).filter(caller::knows).flatMap(applications::flow);
        if (apiPath != null && flow.isEmpty()) {
            members.add(Problem.at("apiPath", "unknown_flow", apiPath));
        }
        return flow;
    }

    private static Map<String, Object> values(Members members, Map<String, Object> before) {
        Map<String, Object> values = members.has("values") ? members.object("values") : before;
        if (values != null && Storable.of(values).isEmpty()) {
            members.add(Problem.at("values", "characters"));
        }
        return values == null ? Map.of() : values;
    }

    /** Either cron or every; what is not sent stays as it was. */
    private Rhythm rhythm(Members members, Rhythm before) {
        ZoneId zone = zone(members, before.zone());
        int problems = members.problems().size();
        String cron = members.text("cron");
        String every = members.text("every");
        if (cron == null && every == null) {
            cron = before.cron();
            every = before.every();
        }
        Rhythm rhythm = new Rhythm(cron, every, zone);
        if ((cron == null) == (every == null)) {
            if (members.problems().size() == problems) {
                members.add(Problem.at("cron", "cron_or_every"));
            }
            return rhythm;
        }
        try {
            rhythm.first(clock.instant());
        } catch (Refused wrong) {
            wrong.problems().forEach(p -> members.add(new Problem(p.code(), p.code(), p.arguments())));
        }
        return rhythm;
    }

    private static ZoneId zone(Members members, ZoneId before) {
        String name = members.text("timeZone");
        try {
            return name == null ? before : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            members.add(Problem.at("timeZone", "time_zone", name));
            return before;
        }
    }
}
