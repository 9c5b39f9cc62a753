package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.engine.Signal;
import io.kaidan.flow.Correction;
import io.kaidan.flow.Flow;
import io.kaidan.form.Checked;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.json.Members;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Incident;
import io.kaidan.ticket.Incidents;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Tickets;
import io.kaidan.ticket.Token;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Has tokens that could not go on try again, for those with the flow's modify permission. One ticket, one transaction. */
@Stateless
public class Retrying {

    @Inject
    private Incidents incidents;

    @Inject
    private Tickets tickets;

    @Inject
    private Applications applications;

    @Inject
    private FlowLibrary library;

    @Inject
    private Transitions transitions;

    @Inject
    private Calling calling;

    @Inject
    private Clock clock;

    /** How many incidents of a ticket were tried again, and how many of them failed again. */
    public record Tried(int retried, int failed) {}

    /**
     * One incident is tried again; when it fails again it stays one, with its new reason.
     *
     * @param body {@code values} to correct before, by key, see {@link Correction}; none where it lacks
     * @return the incident as it was
     * @throws Refused {@code unknown_incident} when there is none, or the caller may not know of it; {@code
     *     flow_undeployed} where tickets can only be read; else with everything that is wrong with the body at once
     */
    public Incident retry(Caller caller, long id, Map<String, ?> body) {
        Incident incident = incidents
                .find(id)
                .filter(i -> caller.knows(i.apiPath()))
                .orElseThrow(() -> Refused.because("unknown_incident", id));
        caller.require(caller.may(Permission.MODIFY, incident.apiPath()), incident.apiPath());
        Members members = new Members(body);
        members.allow("values");
        Map<String, Object> sent = members.object("values");
        DeployedFlow deployed = deployed(incident);
        Ticket ticket =
                tickets.lockById(incident.ticketId()).orElseThrow(() -> Refused.because("unknown_incident", id));
        Token token = ticket.token(id)
                .filter(Token::hasFailed) // somebody else may have been faster
                .orElseThrow(() -> Refused.because("unknown_incident", id));
        Flow flow = library.flow(ticket.versionId(), deployed.apiPath());
        Checked checked = Correction.check(
                flow, calling.refused(ticket, token), ticket.valuesAt(token), sent == null ? Map.of() : sent);
        checked.problems().forEach(members::add);
        Refused.ifAny(members.problems());
        run(caller, deployed, ticket, flow, List.of(token), checked.values());
        return incident;
    }

    /**
     * Incidents of one ticket are tried again, in a transaction of their own.
     *
     * @param incidents the caller may do so; those that are none any more are left alone
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public Tried retry(Caller caller, List<Incident> incidents) {
        Incident first = incidents.get(0);
        DeployedFlow deployed = deployed(first);
        Ticket ticket = tickets.lockById(first.ticketId()).orElse(null);
        List<Token> failed = ticket == null
                ? List.of()
                : incidents.stream()
                        .flatMap(i -> ticket.token(i.id()).stream())
                        .filter(Token::hasFailed)
                        .toList();
        if (failed.isEmpty()) {
            return new Tried(0, 0);
        }
        Flow flow = library.flow(ticket.versionId(), deployed.apiPath());
        run(caller, deployed, ticket, flow, failed, ticket.valuesAt(failed.get(0)));
        long again = failed.stream()
                .filter(token -> token.hasFailed() && ticket.tokens().contains(token))
                .count();
        return new Tried(failed.size(), (int) again);
    }

    private void run(
            Caller caller,
            DeployedFlow deployed,
            Ticket ticket,
            Flow flow,
            List<Token> tokens,
            Map<String, Object> values) {
        Signal.Retry retry = new Signal.Retry(tokens, values, caller.username(), clock.instant());
        transitions.run(deployed, ticket, flow, retry);
    }

    private DeployedFlow deployed(Incident incident) {
        return applications
                .flow(incident.apiPath())
                .filter(flow -> !flow.isUndeployed())
                .orElseThrow(() -> Refused.because("flow_undeployed", incident.apiPath()));
    }
}
