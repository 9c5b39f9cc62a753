package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.engine.Call;
import io.kaidan.engine.Effects;
import io.kaidan.engine.Signal;
import io.kaidan.feel.FeelFailure;
import io.kaidan.flow.CalledFlow;
import io.kaidan.flow.Correction.RefusedCall;
import io.kaidan.flow.Flow;
import io.kaidan.flow.HumanPoint;
import io.kaidan.flow.Node;
import io.kaidan.form.Checked;
import io.kaidan.form.Storable;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import io.kaidan.ticket.CalledTickets;
import io.kaidan.ticket.Caller;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Tickets;
import io.kaidan.ticket.Token;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tickets that call tickets of other flows, within the transaction of their caller. */
@ApplicationScoped
public class Calling {

    private static final String REFUSED = "call_refused";

    @Inject
    private Applications applications;

    @Inject
    private FlowLibrary library;

    @Inject
    private Transitions transitions;

    @Inject
    private Tickets tickets;

    @Inject
    private CalledTickets called;

    @Inject
    private Jobs jobs;

    /** A called ticket and what its first run made. */
    record Opened(Ticket ticket, Effects effects) {}

    /** What a transition sets going in other tickets. */
    void follow(Ticket ticket, Effects effects, Signal signal) {
        if (ticket.isCalled() || !effects.calls().isEmpty()) {
            new Cascade(this, signal).follow(ticket, effects);
        }
    }

    /**
     * Nobody waits any more for the open tickets that these tokens called: each is cancelled in a transaction of its own,
     * for a caller is never locked before those it called.
     */
    void abandon(Collection<Token> tokens) {
        if (!tokens.isEmpty()) {
            called.openBy(tokens).forEach(id -> jobs.schedule(Abandoned.CANCEL, id));
        }
    }

    /** Whether the token waits for a called ticket. */
    boolean waits(Ticket ticket, Token token) {
        return ticket.isOpen()
                && ticket.tokens().contains(token)
                && !token.hasFailed()
                && flow(ticket).node(token.node()).detail() instanceof CalledFlow;
    }

    /** The caller; null when it is deleted. */
    Ticket lock(long id) {
        return tickets.lockById(id).orElse(null);
    }

    Effects take(Ticket ticket, Signal signal) {
        return transitions.take(applications.flowById(ticket.flowId()), ticket, flow(ticket), signal);
    }

    /** What tickets began to wait for is in the database from now on, where it can be ended. */
    void saveWaits() {
        tickets.flush();
    }

    /**
     * Opens a called ticket. The start form takes what it knows, converted, and all else goes into the document as it is;
     * a validation of the start is asked at once.
     *
     * @param deployed the flow that is called
     * @throws Refused when it cannot be; then nothing of it is there
     */
    Opened open(Ticket caller, Call call, DeployedFlow deployed, String by, Instant at) {
        if (caller.caller().depth() >= Setting.CALL_DEPTH.number()) {
            throw Refused.because("call_depth", Setting.CALL_DEPTH.number());
        }
        long version = version(caller, call, deployed);
        if (!deployed.enabled()) {
            throw Refused.because("flow_disabled", call.apiPath());
        }
        Flow flow = library.flow(version, call.apiPath());
        HumanPoint start = flow.start().human();
        Map<String, Object> sent = new LinkedHashMap<>();
        Map<String, Object> document = new LinkedHashMap<>();
        Map<String, Object> given = new LinkedHashMap<>(call.inherited());
        start.form().fields().stream()
                .filter(field -> field.type().equals("filepicker")) // the files stay with the caller
                .forEach(field -> given.remove(field.key()));
        given.putAll(call.own());
        given.forEach((key, value) ->
                Storable.of(value).ifPresent(kept -> (start.form().has(key) ? sent : document).put(key, kept)));
        Checked checked = start.form().check(document, sent, Map.of(), true);
        Refused.ifAny(checked.problems());
        transitions.validate(start, checked.values(), flow.start().label());

        Map<String, Object> inherited = new LinkedHashMap<>(call.inherited());
        inherited.keySet().retainAll(checked.values().keySet());
        Ticket ticket = new Ticket(deployed.id(), version, by, at);
        ticket.calledBy(new Caller(caller, call.token(), inherited));
        return new Opened(ticket, transitions.take(deployed, ticket, flow, new Signal.Open(checked.values(), by, at)));
    }

    /**
     * The call that a token failed at because the called flow refused it, for a correction of what that asks for; null
     * where it failed at something else, or the flow cannot be told any more.
     */
    RefusedCall refused(Ticket caller, Token token) {
        Node node = flow(caller).node(token.node());
        if (!(node.detail() instanceof CalledFlow called)
                || !token.failure().problem().code().equals(REFUSED)) {
            return null;
        }
        try {
            Call call = new Call(
                    token, called.apiPath().of(caller.valuesAt(token)), called.ofDeployment(), Map.of(), Map.of());
            DeployedFlow deployed = deployed(call.apiPath());
            Flow flow = library.flow(version(caller, call, deployed), call.apiPath());
            return new RefusedCall(node, flow.startForm());
        } catch (Refused | FeelFailure gone) {
            return null;
        }
    }

    /** The flow that a call is for. */
    DeployedFlow deployed(String apiPath) {
        return applications.flow(apiPath).orElseThrow(() -> Refused.because("unknown_flow", apiPath));
    }

    /** The version of the caller's deploy, where that is asked for and has the flow; else the one in force. */
    private long version(Ticket caller, Call call, DeployedFlow deployed) {
        boolean together = call.ofDeployment()
                && applications.flowById(caller.flowId()).applicationId() == deployed.applicationId()
                && library.flow(caller.versionId(), call.apiPath()) != null;
        if (deployed.isUndeployed() || !together && !deployed.isDeployed()) {
            throw Refused.because("unknown_flow", call.apiPath());
        }
        return together ? caller.versionId() : deployed.versionId();
    }

    private Flow flow(Ticket ticket) {
        return library.flow(
                ticket.versionId(), applications.flowById(ticket.flowId()).apiPath());
    }

    /** A problem that names a ticket. */
    Problem problem(String code, Ticket ticket) {
        return Problem.of(code, applications.flowById(ticket.flowId()).apiPath(), Long.toString(ticket.dataNo()));
    }

    /** Why a called ticket was refused, in the reader's language. */
    static Problem refusal(String apiPath, Problem why) {
        return Problem.of(
                REFUSED,
                apiPath,
                why.field() == null ? "" : why.field() + ": ",
                new Phrase("problem." + why.code(), why.arguments()));
    }
}
