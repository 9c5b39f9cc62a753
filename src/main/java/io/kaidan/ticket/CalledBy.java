package io.kaidan.ticket;

/**
 * Where a ticket of another flow was called.
 *
 * @param apiPath of the flow of the ticket that calls
 * @param dataNo the number of that ticket
 * @param node the id of its call activity
 * @param versionId the version of the application on which that ticket runs
 */
public record CalledBy(String apiPath, long dataNo, String node, long versionId) {}
