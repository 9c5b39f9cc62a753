package io.kaidan.ticket;

import java.util.Collection;

/**
 * Which incidents are asked for; null for any, in each of the first four.
 *
 * @param apiPaths of the flows
 * @param ids of the incidents
 * @param node the id of the node where the token stays
 * @param code of the problem
 * @param before ids below this one only
 * @param limit at most this many
 */
public record IncidentQuery(
        Collection<String> apiPaths, Collection<Long> ids, String node, String code, long before, int limit) {}
