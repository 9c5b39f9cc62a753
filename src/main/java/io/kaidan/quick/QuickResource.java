package io.kaidan.quick;

import io.kaidan.file.Limits;
import io.kaidan.identity.Caller;
import io.kaidan.problem.Messages;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.service.Accounts;
import io.kaidan.service.Ticketing;
import io.kaidan.ticket.WorkItem;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** The three calls of the quick API: create (開單), query (查詢) and push (推單). */
@Path("/flowmanage/api")
@RequestScoped
@Consumes(MediaType.WILDCARD)
public class QuickResource {

    private static final String CREATE = "create";
    private static final String PUSH = "push";
    private static final String QUERY = "query";

    @Inject
    Accounts accounts;

    @Inject
    Ticketing ticketing;

    @Context
    HttpHeaders headers;

    /** Tells lengths beyond 2 GB, which the headers of JAX-RS do not. */
    @Context
    HttpServletRequest http;

    /** Opens a ticket ({@code "action": "create"}) or pushes one on ({@code "action": "update"}). */
    @POST
    @Path("/omdata/edit/{apiPath}")
    public Response edit(@PathParam("apiPath") String apiPath, InputStream body) {
        Limits limits = Limits.configured();
        Gate gate = new Gate(accounts::callerByCode, limits.bodyBytes());
        try (QuickRequest request = read(body, limits, gate)) {
            Caller caller = gate.pass(request);
            return isPush(gate) ? push(caller, apiPath, request) : create(caller, apiPath, request);
        } catch (IOException | RuntimeException failure) {
            return failed(isPush(gate) ? PUSH : CREATE, failure);
        }
    }

    private static boolean isPush(Gate gate) {
        return "update".equals(gate.action());
    }

    private Response create(Caller caller, String apiPath, QuickRequest request) {
        if (!CREATE.equals(request.text("action"))) {
            throw Refused.because("action", String.valueOf(request.text("action")));
        }
        OptionalLong dataNo = ticketing.open(caller, apiPath, request.entry());
        return done(CREATE, dataNo.isPresent() ? Long.toString(dataNo.getAsLong()) : "");
    }

    private Response push(Caller caller, String apiPath, QuickRequest request) {
        OptionalLong dataId = number(request.text("data_id"));
        if (dataId.isEmpty()) {
            throw Refused.because("unknown_work_item", String.valueOf(request.text("data_id")));
        }
        ticketing.push(caller, apiPath, dataId.getAsLong(), request.entry());
        return done(PUSH, "");
    }

    /** Lists the human points at which a ticket waits. */
    @POST
    @Path("/omdata-data-id/get/{apiPath}")
    public Response query(@PathParam("apiPath") String apiPath, InputStream body) {
        Limits limits = Limits.configured();
        Gate gate = new Gate(accounts::callerByCode, limits.bodyBytes());
        try (QuickRequest request = read(body, limits, gate)) {
            Caller caller = gate.pass(request);
            List<WorkItem> stops = ticketing.waiting(caller, apiPath, number(request.text("data_no")));
            if (request.lacks("data_no")) { // told to those only who may ask
                throw new Refused(List.of(Problem.at("data_no", "required")));
            }
            return done(QUERY, stops.stream().map(QuickResource::stop).toList());
        } catch (IOException | RuntimeException failure) {
            return failed(QUERY, failure);
        }
    }

    private static Map<String, Object> stop(WorkItem item) {
        Map<String, Object> stop = new LinkedHashMap<>();
        stop.put("data_id", Long.toString(item.id()));
        stop.put("stop_chart_text", item.name());
        return stop;
    }

    private QuickRequest read(InputStream body, Limits limits, Gate gate) throws IOException {
        return QuickRequest.read(
                headers.getHeaderString(HttpHeaders.CONTENT_TYPE), http.getContentLengthLong(), body, limits, gate);
    }

    /** A number that a client sent as text; empty for what cannot be one of ours. */
    private static OptionalLong number(String text) {
        try {
            return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException none) {
            return OptionalLong.empty();
        }
    }

    private Response done(String call, Object result) {
        return Answer.of(200, Messages.text(locale(), "quick." + call + ".done"))
                .with("result", result)
                .response();
    }

    /** Whatever the cause: what is no refusal is a failure of ours, which the log explains. */
    private Response failed(String call, Exception failure) {
        Refused refused =
                failure instanceof Refused told ? told : Refused.because("internal", QuickFailure.logged(failure));
        for (Problem problem : refused.problems()) {
            if (Gate.CODES.contains(problem.code())) {
                return Answer.of(403, Messages.text(locale(), "quick.gate." + problem.code()))
                        .response();
            }
        }
        return Answer.of(404, Messages.text(locale(), "quick." + call + ".failed"))
                .with(
                        "errors",
                        refused.problems().stream().map(p -> error(p, locale())).toList())
                .response();
    }

    private static Map<String, Object> error(Problem problem, Locale locale) {
        Map<String, Object> error = new LinkedHashMap<>();
        if (problem.field() != null) {
            error.put("field", problem.field());
        }
        error.put("code", problem.code());
        error.put("message", problem.message(locale));
        return error;
    }

    private Locale locale() {
        return Messages.match(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }
}
