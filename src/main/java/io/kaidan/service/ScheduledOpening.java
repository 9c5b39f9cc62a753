package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.identity.Account;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Users;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.schedule.Schedule;
import io.kaidan.schedule.Schedules;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens the tickets of schedules. One job is one due time of one schedule; whatever runs a second time, or is no longer
 * planned when it runs, does nothing.
 */
@Stateless
public class ScheduledOpening {

    /** The name of the job; its id is the schedule's, {@code @}, and the due time in milliseconds. */
    public static final String JOB = "open-scheduled";

    @Inject
    private Schedules schedules;

    @Inject
    private Applications applications;

    @Inject
    private Users users;

    @Inject
    private Ticketing ticketing;

    @Inject
    private Jobs jobs;

    @Inject
    private Clock clock;

    /** Opens the ticket, as the user who made the schedule. A refusal leaves nothing; then {@link #refuse} records it. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void open(String job) {
        due(job).ifPresent(schedule -> {
            String apiPath = applications.flowById(schedule.flowId()).apiPath();
            Ticketing.Opened opened =
                    ticketing.open(caller(schedule), apiPath, Entry.of(schedule.values()), Door.SCHEDULE);
            ran(schedule, opened.dataNo(), opened.submission(), List.of());
        });
    }

    /** Records why no ticket opened. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void refuse(String job, List<Problem> problems) {
        due(job).ifPresent(schedule -> ran(schedule, null, null, problems));
    }

    private void ran(Schedule schedule, Long dataNo, Long submission, List<Problem> problems) {
        schedule.ran(clock.instant(), dataNo, submission, problems);
        plan(jobs, schedule);
    }

    /** Has the ticket opened when the schedule is due next, if ever. */
    static void plan(Jobs jobs, Schedule schedule) {
        if (schedule.isOn()) {
            jobs.schedule(JOB, Map.of(job(schedule), schedule.nextRun()));
        }
    }

    /** The job of the next due time. */
    static String job(Schedule schedule) {
        return schedule.id() + "@" + schedule.nextRun().toEpochMilli();
    }

    private Optional<Schedule> due(String job) {
        int at = job.indexOf('@');
        Instant due = Instant.ofEpochMilli(Long.parseLong(job.substring(at + 1)));
        return schedules.lock(Long.parseLong(job.substring(0, at))).filter(schedule -> schedule.isDueAt(due));
    }

    private Caller caller(Schedule schedule) {
        return users.accountNamed(schedule.by())
                .filter(Account::active)
                .map(Account::caller)
                .filter(caller -> caller.userId() == schedule.byId())
                .orElseThrow(() -> Refused.because("inactive_user", schedule.by()));
    }
}
