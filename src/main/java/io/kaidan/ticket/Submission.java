package io.kaidan.ticket;

import io.kaidan.persistence.JsonListConverter;
import io.kaidan.persistence.JsonMapConverter;
import io.kaidan.problem.Problem;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A ticket that somebody asked for at a start with validation. It is validated in the background; then it is either
 * opened as a ticket, or refused, of which nothing stays but this record with the messages.
 */
@Entity
@Table(name = "submission")
public class Submission {

    public static final String VALIDATING = "validating";
    public static final String OPENED = "opened";
    public static final String REFUSED = "refused";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "submission")
    @SequenceGenerator(name = "submission", sequenceName = "submission_seq", allocationSize = 50)
    private Long id;

    @Column(name = "flow_id")
    private long flowId;

    @Column(name = "version_id")
    private long versionId;

    @Column(name = "submitted_by")
    private String by;

    @Column(name = "at")
    private Instant at;

    @Column(name = "state")
    private String state;

    @Convert(converter = JsonMapConverter.class)
    @Column(name = "values")
    private Map<String, Object> values;

    @Column(name = "data_no")
    private Long dataNo;

    @Convert(converter = JsonListConverter.class)
    @Column(name = "problems")
    private List<Object> problems;

    protected Submission() {}

    public Submission(long flowId, long versionId, String by, Instant at, Map<String, Object> values) {
        this.flowId = flowId;
        this.versionId = versionId;
        this.by = by;
        this.at = at;
        this.values = values;
        this.state = VALIDATING;
        this.problems = List.of();
    }

    public void opened(long number) {
        state = OPENED;
        dataNo = number;
        values = null;
    }

    public void refused(List<Problem> why) {
        state = REFUSED;
        problems = why.stream().<Object>map(StoredProblem::plain).toList();
        values = null;
    }

    public Long id() {
        return id;
    }

    public long flowId() {
        return flowId;
    }

    public long versionId() {
        return versionId;
    }

    public String by() {
        return by;
    }

    public Instant at() {
        return at;
    }

    public String state() {
        return state;
    }

    public boolean isPending() {
        return state.equals(VALIDATING);
    }

    public Map<String, Object> values() {
        return values;
    }

    public Long dataNo() {
        return dataNo;
    }

    /** Why it is refused; empty when it is not. */
    public List<Problem> problems() {
        return problems.stream().map(p -> StoredProblem.of((Map<?, ?>) p)).toList();
    }
}
