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
import java.util.List;
import java.util.Map;
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
     * What came to a node in the period, and how long it waited there. Of human points it is known exactly, of other nodes
     * as far as the log tells.
     *
     * @param name of the stop; null where the node is no human point
     * @param arrivals so many came to it; null where the log was not read
     * @param done so many were pushed on, or left it, whenever they had come; null where the log was not read
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

    /**
     * What happened at the nodes, the human points first; those at which nothing did, and nothing stands, are left out.
     *
     * @param log whether the log is read for the other nodes: it holds some kB for each ticket
     */
    public List<Node> nodes(long flowId, Period period, boolean log) {
        Map<String, Long> open = open(flowId);
        List<Object[]> happened = new ArrayList<>(humanPoints(flowId, period));
        if (log) {
            happened.addAll(logged(flowId, period));
        }
        Map<String, Node> nodes = new LinkedHashMap<>();
        for (Object[] row : happened) {
            String node = (String) row[0];
            nodes.putIfAbsent(
                    node,
                    new Node(
                            node,
                            (String) row[1],
                            number(row[2]),
                            number(row[3]),
                            decimal(row[4]),
                            decimal(row[5]),
                            open.getOrDefault(node, 0L)));
        }
        Long none = log ? 0L : null;
        open.forEach(
                (node, standing) -> nodes.putIfAbsent(node, new Node(node, null, none, none, null, null, standing)));
        return List.copyOf(nodes.values());
    }

    private List<Object[]> humanPoints(long flowId, Period period) {
        Sql sql = new Sql()
                .add("select x.node, x.name, x.arrivals, x.done, x.waits[1], x.waits[2] from (")
                .add("select w.node, max(w.name) as name, count(*) filter (where ");
        addWithin(sql, "w.since", period);
        sql.add(") as arrivals, ");
        addWaits(sql, "w.state = 'done'", "w.since", "w.done_at", period);
        sql.add(" from work_item w join ticket t on t.id = w.ticket_id where t.flow_id = ")
                .value(flowId)
                .add(" and (");
        addWithin(sql, "w.since", period);
        sql.add(" or ");
        addWithin(sql, "w.done_at", period);
        sql.add(") group by w.node) x order by x.arrivals desc, x.node");
        return sql.rows(entities);
    }

    /** A node was left by who entered it last before: so it is, unless tokens overtake each other there. */
    private List<Object[]> logged(long flowId, Period period) {
        Sql sql = new Sql()
                .add("select x.node, cast(null as text) as name, x.arrivals, x.done, x.waits[1], x.waits[2] from (")
                .add("select l.node, count(*) filter (where l.event = 'entered' and ");
        addWithin(sql, "l.at", period);
        sql.add(") as arrivals, ");
        addWaits(sql, "l.event = 'left'", "l.since", "l.at", period);
        sql.add(" from (select y.entry ->> 'node' as node, y.entry ->> 'event' as event, e.at, max(e.at) filter (where")
                .add(" y.entry ->> 'event' = 'entered') over (partition by e.ticket_id, y.entry ->> 'node'")
                .add(" order by e.at, e.id, y.number) as since from ticket_event e")
                .add(" cross join lateral jsonb_array_elements(e.log) with ordinality as y(entry, number)")
                .add(
                        " where e.ticket_id in (select p.ticket_id from ticket_event p join ticket t on t.id = p.ticket_id")
                .add(" where t.flow_id = ")
                .value(flowId)
                .add(" and ");
        addWithin(sql, "p.at", period);
        sql.add(")) l group by l.node) x where x.arrivals > 0 or x.done > 0 order by x.arrivals desc, x.node");
        return sql.rows(entities);
    }

    /** Adds how many were done in the period, and the middle and the long of what they had waited. */
    private static void addWaits(Sql sql, String isDone, String since, String doneAt, Period period) {
        sql.add("count(*) filter (where " + isDone + " and ");
        addWithin(sql, doneAt, period);
        sql.add(") as done, " + MIDDLE_AND_LONG.formatted("extract(epoch from " + doneAt + " - " + since + ")"))
                .add(" filter (where " + isDone + " and ");
        addWithin(sql, doneAt, period);
        sql.add(") as waits");
    }

    private Map<String, Long> open(long flowId) {
        Sql sql = new Sql()
                .add("select k.node, count(*) from token k join ticket t on t.id = k.ticket_id where t.state = 'OPEN'")
                .add(" and t.flow_id = ")
                .value(flowId)
                .add(" group by k.node order by k.node");
        Map<String, Long> open = new LinkedHashMap<>();
        sql.rows(entities).forEach(row -> open.put((String) row[0], number(row[1])));
        return open;
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
