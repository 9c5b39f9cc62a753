package io.kaidan.service;

/**
 * Where a push goes.
 *
 * @param dataNo the ticket that the stop must belong to; null where the caller does not name it
 * @param dataId the work item
 */
public record Stop(String apiPath, Long dataNo, long dataId) {}
