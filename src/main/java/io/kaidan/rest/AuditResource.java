package io.kaidan.rest;

import io.kaidan.audit.AuditAction;
import io.kaidan.audit.AuditEntry;
import io.kaidan.audit.AuditQuery;
import io.kaidan.audit.Outcome;
import io.kaidan.identity.Caller;
import io.kaidan.json.Unicode;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.service.Auditing;
import io.kaidan.ticket.TicketQuery;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The audit trail, for administrators: who did what, from where, when. */
@Path("/audit")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {

    @Inject
    Auditing auditing;

    @Context
    SecurityContext security;

    /** The newest first; {@code from} and {@code to} are moments, {@code who} is an exact name. */
    @GET
    public Paging.Page<Map<String, Object>> list(
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("who") String who,
            @QueryParam("action") String action,
            @QueryParam("outcome") String outcome,
            @QueryParam("cursor") String cursor,
            @QueryParam("limit") String limit) {
        Caller caller = Authentication.caller(security);
        caller.requireAdmin(); // before what is asked for is judged
        Paging paging = Paging.of(cursor, limit);
        Wanted wanted = new Wanted();
        AuditQuery query = new AuditQuery(
                wanted.moment("from", from),
                wanted.moment("to", to),
                wanted.name("who", who),
                wanted.option("action", action, AuditAction::named),
                wanted.option("outcome", outcome, Outcome::named),
                paging.after().isEmpty() ? null : place(paging),
                paging.fetch());
        Refused.ifAny(wanted.problems);
        return paging.page(auditing.page(caller, query), last -> last.at() + " " + last.id())
                .map(AuditResource::json);
    }

    private static AuditQuery.Place place(Paging paging) {
        String[] parts = paging.after().split(" ");
        try {
            return new AuditQuery.Place(TicketQuery.moment(parts[0]), Long.parseLong(parts[1]));
        } catch (DateTimeException | IllegalArgumentException | ArrayIndexOutOfBoundsException foreign) {
            throw Paging.foreign(paging.after());
        }
    }

    /** What is asked for, with everything that is wrong with it; an empty parameter asks for nothing. */
    private static final class Wanted {

        private final List<Problem> problems = new ArrayList<>();

        private Instant moment(String name, String text) {
            try {
                return lacks(text) ? null : TicketQuery.moment(text);
            } catch (DateTimeException other) {
                problems.add(Problem.at(name, "type", Phrase.of("expect.moment"), text));
                return null;
            }
        }

        private String name(String name, String text) {
            if (!lacks(text) && !Unicode.isStorable(text)) {
                problems.add(Problem.at(name, "characters"));
            }
            return lacks(text) ? null : text;
        }

        private <T> T option(String name, String text, Function<String, Optional<T>> named) {
            Optional<T> option = lacks(text) ? Optional.empty() : named.apply(text);
            if (option.isEmpty() && !lacks(text)) {
                problems.add(Problem.at(name, "option", text));
            }
            return option.orElse(null);
        }

        private static boolean lacks(String text) {
            return text == null || text.isEmpty();
        }
    }

    private static Map<String, Object> json(AuditEntry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", Long.toString(entry.id()));
        json.put("at", entry.at());
        json.put("who", entry.who());
        json.put("address", entry.address());
        json.put("action", entry.action());
        json.put("object", entry.object());
        json.put("outcome", entry.outcome());
        json.put("changes", entry.changes());
        json.put("times", entry.times());
        return json;
    }
}
