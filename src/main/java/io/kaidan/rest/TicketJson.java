package io.kaidan.rest;

import io.kaidan.file.Attachment;
import io.kaidan.problem.Problem;
import io.kaidan.service.TicketReading.NamedIncident;
import io.kaidan.service.TicketReading.TicketFile;
import io.kaidan.ticket.CalledTickets.Linked;
import io.kaidan.ticket.Failure;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.WorkItem;
import java.util.LinkedHashMap;
import java.util.Locale;
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

    /** A ticket by itself, in the reader's language. */
    static Map<String, Object> whole(TicketFile file, Locale reader) {
        Map<String, Object> json = row(file.ticket());
        json.put("updatedAt", file.ticket().updatedAt());
        json.put(
                "workItems", file.workItems().stream().map(TicketJson::workItem).toList());
        json.put(
                "attachments",
                file.attachments().stream().map(TicketJson::attachment).toList());
        json.put(
                "incidents",
                file.incidents().stream().map(i -> incident(i, reader)).toList());
        json.put(
                "history",
                file.history().stream().map(event -> event(event, reader)).toList());
        json.put("parent", file.parent().map(TicketJson::parent).orElse(null));
        json.put("children", file.children().stream().map(TicketJson::child).toList());
        json.put("version", file.version());
        return json;
    }

    static Map<String, Object> attachment(Attachment file) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(file.id()));
        json.put("name", file.name());
        json.put("size", file.size());
        json.put("contentType", file.contentType());
        json.put("sha256", file.sha256());
        json.put("field", file.field());
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

    private static Map<String, Object> incident(NamedIncident named, Locale reader) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(named.incident().id()));
        json.put("node", named.incident().node());
        json.put("name", named.name());
        putFailure(json, named.incident().failure(), reader);
        return json;
    }

    /** Why something failed: {@code message}, {@code code} and {@code at}. */
    static void putFailure(Map<String, Object> json, Failure failure, Locale reader) {
        json.put("message", failure.problem().message(reader));
        json.put("code", failure.problem().code());
        json.put("at", failure.at());
    }

    private static Map<String, Object> event(TicketEvent event, Locale reader) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", event.at());
        json.put("by", event.by());
        json.put("event", event.event());
        json.put("node", event.node());
        json.put("changes", event.changes());
        json.put("variables", event.variables());
        json.put("reason", event.reason());
        Problem problem = event.problem();
        json.put("message", problem == null ? null : problem.message(reader));
        json.put("code", problem == null ? null : problem.code());
        return json;
    }
}
