package io.kaidan.engine;

import io.kaidan.ticket.WorkItem;
import java.time.Instant;
import java.util.Map;

/** What makes a ticket move. */
public sealed interface Signal {

    /** Who moves it. */
    String by();

    Instant at();

    /** The whole document of values as it is with the signal. */
    Map<String, Object> values();

    /** The ticket is new and starts. */
    record Open(Map<String, Object> values, String by, Instant at) implements Signal {}

    /** A person, or a system for one, is done with a work item. */
    record Push(WorkItem workItem, Map<String, Object> values, String by, Instant at) implements Signal {}
}
