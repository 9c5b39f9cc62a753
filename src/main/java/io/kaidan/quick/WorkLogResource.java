package io.kaidan.quick;

import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.service.Door;
import io.kaidan.service.WorkLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;

/**
 * The work log of a ticket, which is named by its flow ({@code flow_uuid}, as the lists tell it, or {@code api_path}; they
 * are the same) and its number ({@code data_no}).
 */
@Path("/flowmanage/api/omdata-worklog")
@ApplicationScoped
@Consumes(MediaType.WILDCARD)
public class WorkLogResource extends CallResource {

    @Inject
    WorkLog workLog;

    /** Adds a note ({@code content}); the result is its id. */
    @POST
    @Path("/create")
    public Response create(InputStream body) {
        return call(gate -> "worklog", body, (caller, request) -> {
            String flow = flow(request);
            long note = workLog.write(caller, flow, dataNo(request), request.text("content"), Door.QUICK_API);
            return Long.toString(note);
        });
    }

    /** Lists the notes. */
    @POST
    @Path("/list")
    public Response list(InputStream body) {
        return list(body, (caller, request) -> {
            String flow = flow(request);
            return workLog.read(caller, flow, dataNo(request), ListingReader.read(request), Door.QUICK_API);
        });
    }

    private static String flow(QuickRequest request) {
        String flow = request.text(request.lacks("flow_uuid") ? "api_path" : "flow_uuid");
        if (flow == null) {
            throw new Refused(List.of(Problem.at("flow_uuid", "required")));
        }
        return flow;
    }

    private static long dataNo(QuickRequest request) {
        if (request.lacks("data_no")) {
            throw new Refused(List.of(Problem.at("data_no", "required")));
        }
        String text = String.valueOf(request.text("data_no"));
        return number(text).orElseThrow(() -> Refused.because("unknown_ticket", text));
    }
}
