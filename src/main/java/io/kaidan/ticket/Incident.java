package io.kaidan.ticket;

/**
 * A token that could not go on.
 *
 * @param id the token's
 * @param versionId the version of the application on which its ticket runs
 * @param node the id of the node where it stays
 */
public record Incident(
        long id, long ticketId, long versionId, String apiPath, long dataNo, String node, Failure failure) {}
