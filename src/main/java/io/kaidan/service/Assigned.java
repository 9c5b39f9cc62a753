package io.kaidan.service;

import java.util.Map;

/**
 * A job that a worker has taken.
 *
 * @param key names it from now on
 * @param node the id of the node that waits for it
 * @param values everything that the node knows: the ticket's values, over them the inputs of the node
 * @param retries how often it may be tried, this time included
 * @param traceparent what it is a part of, as W3C Trace Context has it; null where nobody has said so
 */
public record Assigned(
        String key,
        String type,
        String apiPath,
        String dataNo,
        String node,
        Map<String, Object> values,
        Map<String, Object> headers,
        int retries,
        String traceparent) {}
