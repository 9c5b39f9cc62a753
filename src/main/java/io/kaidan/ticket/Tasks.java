package io.kaidan.ticket;

import io.kaidan.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/** What waits for people, over all flows; but for flows that list no tasks or are not deployed. */
@ApplicationScoped
public class Tasks {

    /** What is due first comes first, then what has waited longest. */
    private static final String URGENT_FIRST = " order by w.due_at nulls last, w.since, w.id";

    /** So many are counted at most. */
    public static final int COUNTED = 1_000;

    @PersistenceContext
    private EntityManager entities;

    /**
     * A stop that waits for somebody.
     *
     * @param flow the flow's name
     * @param versionId of the application, on which the ticket runs
     * @param name the stop's name
     * @param assignee who has it; null: nobody has claimed it yet
     * @param dueAt null: it has no due date
     */
    public record Task(
            long dataId,
            String apiPath,
            String flow,
            long versionId,
            long dataNo,
            String title,
            String status,
            String level,
            String node,
            String name,
            String assignee,
            List<?> candidateUsers,
            List<?> candidateGroups,
            Instant since,
            Instant dueAt) {

        /** Where it stands in the list. */
        public Place place() {
            return new Place(dueAt, since, dataId);
        }
    }

    /**
     * A place in the list: what is due first comes first, then what has waited longest.
     *
     * @param dueAt null: after everything that has a due date
     */
    public record Place(Instant dueAt, Instant since, long dataId) {

        void addAfter(Sql sql) {
            Timestamp waiting = Timestamp.from(since);
            if (dueAt == null) {
                sql.add(" and w.due_at is null and (w.since, w.id) > (").value(waiting);
            } else {
                sql.add(" and (w.due_at is null or (w.due_at, w.since, w.id) > (")
                        .value(Timestamp.from(dueAt))
                        .add(", ")
                        .value(waiting);
            }
            sql.add(", ").value(dataId).add(dueAt == null ? ")" : "))");
        }
    }

    /**
     * How much waits; of more than {@link #COUNTED} only those are looked at, the most urgent.
     *
     * @param open all of it
     * @param overdue so many of them, see {@link Urgency}
     * @param soon so many of them
     * @param mark changes whenever the list does
     */
    public record Summary(long open, long overdue, long soon, String mark) {}

    /**
     * One page of what waits for a person, by his name or by one of his groups.
     *
     * @param after null: from the start
     */
    public List<Task> page(Viewer viewer, TaskFilter filter, Instant now, Place after, int limit) {
        Sql sql = new Sql()
                .add("select w.id, f.api_path, f.name as flow, t.version_id, t.data_no, t.title, t.status, t.level,")
                .add(" w.node, w.name as stop, w.assignee, cast(w.candidate_users as text) as users,")
                .add(" cast(w.candidate_groups as text) as teams, w.since, w.due_at");
        addWaiting(sql, viewer, filter, now, after);
        filter.addFlow(sql);
        filter.addText(sql, "t.data_no", "t.title", "w.name");
        sql.add(URGENT_FIRST + " limit ").value(limit);
        return sql.rows(entities).stream().map(Tasks::task).toList();
    }

    /** How much waits for a person. */
    public Summary summary(Viewer viewer, Instant now) {
        Sql sql = new Sql().add("select count(*), count(*) filter (where ");
        Urgency.OVERDUE.add(sql, now);
        sql.add("), count(*) filter (where ");
        Urgency.SOON.add(sql, now);
        sql.add("), bit_xor(hashtextextended(concat_ws(' ', w.id, w.assignee, w.due_at, w.version), 0))")
                .add(" from (select w.id, w.assignee, w.due_at, t.version");
        addWaiting(sql, viewer, TaskFilter.ALL, now, null);
        sql.add(URGENT_FIRST + " limit ").value(COUNTED).add(") w");
        Object[] row = sql.rows(entities).get(0);
        return new Summary(number(row[0]), number(row[1]), number(row[2]), String.valueOf(row[3]));
    }

    /** Adds where it is read from. Sorted before the tickets are looked up: that is done for one page, not for thousands. */
    private static void addWaiting(Sql sql, Viewer viewer, TaskFilter filter, Instant now, Place after) {
        sql.add(" from (select w.* from work_item w where w.state = 'open' and ");
        viewer.addMine(sql);
        filter.addWaiting(sql, viewer, now);
        if (after != null) {
            after.addAfter(sql);
        }
        sql.add(URGENT_FIRST + ") w join ticket t on t.id = w.ticket_id join flow f on f.id = t.flow_id")
                .add(" where f.tasks and f.deployment <> 'undeployed'");
    }

    private static long number(Object count) {
        return ((Number) count).longValue();
    }

    private static Task task(Object[] row) {
        return new Task(
                number(row[0]),
                (String) row[1],
                (String) row[2],
                number(row[3]),
                number(row[4]),
                (String) row[5],
                (String) row[6],
                (String) row[7],
                (String) row[8],
                (String) row[9],
                (String) row[10],
                (List<?>) Json.parseOwn((String) row[11]),
                (List<?>) Json.parseOwn((String) row[12]),
                Sql.instant(row[13]),
                Sql.instant(row[14]));
    }
}
