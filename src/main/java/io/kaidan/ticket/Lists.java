package io.kaidan.ticket;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Lists that clients search as they like. A row is a JSON object, its members are the columns. */
@ApplicationScoped
public class Lists {

    private static final String LAST_STOP =
            "(select l.id from work_item l where l.ticket_id = t.id order by l.since desc, l.id desc limit 1)";

    /** Of a ticket's stops those with a row: where it waits, or the last one where it does so no more. */
    private static final String SHOWN_STOP = "(w.state = 'open' or t.state <> 'OPEN' and w.id = " + LAST_STOP + ")";

    private static final String FAILED = " from token k where k.ticket_id = t.id and k.failure is not null";

    private static final List<Column> TICKETS = List.of(
            Column.number("id", "w.id"),
            Column.text("flow_uuid", "f.api_path"),
            Column.number("data_no", "t.data_no"),
            Column.flag("history", "false"),
            header("status"),
            header("title"),
            header("level"),
            Column.text("group", groups("case when w.state = 'open' then w.candidate_groups end")),
            Column.flag("closed", "(t.state <> 'OPEN')"),
            Column.text("stop_uuid", "case when w.state = 'open' then w.node end"),
            Column.text("stop_chart_text", "case when w.state = 'open' then w.name end"),
            Column.flag("running", "false"),
            Column.flag("error", "exists (select 1" + FAILED + ")"),
            Column.problems(
                    "error_message",
                    "(select jsonb_agg(k.failure order by k.id)" + FAILED + ")",
                    "(select string_agg(k.failure -> 'problem' ->> 'code', ',' order by k.id)" + FAILED + ")"),
            Column.moment("createtime", "t.opened_at"),
            Column.moment("updatetime", "t.updated_at"),
            Column.moment("stoptime", "case when t.state = 'OPEN' then w.since else t.closed_at end"),
            Column.text("create_user_id", "t.opened_by"),
            Column.text("update_user_id", "t.updated_by"),
            Column.number(
                    "init_data_id",
                    "(select i.id from work_item i where i.ticket_id = t.id order by i.since, i.id limit 1)"),
            Column.flag("is_child", "(t.caller_id is not null)"));

    /** The action is where the design tells it: the version, the API path and the node. */
    private static final List<Column> TASKS = List.of(
            Column.number("id", "w.id"),
            Column.text("flow_uuid", "f.api_path"),
            Column.text("flow_name", "f.name"),
            header("status"),
            header("level"),
            header("title"),
            Column.number("data_no", "t.data_no"),
            Column.number("data_id", "w.id"),
            Column.flag("history", "false"),
            Column.text("stop_uuid", "w.node"),
            Column.text("stop_chart_text", "w.name"),
            Column.text("create_user_id", "t.opened_by"),
            Column.text("update_user_id", "t.updated_by"),
            Column.moment("ticket_createtime", "t.opened_at"),
            Column.moment("createtime", "w.since"),
            Column.moment("updatetime", "t.updated_at"),
            Column.moment("duetime", "w.due_at"),
            Column.text("assignee_id", "w.assignee"),
            Column.text("assign_group_id", groups("w.candidate_groups")),
            Column.shown("action", "jsonb_build_array(t.version_id, f.api_path, w.node)"),
            Column.flag("attachment", "exists (select 1 from attachment a where a.ticket_id = t.id)"),
            Column.flag("closed", "false"));

    private static final List<Column> NOTES = List.of(
            Column.number("id", "n.id"),
            Column.text("flow_uuid", "f.api_path"),
            Column.number("data_no", "t.data_no"),
            Column.text("content", "n.content"),
            Column.text("create_user_id", "n.written_by"),
            Column.moment("createtime", "n.written_at"));

    @PersistenceContext
    private EntityManager entities;

    /** A fixed column of the ticket; where its form has none, a field of that name; empty where that lacks as well. */
    private static Column header(String name) {
        return Column.text(name, "coalesce(t.%s, jsonb_extract_path_text(t.values, '%s'), '')".formatted(name, name));
    }

    private static String groups(String names) {
        return "(select string_agg(g.name, ',') from jsonb_array_elements_text(%s) as g(name))".formatted(names);
    }

    /**
     * The tickets of a flow. One that waits has a row for each point where it does, for each has a data_id of its own by
     * which it is pushed; one that is closed has a single row, with the data_id of its last stop. A {@link Lookup} must have begun.
     *
     * @param fields the keys of the flow's fields; the fixed columns go before those of the same name
     * @param reader the language of the messages
     */
    public List<Map<String, Object>> tickets(long flowId, Collection<String> fields, Listing listing, Locale reader) {
        List<Column> columns = new ArrayList<>(TICKETS);
        fields.forEach(key -> columns.add(Column.field(key, "t.values")));
        Rows rows = new Rows(columns, listing, reader);
        return listing.order().isEmpty()
                ? rows.read(
                        entities,
                        sql -> addFlow(sql, flowId, "join work_item w on w.ticket_id = t.id and " + SHOWN_STOP),
                        sql -> addFlow(sql, flowId, "left join work_item w on false")
                                .add(" and not exists (select 1 from work_item w where w.ticket_id = t.id and "
                                        + SHOWN_STOP + ")"))
                : rows.read(
                        entities,
                        sql -> addFlow(sql, flowId, "left join work_item w on w.ticket_id = t.id and " + SHOWN_STOP));
    }

    private static Sql addFlow(Sql sql, long flowId, String stops) {
        return sql.add("ticket t join flow f on f.id = t.flow_id " + stops + " where t.flow_id = ")
                .value(flowId);
    }

    /** What waits for a person, by his name or by one of his groups, in flows that list their tasks and are deployed. */
    public List<Map<String, Object>> tasks(Viewer viewer, Listing listing) {
        return new Rows(TASKS, listing, Locale.ROOT).read(entities, sql -> {
            sql.add("work_item w join ticket t on t.id = w.ticket_id join flow f on f.id = t.flow_id")
                    .add(" where w.state = 'open' and f.tasks and f.api and f.deployment <> 'undeployed' and ");
            viewer.addMine(sql);
        });
    }

    /** The work log of a ticket. */
    public List<Map<String, Object>> notes(long ticketId, Listing listing) {
        return new Rows(NOTES, listing, Locale.ROOT)
                .read(entities, sql -> sql.add("work_note n join ticket t on t.id = n.ticket_id")
                        .add(" join flow f on f.id = t.flow_id where t.id = ")
                        .value(ticketId));
    }
}
