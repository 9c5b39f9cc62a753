package io.kaidan.catalog;

import io.kaidan.flow.Flow;
import io.kaidan.persistence.JsonListConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.List;

/**
 * A flow as administrators know it: its API path, the version on which new tickets open, and its switches, which the
 * design presets and people toggle at run time.
 */
@Entity
@Table(name = "flow")
public class DeployedFlow {

    static final String DEPLOYED = "deployed";
    private static final String DROPPED = "dropped";
    private static final String UNDEPLOYED = "undeployed";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "flow")
    @SequenceGenerator(name = "flow", sequenceName = "flow_seq", allocationSize = 50)
    private Long id;

    @Column(name = "api_path")
    private String apiPath;

    @Column(name = "name")
    private String name;

    @Column(name = "description")
    private String description;

    @Column(name = "application_id")
    private long applicationId;

    @Column(name = "version_id")
    private long versionId;

    @Column(name = "deployment")
    private String deployment;

    @Column(name = "enabled")
    private boolean enabled;

    @Column(name = "api")
    private boolean api;

    @Column(name = "log")
    private boolean log;

    @Column(name = "attachments")
    private boolean attachments;

    @Column(name = "worklog")
    private boolean worklog;

    @Column(name = "tasks")
    private boolean tasks;

    @Column(name = "retention_days")
    private Integer retentionDays;

    @Convert(converter = JsonListConverter.class)
    @Column(name = "columns")
    private List<Object> columns;

    protected DeployedFlow() {}

    /** A flow that is deployed for the first time. */
    public DeployedFlow(long applicationId, Flow flow) {
        this.applicationId = applicationId;
        this.apiPath = flow.apiPath();
        this.enabled = true;
        this.api = flow.switches().get("api");
        this.log = flow.switches().get("log");
        this.attachments = flow.switches().get("attachments");
        this.worklog = flow.switches().get("worklog");
        this.tasks = flow.switches().get("tasks");
        this.retentionDays = flow.retentionDays();
        this.columns = List.of();
    }

    /** New tickets open on this version; the switches stay as people have set them. */
    public void activate(Flow flow, long version) {
        name = flow.name();
        description = flow.description();
        versionId = version;
        deployment = DEPLOYED;
    }

    /** The application's newest version has no such flow: no new tickets, but those that are open go on. */
    public void drop() {
        deployment = DROPPED;
    }

    /** The application is taken off: no new tickets, and those that are open can only be read. */
    public void undeploy() {
        deployment = UNDEPLOYED;
    }

    public boolean isDeployed() {
        return deployment.equals(DEPLOYED);
    }

    public boolean isUndeployed() {
        return deployment.equals(UNDEPLOYED);
    }

    public void enable(boolean on) {
        enabled = on;
    }

    public void openApi(boolean on) {
        api = on;
    }

    public void keepLog(boolean on) {
        log = on;
    }

    public void takeAttachments(boolean on) {
        attachments = on;
    }

    public void keepWorklog(boolean on) {
        worklog = on;
    }

    public void listTasks(boolean on) {
        tasks = on;
    }

    /**
     * Closed tickets are kept for so many days.
     *
     * @param days null: for ever
     */
    public void keepTickets(Integer days) {
        retentionDays = days;
    }

    public void showColumns(List<String> keys) {
        columns = List.copyOf(keys);
    }

    public Long id() {
        return id;
    }

    public String apiPath() {
        return apiPath;
    }

    public String name() {
        return name;
    }

    /** What its design says of it; may be empty. */
    public String description() {
        return description;
    }

    public long applicationId() {
        return applicationId;
    }

    /** The version on which tickets open, or did when they last could. */
    public long versionId() {
        return versionId;
    }

    public boolean enabled() {
        return enabled;
    }

    public boolean api() {
        return api;
    }

    public boolean log() {
        return log;
    }

    public boolean attachments() {
        return attachments;
    }

    /** Whether notes can be written on its tickets. */
    public boolean worklog() {
        return worklog;
    }

    /** Whether its stops are listed among people's tasks. */
    public boolean tasks() {
        return tasks;
    }

    /** For how many days closed tickets are kept; null: for ever. */
    public Integer retentionDays() {
        return retentionDays;
    }

    public List<String> columns() {
        return columns.stream().map(String::valueOf).toList();
    }
}
