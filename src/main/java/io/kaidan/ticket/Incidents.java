package io.kaidan.ticket;

import static java.util.stream.Collectors.toMap;

import io.kaidan.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens that could not go on, of whatever ticket. Partial indexes know them all, so no other token is looked at. */
@ApplicationScoped
public class Incidents {

    /** What one ticket shows of the tickets that it called, and of its own: who has more asks for the list. */
    static final int SHOWN = 1_000;

    private static final String WHAT =
            "k.id, t.id, t.version_id, f.api_path, t.data_no, k.node, cast(k.failure as text)";

    @PersistenceContext
    private EntityManager entities;

    /** One page of what stands in the tickets of these flows, the newest tokens first. */
    public List<Incident> page(IncidentQuery query) {
        Sql sql = all();
        among(sql.add(" and "), "f.api_path", query.apiPaths());
        return read(narrow(sql, query));
    }

    /**
     * The same, and with it what stands in the tickets that those called, and these in turn. Of the tickets above it that
     * are asked for, the nearest tells the call.
     *
     * @param told flows of which whoever asks may learn where and why; null for all: of the others he finds nothing by
     *     that
     */
    public List<Incident> pageWithCalled(IncidentQuery query, Collection<String> told) {
        if (query.apiPaths() == null) {
            return page(query);
        }
        Sql sql = new Sql()
                .add("select " + WHAT + ", c.api_path, c.data_no, c.node, c.version_id from token k")
                .add(" join ticket t on t.id = k.ticket_id join flow f on f.id = t.flow_id ");
        sql.add("""
                left join lateral (
                    with recursive above (id, flow_id, version_id, data_no, node, caller_id, caller_node, steps) as (
                        select p.id, p.flow_id, p.version_id, p.data_no, t.caller_node, p.caller_id, p.caller_node, 1
                        from ticket p where p.id = t.caller_id
                        union all
                        select p.id, p.flow_id, p.version_id, p.data_no, a.caller_node, p.caller_id, p.caller_node,
                               a.steps + 1
                        from above a join ticket p on p.id = a.caller_id)
                    select g.api_path, a.data_no, a.node, a.version_id from above a join flow g on g.id = a.flow_id where""");
        among(sql.add(" "), "g.api_path", query.apiPaths());
        sql.add(" order by a.steps limit 1) c on t.caller_id is not null and not ");
        among(sql, "f.api_path", query.apiPaths());
        among(sql.add(" where k.failure is not null and ("), "f.api_path", query.apiPaths());
        sql.add(" or c.api_path is not null");
        if (query.node() != null || query.code() != null || query.text() != null) {
            among(sql.add(" and "), "f.api_path", told);
        }
        return read(narrow(sql.add(")"), query));
    }

    /** One incident; empty when the token has gone on, or never failed. */
    public Optional<Incident> find(long id) {
        return read(all().add(" and k.id = ").value(id)).stream().findFirst();
    }

    /** The incidents of a ticket, the oldest tokens first, and after them those of the open tickets below it. */
    public List<Incident> of(Ticket ticket) {
        Sql sql = new Sql()
                .add("""
                        with recursive at (id, node) as (
                            select id, cast(null as text) from ticket where id =\s""")
                .value(ticket.id())
                .add("""
                            \sunion all
                            select b.id, coalesce(a.node, b.caller_node)
                            from at a join ticket b on b.caller_id = a.id where b.state = 'OPEN')
                        """)
                .add("select " + WHAT + ", o.api_path, ")
                .value(ticket.dataNo())
                .add(", at.node, ")
                .value(ticket.versionId())
                .add(" from at join token k on k.ticket_id = at.id join ticket t on t.id = at.id")
                .add(" join flow f on f.id = t.flow_id left join flow o on at.node is not null and o.id = ")
                .value(ticket.flowId())
                .add(" where k.failure is not null order by at.node is not null, k.id limit ")
                .value(SHOWN);
        return read(sql);
    }

    /** How many incidents there are, by the ids of these flows; a flow that has none lacks. */
    public Map<Long, Long> counts(Collection<Long> flowIds) {
        Sql sql = new Sql().add("select t.flow_id, count(*) from token k join ticket t on t.id = k.ticket_id");
        among(sql.add(" where k.failure is not null and "), "t.flow_id", flowIds);
        List<?> rows = rows(sql.add(" group by t.flow_id"));
        return rows.stream()
                .map(Object[].class::cast)
                .collect(toMap(row -> ((Number) row[0]).longValue(), row -> ((Number) row[1]).longValue()));
    }

    private static Sql all() {
        return new Sql()
                .add("select " + WHAT + ", null, null, null, null")
                .add(" from token k join ticket t on t.id = k.ticket_id join flow f on f.id = t.flow_id")
                .add(" where k.failure is not null");
    }

    private static Sql narrow(Sql sql, IncidentQuery query) {
        sql.add(" and k.id < ").value(query.before());
        among(sql.add(" and "), "k.id", query.ids());
        if (query.node() != null) {
            sql.add(" and k.node = ").value(query.node());
        }
        if (query.code() != null) {
            sql.add(" and k.failure -> 'problem' ->> 'code' = ").value(query.code());
        }
        if (query.text() != null) {
            sql.add(" and strpos(lower(k.node || ' ' || t.data_no || ' ' || (k.failure ->> 'problem')), lower(")
                    .value(query.text())
                    .add(")) > 0");
        }
        return sql.add(" order by k.id desc limit ").value(query.limit());
    }

    /** A condition; null holds for any. */
    private static void among(Sql sql, String column, Collection<?> values) {
        if (values == null || values.isEmpty()) {
            sql.add(values == null ? "true" : "false");
            return;
        }
        String before = column + " in (";
        for (Object value : values) {
            sql.add(before).value(value);
            before = ", ";
        }
        sql.add(")");
    }

    private List<Incident> read(Sql sql) {
        return rows(sql).stream().map(row -> incident((Object[]) row)).toList();
    }

    private List<?> rows(Sql sql) {
        return sql.fill(entities.createNativeQuery(sql.text())).getResultList();
    }

    @SuppressWarnings("unchecked") // as Failure writes it
    private static Incident incident(Object[] row) {
        return new Incident(
                ((Number) row[0]).longValue(),
                ((Number) row[1]).longValue(),
                ((Number) row[2]).longValue(),
                (String) row[3],
                ((Number) row[4]).longValue(),
                (String) row[5],
                Failure.of((Map<String, Object>) Json.parseOwn((String) row[6])),
                row[7] == null ? null : calledBy(row));
    }

    private static CalledBy calledBy(Object[] row) {
        return new CalledBy(
                (String) row[7], ((Number) row[8]).longValue(), (String) row[9], ((Number) row[10]).longValue());
    }
}
