package io.kaidan.ticket;

import static java.util.stream.Collectors.toMap;

import io.kaidan.metric.Lag;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.LinkedHashMap;
import java.util.Map;

/** How much there is to do, over all flows: each question is one statement, which looks at what is open only. */
@ApplicationScoped
public class Standing {

    /** The name under which flows are told together that are not deployed any more. */
    public static final String OTHER = "other";

    @PersistenceContext
    private EntityManager entities;

    /** What is open on a flow: tickets, human points at which they wait, and incidents. */
    public record Open(long tickets, long workItems, long incidents) {}

    /** By the API paths of the deployed flows; the others together under {@link #OTHER}. */
    public Map<String, Open> flows() {
        Sql sql = new Sql().add("""
                select case when f.deployment = 'deployed' then f.api_path else '%s' end as flow,
                       sum((select count(*) from ticket t where t.flow_id = f.id and t.state = 'OPEN')),
                       sum(coalesce(w.n, 0)), sum(coalesce(i.n, 0))
                from flow f
                left join (
                    select g.id, count(*) as n from flow g
                    join ticket t on t.flow_id = g.id and t.state = 'OPEN'
                    join work_item s on s.ticket_id = t.id and s.state = 'open' group by g.id) w on w.id = f.id
                left join (
                    select t.flow_id, count(*) as n from token k join ticket t on t.id = k.ticket_id
                    where k.failure is not null group by t.flow_id) i on i.flow_id = f.id
                group by 1 order by 1""".formatted(OTHER));
        return sql.rows(entities).stream()
                .collect(toMap(
                        row -> (String) row[0],
                        row -> new Open(number(row[1]), number(row[2]), number(row[3])),
                        (one, same) -> one,
                        LinkedHashMap::new));
    }

    /** Jobs that outside workers could take now; tickets of flows that are taken off can only be read. */
    public Lag workers() {
        Sql sql = new Sql()
                .add("select count(*), coalesce(extract(epoch from now() - min(j.available_at)), 0)")
                .add(" from job j join ticket t on t.id = j.ticket_id join flow f on f.id = t.flow_id")
                .add(" where f.deployment <> 'undeployed' and j.available_at <= now() and j.type <> ")
                .value(Job.HTTP);
        Object[] row = sql.rows(entities).get(0);
        return new Lag(number(row[0]), ((Number) row[1]).doubleValue());
    }

    private static long number(Object count) {
        return ((Number) count).longValue();
    }
}
