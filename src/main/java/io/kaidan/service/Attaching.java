package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.file.Attachment;
import io.kaidan.file.Attachments;
import io.kaidan.file.Upload;
import io.kaidan.identity.Caller;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Tickets;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Files that come to a ticket while it is on its way, without a push. */
@Stateless
public class Attaching {

    @Inject
    private Applications applications;

    @Inject
    private KeptTickets kept;

    @Inject
    private Attachments attachments;

    @Inject
    private Tickets tickets;

    @Inject
    private Clock clock;

    /** Refuses those who may not attach files to this ticket: to be asked before the files are read. */
    public void require(Caller caller, String apiPath, long dataNo) {
        kept.toChange(caller, flow(apiPath), dataNo, Door.REST);
    }

    /**
     * Attaches files to an open ticket, for those who may modify the flow's tickets and for those who are to act on this
     * one.
     *
     * @throws Refused with every reason at once
     */
    public List<Attachment> attach(Caller caller, String apiPath, long dataNo, List<Upload> uploads) {
        DeployedFlow flow = flow(apiPath);
        Ticket ticket = kept.toChange(caller, flow, dataNo, Door.REST);
        if (!ticket.isOpen()) {
            throw Refused.because("ticket_closed", dataNo);
        }
        if (flow.isUndeployed()) {
            throw Refused.because("flow_undeployed", apiPath);
        }
        List<Problem> problems = new ArrayList<>();
        if (!flow.attachments()) {
            problems.add(Problem.of("attachments_disabled", apiPath));
        }
        if (uploads.isEmpty()) {
            problems.add(Problem.at("files", "required"));
        }
        Refused.ifAny(problems);
        Instant now = clock.instant();
        List<Attachment> stored = uploads.stream()
                .map(upload -> attachments.storeForTicket(ticket.id(), upload.withField(null), caller.username(), now))
                .toList();
        tickets.attached(ticket, uploads.stream().map(Upload::name).toList(), caller.username(), now);
        return stored;
    }

    private DeployedFlow flow(String apiPath) {
        return applications.flow(apiPath).orElseThrow(() -> Refused.because("unknown_flow", apiPath));
    }
}
