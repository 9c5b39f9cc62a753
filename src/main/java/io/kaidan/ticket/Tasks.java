package io.kaidan.ticket;

import io.kaidan.json.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What waits for people, over all flows. */
@ApplicationScoped
public class Tasks {

    @PersistenceContext
    private EntityManager entities;

    /**
     * A stop that waits for somebody.
     *
     * @param flow the flow's name
     * @param name the stop's name
     * @param dueAt null: it has no due date
     */
    public record Task(
            String dataId,
            String apiPath,
            String flow,
            String dataNo,
            String title,
            String status,
            String level,
            String node,
            String name,
            String assignee,
            List<?> candidateGroups,
            Instant since,
            Instant dueAt) {}

    /**
     * What waits for a person, by his name or by one of his groups, in flows that list their tasks and are deployed: what
     * is due first comes first, then what has waited longest.
     *
     * @param start so many come before them
     */
    public List<Task> of(String username, Collection<String> groups, int start, int limit) {
        List<Object> parameters = new ArrayList<>(List.of(username, Json.write(List.of(username)), limit, start));
        StringBuilder mine = new StringBuilder(
                "w.assignee = ?1 or w.candidate_users <> '[]' and w.candidate_users @> cast(?2 as jsonb)");
        for (String group : groups) {
            parameters.add(Json.write(List.of(group)));
            mine.append(" or w.candidate_groups <> '[]' and w.candidate_groups @> cast(?")
                    .append(parameters.size())
                    .append(" as jsonb)");
        }
        Query query = entities.createNativeQuery("""
                select w.id, f.api_path, f.name as flow, t.data_no, t.title, t.status, t.level, w.node, w.name as stop,
                       w.assignee, cast(w.candidate_groups as text) as candidates, w.since, w.due_at
                  from work_item w join ticket t on t.id = w.ticket_id join flow f on f.id = t.flow_id
                 where w.state = 'open' and f.tasks and f.deployment <> 'undeployed' and (%s)
                 order by w.due_at nulls last, w.since, w.id limit ?3 offset ?4""".formatted(mine));
        for (int i = 0; i < parameters.size(); i++) {
            query.setParameter(i + 1, parameters.get(i));
        }
        List<?> rows = query.getResultList();
        return rows.stream().map(Object[].class::cast).map(Tasks::task).toList();
    }

    private static Task task(Object[] row) {
        return new Task(
                row[0].toString(),
                (String) row[1],
                (String) row[2],
                row[3].toString(),
                (String) row[4],
                (String) row[5],
                (String) row[6],
                (String) row[7],
                (String) row[8],
                (String) row[9],
                (List<?>) Json.parseOwn((String) row[10]),
                ((Timestamp) row[11]).toInstant(),
                row[12] == null ? null : ((Timestamp) row[12]).toInstant());
    }
}
