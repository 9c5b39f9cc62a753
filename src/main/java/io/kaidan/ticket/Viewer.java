package io.kaidan.ticket;

import io.kaidan.json.Json;
import java.util.Collection;
import java.util.List;

/**
 * Who reads, and what he may see.
 *
 * @param groups the names of the groups he is in
 * @param all whether he may view the tickets of every flow
 * @param flows API paths of the flows whose tickets he may view
 */
public record Viewer(String username, Collection<String> groups, boolean all, Collection<String> flows) {

    /** Adds the condition that a work item {@code w} is, or was, for him or for one of his groups. */
    void addMine(Sql sql) {
        sql.add("(w.assignee = ").value(username);
        addCandidate(sql, "w.candidate_users", username);
        groups.forEach(group -> addCandidate(sql, "w.candidate_groups", group));
        sql.add(")");
    }

    private static void addCandidate(Sql sql, String candidates, String name) {
        // those without candidates stand in no index of candidates
        sql.add(" or " + candidates + " <> '[]' and " + candidates + " @> cast(")
                .value(Json.write(List.of(name)))
                .add(" as jsonb)");
    }

    /**
     * Adds the condition that he may see a ticket {@code t} of a flow {@code f}: he may view all of them, or this one was
     * for him once.
     */
    void addSees(Sql sql) {
        if (all) {
            sql.add("true");
        } else {
            sql.add("jsonb_exists(cast(").value(Json.write(flows)).add(" as jsonb), f.api_path)");
            sql.add(" or exists (select 1 from work_item w where w.ticket_id = t.id and ");
            addMine(sql);
            sql.add(")");
        }
    }
}
