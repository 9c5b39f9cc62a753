package io.kaidan.rest;

import io.kaidan.service.TicketReading.TicketFile;
import io.kaidan.ticket.CalledTickets.Linked;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.WorkItem;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tickets as JSON. */
final class TicketJson {

    private TicketJson() {}

    /** A ticket in a list. */
    static Map<String, Object> row(Ticket ticket) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataNo", Long.toString(ticket.dataNo()));
        json.put("state", ticket.state().text());
        json.put("title", ticket.title());
        json.put("status", ticket.status());
        json.put("level", ticket.level());
        json.put("openedBy", ticket.openedBy());
        json.put("openedAt", ticket.openedAt());
        json.put("closedAt", ticket.closedAt());
        json.put("values", ticket.values());
        return json;
    }

    /** A ticket by itself. */
    static Map<String, Object> whole(TicketFile file) {
        Map<String, Object> json = row(file.ticket());
        json.put("updatedAt", file.ticket().updatedAt());
        json.put(
                "workItems", file.workItems().stream().map(TicketJson::workItem).toList());
        json.put(
                "attachments",
                file.attachments().stream()
                        .map(a -> {
                            Map<String, Object> attachment = new LinkedHashMap<>();
                            attachment.put("id", Long.toString(a.id()));
                            attachment.put("name", a.name());
                            attachment.put("size", a.size());
                            attachment.put("contentType", a.contentType());
                            attachment.put("sha256", a.sha256());
                            attachment.put("field", a.field());
                            return attachment;
                        })
                        .toList());
        json.put(
                "history",
                file.history().stream()
                        .map(e -> {
                            Map<String, Object> event = new LinkedHashMap<>();
                            event.put("at", e.at());
                            event.put("by", e.by());
                            event.put("event", e.event());
                            event.put("node", e.node());
                            event.put("changes", e.changes());
                            event.put("reason", e.reason());
                            return event;
                        })
                        .toList());
        json.put("parent", file.parent().map(TicketJson::parent).orElse(null));
        json.put("children", file.children().stream().map(TicketJson::child).toList());
        json.put("version", file.version());
        return json;
    }

    private static Map<String, Object> parent(Linked ticket) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("apiPath", ticket.apiPath());
        json.put("dataNo", Long.toString(ticket.dataNo()));
        json.put("node", ticket.node());
        return json;
    }

    private static Map<String, Object> child(Linked ticket) {
        Map<String, Object> json = parent(ticket);
        json.put("state", ticket.state());
        json.put("incidents", ticket.incidents());
        return json;
    }

    private static Map<String, Object> workItem(WorkItem item) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataId", Long.toString(item.id()));
        json.put("node", item.node());
        json.put("name", item.name());
        json.put("state", item.state());
        json.put("assignee", item.assignee());
        json.put("candidateUsers", item.candidateUsers());
        json.put("candidateGroups", item.candidateGroups());
        json.put("since", item.since());
        json.put("dueAt", item.dueAt());
        json.put("doneAt", item.doneAt());
        json.put("doneBy", item.doneBy());
        return json;
    }
}
