package io.kaidan.ticket;

import static java.util.stream.Collectors.toMap;

import io.kaidan.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens that could not go on, of whatever ticket. Partial indexes know them all, so no other token is looked at. */
@ApplicationScoped
public class Incidents {

    @PersistenceContext
    private EntityManager entities;

    /** One page, the newest tokens first. */
    public List<Incident> page(IncidentQuery query) {
        Sql sql = all().add(" and k.id < ").value(query.before());
        among(sql, "f.api_path", query.apiPaths());
        among(sql, "k.id", query.ids());
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
        return read(sql.add(" order by k.id desc limit ").value(query.limit()));
    }

    /** One incident; empty when the token has gone on, or never failed. */
    public Optional<Incident> find(long id) {
        return read(all().add(" and k.id = ").value(id)).stream().findFirst();
    }

    /** The incidents of a ticket, the oldest tokens first. */
    public List<Incident> of(long ticketId) {
        return read(all().add(" and k.ticket_id = ").value(ticketId).add(" order by k.id"));
    }

    /** How many incidents there are, by the ids of these flows; a flow that has none lacks. */
    public Map<Long, Long> counts(Collection<Long> flowIds) {
        Sql sql = new Sql().add("select t.flow_id, count(*) from token k join ticket t on t.id = k.ticket_id");
        among(sql.add(" where k.failure is not null"), "t.flow_id", flowIds);
        List<?> rows = rows(sql.add(" group by t.flow_id"));
        return rows.stream()
                .map(Object[].class::cast)
                .collect(toMap(row -> ((Number) row[0]).longValue(), row -> ((Number) row[1]).longValue()));
    }

    private static Sql all() {
        return new Sql()
                .add("select k.id, t.id, t.version_id, f.api_path, t.data_no, k.node, cast(k.failure as text)")
                .add(" from token k join ticket t on t.id = k.ticket_id join flow f on f.id = t.flow_id")
                .add(" where k.failure is not null");
    }

    private static void among(Sql sql, String column, Collection<?> values) {
        if (values != null) {
            sql.add(" and " + column + " in (null");
            values.forEach(value -> sql.add(", ").value(value));
            sql.add(")");
        }
    }

    private List<Incident> read(Sql sql) {
        return rows(sql).stream().map(row -> incident((Object[]) row)).toList();
    }

    private List<?> rows(Sql sql) {
        Query query = entities.createNativeQuery(sql.text());
        for (int i = 0; i < sql.parameters().size(); i++) {
            query.setParameter(i + 1, sql.parameters().get(i));
        }
        return query.getResultList();
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
                Failure.of((Map<String, Object>) Json.parseOwn((String) row[6])));
    }
}
