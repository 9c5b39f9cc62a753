package io.kaidan.schedule;

import io.kaidan.persistence.JsonListConverter;
import io.kaidan.persistence.JsonMapConverter;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.StoredProblem;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/**
 * Tickets that open by themselves (排程). While it is on it knows when it is due next; each time one ticket opens, or is
 * refused, and the next time is planned. It runs as the user who made it, with what he may do then.
 */
@Entity
@Table(name = "schedule")
public class Schedule {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "schedule")
    @SequenceGenerator(name = "schedule", sequenceName = "schedule_seq", allocationSize = 50)
    private Long id;

    @Column(name = "flow_id")
    private long flowId;

    @Column(name = "name")
    private String name;

    @Column(name = "cron")
    private String cron;

    @Column(name = "every")
    private String every;

    @Column(name = "time_zone")
    private String zone;

    @Convert(converter = JsonMapConverter.class)
    @Column(name = "values")
    private Map<String, Object> values;

    @Column(name = "made_by")
    private String by;

    /** A later user may have the same name. */
    @Column(name = "made_by_id")
    private long byId;

    @Column(name = "next_run")
    private Instant nextRun;

    @Column(name = "last_run")
    private Instant lastRun;

    @Column(name = "last_data_no")
    private Long lastDataNo;

    @Column(name = "last_submission")
    private Long lastSubmission;

    @Convert(converter = JsonListConverter.class)
    @Column(name = "last_problems")
    private List<Object> lastProblems = List.of();

    protected Schedule() {}

    /** A new one, which is off. */
    public Schedule(long flowId, String by, long byId) {
        this.flowId = flowId;
        this.by = by;
        this.byId = byId;
    }

    public void describe(String newName, Map<String, Object> newValues) {
        name = newName;
        values = newValues;
    }

    public void follow(Rhythm rhythm) {
        cron = rhythm.cron();
        every = rhythm.every();
        zone = rhythm.zone().getId();
    }

    public Rhythm rhythm() {
        return new Rhythm(cron, every, ZoneId.of(zone));
    }

    /**
     * It is on: due first when its rhythm says so.
     *
     * @throws Refused where that is never
     */
    public void switchOn(Instant now) {
        nextRun = rhythm().first(now).truncatedTo(ChronoUnit.MILLIS);
    }

    public void switchOff() {
        nextRun = null;
    }

    public boolean isOn() {
        return nextRun != null;
    }

    /** Whether it still is to be done what was planned for this time. */
    public boolean isDueAt(Instant due) {
        return due.equals(nextRun);
    }

    /**
     * What was due is done, and the next time is planned.
     *
     * @param dataNo of the ticket; null where it is not open, or not yet
     * @param submission that is being validated; null for none
     * @param problems why there is no ticket
     */
    public void ran(Instant now, Long dataNo, Long submission, List<Problem> problems) {
        lastRun = now;
        lastDataNo = dataNo;
        lastSubmission = submission;
        lastProblems = problems.stream().<Object>map(StoredProblem::plain).toList();
        try {
            nextRun = rhythm().next(nextRun, now).truncatedTo(ChronoUnit.MILLIS);
        } catch (Refused over) { // no further moment: the calendar ends
            nextRun = null;
        }
    }

    public Long id() {
        return id;
    }

    public long flowId() {
        return flowId;
    }

    public String name() {
        return name;
    }

    public Map<String, Object> values() {
        return values;
    }

    public String by() {
        return by;
    }

    public long byId() {
        return byId;
    }

    /** When it is due next; null while it is off. */
    public Instant nextRun() {
        return nextRun;
    }

    /** Null: never yet. */
    public Instant lastRun() {
        return lastRun;
    }

    public Long lastDataNo() {
        return lastDataNo;
    }

    public Long lastSubmission() {
        return lastSubmission;
    }

    public List<Problem> lastProblems() {
        return lastProblems.stream().map(p -> StoredProblem.of((Map<?, ?>) p)).toList();
    }
}
