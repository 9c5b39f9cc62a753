package io.kaidan.engine;

import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.Token;
import io.kaidan.ticket.WorkItem;
import java.util.ArrayList;
import java.util.List;

/** What a run made, to be saved in the same transaction. */
public final class Effects {

    private final List<WorkItem> workItems = new ArrayList<>();
    private final List<TicketEvent> events = new ArrayList<>();
    private final List<Token> cancelled = new ArrayList<>();

    public List<WorkItem> workItems() {
        return workItems;
    }

    public List<TicketEvent> events() {
        return events;
    }

    /** Tokens that were taken away while they waited: nobody is to act on what they waited for. */
    public List<Token> cancelled() {
        return cancelled;
    }
}
