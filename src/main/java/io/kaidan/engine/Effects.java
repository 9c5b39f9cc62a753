package io.kaidan.engine;

import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.WorkItem;
import java.util.ArrayList;
import java.util.List;

/** What a run made, to be saved in the same transaction. */
public final class Effects {

    private final List<WorkItem> workItems = new ArrayList<>();
    private final List<TicketEvent> events = new ArrayList<>();

    public List<WorkItem> workItems() {
        return workItems;
    }

    public List<TicketEvent> events() {
        return events;
    }
}
