package io.kaidan.rest;

import io.kaidan.file.Attachment;
import io.kaidan.problem.Problem;
import io.kaidan.service.NamedIncident;
import io.kaidan.service.TicketReading.TicketFile;
import io.kaidan.ticket.CalledBy;
import io.kaidan.ticket.CalledTickets.Called;
import io.kaidan.ticket.Incident;
import io.kaidan.ticket.Part;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.WorkItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
        json.put("waitingAt", file.waitingAt());
        json.put(
                "workItems", file.workItems().stream().map(TicketJson::workItem).toList());
        json.put(
                "attachments",
                file.attachments().stream().map(TicketJson::attachment).toList());
        json.put(
                "incidents",
                file.incidents().stream().map(i -> incident(i, reader)).toList());
        json.put("history", lines(file.history(), reader));
        json.put("earlierHistory", earlier(file.history()));
        json.put("parent", file.parent().map(TicketJson::calledBy).orElse(null));
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

    private static Map<String, Object> calledBy(CalledBy call) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("apiPath", call.apiPath());
        json.put("dataNo", Long.toString(call.dataNo()));
        json.put("node", call.node());
        return json;
    }

    private static Map<String, Object> child(Called ticket) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("apiPath", ticket.apiPath());
        json.put("dataNo", ticket.dataNo() == null ? null : Long.toString(ticket.dataNo()));
        json.put("node", ticket.node());
        json.put("state", ticket.state());
        json.put("incidents", ticket.incidents());
        return json;
    }

    static Map<String, Object> workItem(WorkItem item) {
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

    /** Where a ticket could not go on. */
    static Map<String, Object> incident(NamedIncident named, Locale reader) {
        Incident incident = named.incident();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(incident.id()));
        json.put("apiPath", incident.apiPath());
        json.put("flow", named.flow());
        json.put("dataNo", Long.toString(incident.dataNo()));
        json.put("node", incident.node());
        json.put("name", named.node());
        json.put("message", incident.failure().problem().message(reader));
        json.put("code", incident.failure().problem().code());
        json.put("at", incident.failure().at());
        json.put("calledBy", incident.calledBy() == null ? null : calledBy(incident.calledBy()));
        return json;
    }

    /** Lines of a history, the oldest first. */
    static List<Map<String, Object>> lines(Part<TicketEvent> part, Locale reader) {
        List<TicketEvent> stored = new ArrayList<>(part.items());
        Collections.reverse(stored);
        return stored.stream()
                .flatMap(TicketEvent::lines)
                .map(event -> event(event, reader))
                .toList();
    }

    /** What asks for the lines before a part of a history; null where there are none. */
    static String earlier(Part<TicketEvent> part) {
        return Paging.next(part, line -> Long.toString(line.id()));
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
