package io.kaidan.ticket;

import java.util.Collection;

/**
 * Which incidents are asked for; null for any, in each of the first five.
 *
 * @param apiPaths of the flows
 * @param ids of the incidents
 * @param node the id of the node where the token stays
 * @param code of the problem
 * @param text that occurs in the node's id, the ticket's number, or the problem, in whatever case
 * @param before ids below this one only
 * @param limit at most this many
 */
public record IncidentQuery(
        Collection<String> apiPaths,
        Collection<Long> ids,
        String node,
        String code,
        String text,
        long before,
        int limit) {

    /** The same, of these flows only. */
    public IncidentQuery of(Collection<String> flows) {
        return new IncidentQuery(flows, ids, node, code, text, before, limit);
    }

    /** The same, at most so many. */
    public IncidentQuery upTo(int most) {
        return new IncidentQuery(apiPaths, ids, node, code, text, before, most);
    }
}
