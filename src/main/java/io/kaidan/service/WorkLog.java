package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.identity.Caller;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Listing;
import io.kaidan.ticket.Lists;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Tickets;
import io.kaidan.ticket.WorkNote;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The notes that people and systems write on a ticket. They are added and read, never changed. */
@Stateless
public class WorkLog {

    @Inject
    private Applications applications;

    @Inject
    private Tickets tickets;

    @Inject
    private KeptTickets kept;

    @Inject
    private Lists lists;

    @Inject
    private Clock clock;

    /**
     * Adds a note, for those who may modify the flow's tickets and for those who are to act on this one.
     *
     * @param content of 1 to {@link WorkNote#LENGTH} characters
     * @return its id
     * @throws Refused with every reason at once
     */
    public long write(Caller caller, String apiPath, long dataNo, String content, Door door) {
        DeployedFlow flow = flow(apiPath);
        Ticket ticket = kept.toChange(caller, flow, dataNo, door);
        List<Problem> problems = new ArrayList<>(switchedOff(flow, door));
        if (flow.isUndeployed()) {
            problems.add(Problem.of("flow_undeployed", apiPath));
        }
        if (content == null) {
            problems.add(Problem.at("content", "required"));
        } else if (content.codePointCount(0, content.length()) > WorkNote.LENGTH) {
            problems.add(Problem.at(
                    "content",
                    "length",
                    Phrase.of("expect.maxLength", WorkNote.LENGTH),
                    content.codePointCount(0, content.length())));
        }
        Refused.ifAny(problems);
        WorkNote note = new WorkNote(ticket.id(), content, caller.username(), clock.instant());
        tickets.save(note);
        return note.id();
    }

    /** The notes on a ticket, for those who may view it and for those who are, or were, to act on it. */
    public List<Map<String, Object>> read(Caller caller, String apiPath, long dataNo, Listing listing, Door door) {
        DeployedFlow flow = flow(apiPath);
        Ticket ticket = kept.toRead(caller, flow, dataNo, door);
        Refused.ifAny(switchedOff(flow, door));
        return lists.notes(ticket.id(), listing);
    }

    private DeployedFlow flow(String apiPath) {
        return applications.flow(apiPath).orElseThrow(() -> Refused.because("unknown_flow", apiPath));
    }

    private static List<Problem> switchedOff(DeployedFlow flow, Door door) {
        List<Problem> problems = new ArrayList<>();
        if (door == Door.QUICK_API && !flow.api()) {
            problems.add(Problem.of("api_disabled", flow.apiPath()));
        }
        if (!flow.worklog()) {
            problems.add(Problem.of("worklog_disabled", flow.apiPath()));
        }
        return problems;
    }
}
