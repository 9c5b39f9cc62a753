package io.kaidan.rest;

import io.kaidan.identity.Caller;
import io.kaidan.json.Members;
import io.kaidan.json.Unicode;
import io.kaidan.problem.Messages;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.service.BulkRetry;
import io.kaidan.service.BulkRetry.Swept;
import io.kaidan.service.IncidentReading;
import io.kaidan.service.Retrying;
import io.kaidan.service.TicketReading;
import io.kaidan.ticket.Incident;
import io.kaidan.ticket.IncidentQuery;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Where tickets could not go on. */
@Path("/incidents")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class IncidentsResource {

    /** Incidents of one bulk retry. */
    private static final int MOST = 1_000;

    @Inject
    IncidentReading incidents;

    @Inject
    Retrying retrying;

    @Inject
    BulkRetry bulk;

    @Inject
    TicketReading tickets;

    @Context
    SecurityContext security;

    @Context
    HttpHeaders headers;

    @GET
    public Paging.Page<Map<String, Object>> list(
            @QueryParam("apiPath") String apiPath,
            @QueryParam("node") String node,
            @QueryParam("code") String code,
            @QueryParam("text") String text,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        Paging paging = Paging.of(cursor, limit);
        Refused.ifAny(unstorable(apiPath, node, code, text));
        List<String> apiPaths = filter(apiPath) == null ? null : List.of(apiPath);
        IncidentQuery query = new IncidentQuery(
                apiPaths, null, filter(node), filter(code), filter(text), before(paging), paging.fetch());
        Locale reader = reader();
        return paging.page(
                        incidents.pageWithCalled(caller(), query),
                        named -> Long.toString(named.incident().id()))
                .map(named -> TicketJson.incident(named, reader));
    }

    /** Answers the ticket as it is then; 204 for who may act on it but not see it. */
    @POST
    @Path("{id}/retry")
    @Consumes(MediaType.WILDCARD)
    public Map<String, Object> retry(@PathParam("id") String id, InputStream body) throws IOException {
        Incident was = retrying.retry(caller(), number(id), JsonReader.optional(body));
        return tickets.visible(caller(), was.apiPath(), was.dataNo())
                .map(file -> TicketJson.whole(file, reader()))
                .orElse(null);
    }

    /**
     * Body: any of {@code apiPath}, {@code node}, {@code code} and {@code text}, or {@code ids}; at least one of them. With more than
     * {@code limit} to try, {@code next} of the answer is the {@code cursor} of the call that goes on.
     */
    @POST
    @Path("retry")
    @Consumes(MediaType.APPLICATION_JSON)
    public Map<String, Object> retryAll(
            @QueryParam("limit") String limit, @QueryParam("cursor") String cursor, Map<String, Object> body) {
        Paging paging = Paging.of(cursor, limit == null ? Integer.toString(MOST) : limit);
        Members members = new Members(body);
        members.allow("apiPath", "node", "code", "text", "ids");
        String apiPath = members.text("apiPath");
        String node = members.text("node");
        String code = members.text("code");
        String text = members.text("text");
        List<Long> ids = ids(members);
        Refused.ifAny(members.problems());
        if (apiPath == null
                && node == null
                && code == null
                && text == null
                && ids == null) { // else it would retry whatever there is
            members.add(Problem.at("apiPath", "required"));
        }
        Refused.ifAny(members.problems());
        List<String> apiPaths = apiPath == null ? null : List.of(apiPath);
        Swept swept = bulk.retry(
                caller(), new IncidentQuery(apiPaths, ids, node, code, text, before(paging), paging.limit()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("retried", swept.retried());
        json.put("failed", swept.failed());
        json.put("skipped", swept.skipped());
        json.put("next", swept.before() == null ? null : Paging.cursor(Long.toString(swept.before())));
        return json;
    }

    /** What is no id of ours is not there either; it counts as nothing. */
    private static List<Long> ids(Members members) {
        List<String> texts = members.texts("ids");
        if (texts == null) {
            return null;
        }
        if (texts.size() > MOST) {
            members.add(Problem.at("ids", "too_large", Phrase.of("limit.incidents", MOST)));
            return null;
        }
        return texts.stream()
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .toList();
    }

    private static String filter(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static List<Problem> unstorable(String apiPath, String node, String code, String text) {
        List<Problem> problems = new ArrayList<>();
        Map<String, String> given = new LinkedHashMap<>();
        given.put("apiPath", apiPath);
        given.put("node", node);
        given.put("code", code);
        given.put("text", text);
        given.forEach((name, sent) -> {
            if (sent != null && !Unicode.isStorable(sent)) {
                problems.add(Problem.at(name, "characters"));
            }
        });
        return problems;
    }

    private static long before(Paging paging) {
        return paging.after().isEmpty() ? Long.MAX_VALUE : paging.number();
    }

    private static long number(String id) {
        try {
            return Long.parseLong(id);
        } catch (NumberFormatException none) {
            throw Refused.because("unknown_incident", id);
        }
    }

    private Caller caller() {
        return Authentication.caller(security);
    }

    private Locale reader() {
        return Messages.match(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }
}
