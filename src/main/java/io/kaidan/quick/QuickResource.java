package io.kaidan.quick;

import io.kaidan.identity.Caller;
import io.kaidan.metric.Call;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.service.Admission;
import io.kaidan.service.Door;
import io.kaidan.service.Entry;
import io.kaidan.service.IdempotencyKey;
import io.kaidan.service.Stop;
import io.kaidan.service.TicketRemoval;
import io.kaidan.service.Ticketing;
import io.kaidan.service.Ticketing.Opened;
import io.kaidan.ticket.WorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The calls on one ticket: create (開單), query (查詢), push (推單) and delete (刪除). */
@Path("/flowmanage/api")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
public class QuickResource extends CallResource {

    @Inject
    Ticketing ticketing;

    @Inject
    TicketRemoval removal;

    @Inject
    Admission admission;

    /** Opens a ticket ({@code "action": "create"}), pushes one on ({@code "update"}) or deletes some ({@code "delete"}). */
    @POST
    @Path("/omdata/edit/{apiPath}")
    public Response edit(@PathParam("apiPath") String apiPath, InputStream body) {
        return provingCall(
                QuickResource::name, gate -> admit(gate, apiPath), body, (caller, request) -> switch (String.valueOf(
                        request.text("action"))) {
                    case "create" -> create(caller, apiPath, request);
                    case "update" -> push(caller, apiPath, request);
                    case "delete" -> delete(proven(caller, request), apiPath, request);
                    default -> throw Refused.because("action", String.valueOf(request.text("action")));
                });
    }

    private void admit(Gate gate, String apiPath) {
        if ("create".equals(gate.action())) {
            admission.toOpen(gate.caller(), apiPath, Door.QUICK_API);
        } else if ("update".equals(gate.action())) {
            number(gate.dataId()).ifPresent(dataId -> admission.toPush(gate.caller(), apiPath, dataId, Door.QUICK_API));
        }
    }

    private static String name(Gate gate) {
        return switch (String.valueOf(gate.action())) {
            case "update" -> "push";
            case "delete" -> "delete";
            default -> "create";
        };
    }

    private String create(Caller caller, String apiPath, QuickRequest request) {
        Entry entry = request.entry();
        IdempotencyKey key = IdempotencyKey.of(headers.getHeaderString(IdempotencyKey.HEADER), apiPath, entry);
        Opened opened = ticketing.open(caller, apiPath, entry, Door.QUICK_API, key);
        if (!opened.before()) {
            Call.current().reached(apiPath);
        }
        return opened.dataNo() == null ? "" : opened.dataNo().toString();
    }

    private String push(Caller caller, String apiPath, QuickRequest request) {
        String text = request.text("data_id");
        if (text == null) {
            throw new Refused(List.of(Problem.at("data_id", "required")));
        }
        long dataId = number(text).orElseThrow(() -> ticketing.noStop(caller, apiPath, text, Door.QUICK_API));
        ticketing.push(caller, new Stop(apiPath, null, dataId), request.entry(), Door.QUICK_API);
        Call.current().reached(apiPath);
        return "";
    }

    private String delete(Caller caller, String apiPath, QuickRequest request) {
        Set<Long> numbers = new LinkedHashSet<>();
        List<Problem> unknown = new ArrayList<>();
        for (String text : request.texts("data_no")) {
            number(text).ifPresentOrElse(numbers::add, () -> unknown.add(Problem.of("unknown_ticket", text)));
        }
        removal.delete(caller, apiPath, numbers, unknown);
        return "";
    }

    /** Lists the human points at which a ticket waits. */
    @POST
    @Path("/omdata-data-id/get/{apiPath}")
    public Response query(@PathParam("apiPath") String apiPath, InputStream body) {
        return provingCall(gate -> "query", body, (caller, request) -> {
            List<WorkItem> stops = ticketing.waiting(caller, apiPath, number(request.text("data_no")));
            if (request.lacks("data_no")) { // told to those only who may ask
                throw new Refused(List.of(Problem.at("data_no", "required")));
            }
            return stops.stream().map(QuickResource::stop).toList();
        });
    }

    private static Map<String, Object> stop(WorkItem item) {
        Map<String, Object> stop = new LinkedHashMap<>();
        stop.put("data_id", Long.toString(item.id()));
        stop.put("stop_chart_text", item.name());
        return stop;
    }
}
