package io.kaidan.engine;

import io.kaidan.ticket.WorkItem;
import java.time.Instant;

/** What makes a ticket move. */
public sealed interface Signal {

    /** Who moves it. */
    String by();

    Instant at();

    /** The ticket is new and starts. */
    record Open(String by, Instant at) implements Signal {}

    /** A person, or a system for one, is done with a work item. */
    record Push(WorkItem workItem, String by, Instant at) implements Signal {}
}
