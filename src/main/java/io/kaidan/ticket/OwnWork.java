package io.kaidan.ticket;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/**
 * What somebody did, over all flows: the stops that he pushed on and the tickets that he opened. Of a ticket that he may
 * not see any more, or never might, he learns no more than that.
 */
@ApplicationScoped
public class OwnWork {

    @PersistenceContext
    private EntityManager entities;

    /**
     * A stop that somebody pushed on.
     *
     * @param flow the flow's name
     * @param name the stop's name
     * @param visible whether he may see the ticket; else title, status and level are null
     * @param closedAt null: it is open
     */
    public record Done(
            String dataId,
            String apiPath,
            String flow,
            String dataNo,
            boolean visible,
            String title,
            String status,
            String level,
            String node,
            String name,
            Instant since,
            Instant doneAt,
            String state,
            Instant closedAt) {}

    /**
     * A ticket that somebody opened.
     *
     * @param flow the flow's name
     * @param visible whether he may see it; else title, status and level are null
     * @param closedAt null: it is open
     */
    public record Opened(
            String id,
            String apiPath,
            String flow,
            String dataNo,
            boolean visible,
            String title,
            String status,
            String level,
            Instant openedAt,
            String state,
            Instant closedAt) {}

    /** A place in a list, the newest first. */
    public record Place(Instant at, long id) {

        /** Before everything. */
        static final Place NEWEST = new Place(Instant.parse("9999-12-31T00:00:00Z"), Long.MAX_VALUE);

        void addAfter(Sql sql, String moment, String key) {
            sql.add(" and (" + moment + ", " + key + ") < (")
                    .value(Timestamp.from(at))
                    .add(", ")
                    .value(id)
                    .add(")");
        }
    }

    /** One page of the stops that he pushed on, the last one first. */
    public List<Done> done(Viewer viewer, TaskFilter filter, Place after, int limit) {
        Sql sql = new Sql().add("select x.* from (select d.id, f.api_path, f.name as flow, t.data_no, (");
        viewer.addSees(sql);
        sql.add(") as visible, t.title, t.status, t.level, d.node, d.name as stop, d.since, d.done_at, t.state,")
                .add(
                        " t.closed_at from work_item d join ticket t on t.id = d.ticket_id join flow f on f.id = t.flow_id")
                .add(" where d.state = 'done' and d.done_by = ")
                .value(viewer.username());
        filter.addFlow(sql);
        filter.addState(sql);
        if (after != null) {
            after.addAfter(sql, "d.done_at", "d.id");
        }
        sql.add(") x where true");
        filter.addText(sql, "x.data_no", "case when x.visible then x.title end", "x.stop");
        sql.add(" order by x.done_at desc, x.id desc limit ").value(limit);
        return sql.rows(entities).stream().map(OwnWork::done).toList();
    }

    /** One page of the tickets that he opened, the last one first. */
    public List<Opened> opened(Viewer viewer, TaskFilter filter, Place after, int limit) {
        Sql sql = new Sql().add("select x.* from (select t.id, f.api_path, f.name as flow, t.data_no, (");
        viewer.addSees(sql);
        sql.add(") as visible, t.title, t.status, t.level, t.opened_at, t.state, t.closed_at")
                .add(" from ticket t join flow f on f.id = t.flow_id where t.opened_by = ")
                .value(viewer.username());
        filter.addFlow(sql);
        filter.addState(sql);
        if (after != null) {
            after.addAfter(sql, "t.opened_at", "t.id");
        }
        sql.add(") x where true");
        filter.addText(sql, "x.data_no", "case when x.visible then x.title end");
        sql.add(" order by x.opened_at desc, x.id desc limit ").value(limit);
        return sql.rows(entities).stream().map(OwnWork::opened).toList();
    }

    private static Done done(Object[] row) {
        boolean visible = (Boolean) row[4];
        return new Done(
                row[0].toString(),
                (String) row[1],
                (String) row[2],
                row[3].toString(),
                visible,
                shown(visible, row[5]),
                shown(visible, row[6]),
                shown(visible, row[7]),
                (String) row[8],
                (String) row[9],
                Sql.instant(row[10]),
                Sql.instant(row[11]),
                TicketState.valueOf((String) row[12]).text(),
                Sql.instant(row[13]));
    }

    private static Opened opened(Object[] row) {
        boolean visible = (Boolean) row[4];
        return new Opened(
                row[0].toString(),
                (String) row[1],
                (String) row[2],
                row[3].toString(),
                visible,
                shown(visible, row[5]),
                shown(visible, row[6]),
                shown(visible, row[7]),
                Sql.instant(row[8]),
                TicketState.valueOf((String) row[9]).text(),
                Sql.instant(row[10]));
    }

    private static String shown(boolean visible, Object value) {
        return visible ? (String) value : null;
    }
}
