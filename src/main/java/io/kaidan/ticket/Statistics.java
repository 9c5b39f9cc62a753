package io.kaidan.ticket;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How the tickets of a flow went in a period: each question is one statement, however many tickets there are. */
@ApplicationScoped
public class Statistics {

    /** Where one class of durations ends and the next begins. */
    private static final List<Duration> STEPS = List.of(
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(8),
            Duration.ofDays(1),
            Duration.ofDays(3),
            Duration.ofDays(7),
            Duration.ofDays(14),
            Duration.ofDays(30));

    private static final String MIDDLE_AND_LONG = "percentile_cont(array[0.5, 0.9]) within group (order by %s)";

    @PersistenceContext
    private EntityManager entities;

    /**
     * What came to a node in the period, and how long it waited there.
     *
     * @param name of the stop; null where the node is no human point, nor are the three after the arrivals known there
     * @param arrivals so many came to it in the period; at a node that is no human point as the log tells, null where that
     *     is not counted
     * @param done so many were pushed on in the period, whenever they had come
     * @param median seconds that these had waited; null where there are none
     * @param p90 nine of ten had waited no longer
     * @param open so many stand there now
     */
    public record Node(String node, String name, Long arrivals, Long done, Double median, Double p90, long open) {}

    /** Tickets that were opened and closed on a day. */
    public record Day(LocalDate day, long opened, long closed) {}

    /**
     * Tickets that were closed in the period, whenever they were opened, by how long they took.
     *
     * @param from seconds, included
     * @param to seconds, excluded; null: no matter how long
     */
    public record Bucket(long from, Long to, long tickets) {}

    /**
     * How long the tickets took that were closed in the period.
     *
     * @param median seconds; null where there are none
     * @param p90 nine of ten took no longer
     */
    public record Durations(long tickets, Double median, Double p90, List<Bucket> buckets) {}

    /** Nobody waits longer than this for one of the answers: a statement of this transaction that takes longer fails. */
    public void limit(Duration longest) {
        entities.createNativeQuery("select set_config('statement_timeout', ?1, true)")
                .setParameter(1, Long.toString(longest.toMillis()))
                .getSingleResult();
    }

    /**
     * What happened at the nodes, the human points first; those at which nothing did, and nothing stands, are left out.
     *
     * @param log whether the log is counted for the other nodes: it holds some kB for each ticket
     */
    public List<Node> nodes(long flowId, Period period, boolean log) {
        Map<String, Long> open = open(flowId);
        Map<String, Long> logged = log ? logged(flowId, period) : Map.of();
        Set<String> others = new LinkedHashSet<>(logged.keySet());
        others.addAll(open.keySet());
        List<Node> nodes = new ArrayList<>();
        for (Object[] row : humanPoints(flowId, period)) {
            String node = (String) row[0];
            others.remove(node);
            nodes.add(new Node(
                    node,
                    (String) row[1],
                    number(row[2]),
                    number(row[3]),
                    decimal(row[4]),
                    decimal(row[5]),
                    open.getOrDefault(node, 0L)));
        }
        Long none = log ? 0L : null;
        others.forEach(node -> nodes.add(
                new Node(node, null, logged.getOrDefault(node, none), null, null, null, open.getOrDefault(node, 0L))));
        return nodes;
    }

    private List<Object[]> humanPoints(long flowId, Period period) {
        Sql sql = new Sql()
                .add("select x.node, x.name, x.arrivals, x.done, x.waits[1], x.waits[2] from (")
                .add("select w.node, max(w.name) as name, count(*) filter (where ");
        addWithin(sql, "w.since", period);
        sql.add(") as arrivals, count(*) filter (where w.state = 'done' and ");
        addWithin(sql, "w.done_at", period);
        sql.add(") as done, " + MIDDLE_AND_LONG.formatted("extract(epoch from w.done_at - w.since)"))
                .add(" filter (where w.state = 'done' and ");
        addWithin(sql, "w.done_at", period);
        sql.add(") as waits from work_item w join ticket t on t.id = w.ticket_id where t.flow_id = ")
                .value(flowId)
                .add(" and (");
        addWithin(sql, "w.since", period);
        sql.add(" or ");
        addWithin(sql, "w.done_at", period);
        sql.add(") group by w.node) x order by x.arrivals desc, x.node");
        return sql.rows(entities);
    }

    private Map<String, Long> open(long flowId) {
        return byNode(new Sql()
                .add("select k.node, count(*) from token k join ticket t on t.id = k.ticket_id where t.state = 'OPEN'")
                .add(" and t.flow_id = ")
                .value(flowId)
                .add(" group by k.node order by k.node"));
    }

    private Map<String, Long> logged(long flowId, Period period) {
        Sql sql = new Sql()
                .add("select x.entry ->> 'node' as node, count(*) as entered from ticket_event e")
                .add(" join ticket t on t.id = e.ticket_id cross join lateral jsonb_array_elements(e.log) as x(entry)")
                .add(" where x.entry ->> 'event' = 'entered' and t.flow_id = ")
                .value(flowId)
                .add(" and ");
        addWithin(sql, "e.at", period);
        return byNode(sql.add(" group by 1 order by 2 desc, 1"));
    }

    private Map<String, Long> byNode(Sql sql) {
        Map<String, Long> counts = new LinkedHashMap<>();
        sql.rows(entities).forEach(row -> counts.put((String) row[0], number(row[1])));
        return counts;
    }

    /** Every day of the period. */
    public List<Day> days(long flowId, Period period) {
        Map<Integer, Long> opened = byDay("t.opened_at", flowId, period);
        Map<Integer, Long> closed = byDay("t.closed_at", flowId, period);
        List<LocalDate> days = period.days();
        return numbered(
                days.size(), i -> new Day(days.get(i), opened.getOrDefault(i + 1, 0L), closed.getOrDefault(i + 1, 0L)));
    }

    /** Cancelled tickets are over as well, and count among those that were closed. */
    private Map<Integer, Long> byDay(String moment, long flowId, Period period) {
        Sql sql = new Sql()
                .add("select width_bucket(" + moment + ", cast(")
                .value(array(period.boundaries()))
                .add(" as timestamptz[])) as day, count(*) from ticket t where t.flow_id = ")
                .value(flowId)
                .add(" and ");
        addWithin(sql, moment, period);
        return counts(sql.add(" group by 1").rows(entities));
    }

    /** How long those tickets took that went their way to the end; what was cancelled does not count. */
    public Durations durations(long flowId, Period period) {
        String seconds = "extract(epoch from t.closed_at - t.opened_at)";
        Sql middle = new Sql()
                .add("select x.tickets, x.took[1], x.took[2] from (select count(*) as tickets, ")
                .add(MIDDLE_AND_LONG.formatted(seconds) + " as took");
        addClosed(middle, flowId, period);
        Object[] row = middle.add(") x").rows(entities).get(0);
        List<Long> steps = STEPS.stream().map(Duration::toSeconds).toList();
        Sql classes = new Sql()
                .add("select width_bucket(cast(" + seconds + " as float8), cast(")
                .value(array(steps))
                .add(" as float8[])) as class, count(*)");
        addClosed(classes, flowId, period);
        Map<Integer, Long> tickets = counts(classes.add(" group by 1").rows(entities));
        List<Bucket> buckets = numbered(
                steps.size() + 1,
                i -> new Bucket(
                        i == 0 ? 0 : steps.get(i - 1),
                        i == steps.size() ? null : steps.get(i),
                        tickets.getOrDefault(i, 0L)));
        return new Durations(number(row[0]), decimal(row[1]), decimal(row[2]), buckets);
    }

    private static void addClosed(Sql sql, long flowId, Period period) {
        sql.add(" from ticket t where t.flow_id = ").value(flowId).add(" and t.state = 'CLOSED' and ");
        addWithin(sql, "t.closed_at", period);
    }

    private static void addWithin(Sql sql, String moment, Period period) {
        List<Instant> boundaries = period.boundaries();
        sql.add("(" + moment + " >= ")
                .value(Timestamp.from(boundaries.get(0)))
                .add(" and " + moment + " < ")
                .value(Timestamp.from(boundaries.get(boundaries.size() - 1)))
                .add(")");
    }

    private static String array(List<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static Map<Integer, Long> counts(List<Object[]> rows) {
        return rows.stream().collect(Collectors.toMap(row -> ((Number) row[0]).intValue(), row -> number(row[1])));
    }

    private static <T> List<T> numbered(int count, IntFunction<T> each) {
        return IntStream.range(0, count).mapToObj(each).toList();
    }

    private static long number(Object count) {
        return ((Number) count).longValue();
    }

    private static Double decimal(Object value) {
        return value == null ? null : ((Number) value).doubleValue();
    }
}
