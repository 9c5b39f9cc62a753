package io.kaidan.service;

import static java.util.stream.Collectors.toMap;

import io.kaidan.catalog.DeployedFlow;
import io.kaidan.engine.Effects;
import io.kaidan.engine.Engine;
import io.kaidan.engine.Signal;
import io.kaidan.feel.FeelFailure;
import io.kaidan.flow.Flow;
import io.kaidan.flow.HumanPoint;
import io.kaidan.flow.QuickAction;
import io.kaidan.form.Form;
import io.kaidan.form.Storable;
import io.kaidan.node.NodeTypes;
import io.kaidan.persistence.Proof;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import io.kaidan.ticket.Broadcast;
import io.kaidan.ticket.Broadcasts;
import io.kaidan.ticket.Job;
import io.kaidan.ticket.JobQueue;
import io.kaidan.ticket.Reach;
import io.kaidan.ticket.Subscription;
import io.kaidan.ticket.Subscriptions;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Tickets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One transition of a ticket, within the transaction of its caller: values, run, save. */
@ApplicationScoped
public class Transitions {

    private static final Proof KNOWN = Proof.given(0);

    private final Engine engine =
            new Engine(NodeTypes.ALL, Setting.STEP_LIMIT.number(), Setting.STEP_SECONDS.seconds());

    @Inject
    private Tickets tickets;

    @Inject
    private Subscriptions subscriptions;

    @Inject
    private Broadcasts broadcasts;

    @Inject
    private Jobs jobs;

    @Inject
    private Calling calling;

    @Inject
    private JobQueue queue;

    @Inject
    private NewJobs newJobs;

    /** A new ticket that has run to its first waiting points; its opener is known. */
    Ticket open(DeployedFlow deployed, long versionId, Flow flow, Signal.Open signal) {
        return open(deployed, versionId, flow, signal, KNOWN);
    }

    /**
     * A new ticket that has run to its first waiting points. The number is taken last: a refusal leaves no gap.
     *
     * @throws Refused where the proof does not hold
     */
    Ticket open(DeployedFlow deployed, long versionId, Flow flow, Signal.Open signal, Proof proof) {
        Ticket ticket = new Ticket(deployed.id(), versionId, signal.by(), signal.at());
        calling.follow(ticket, take(deployed, ticket, flow, signal, proof), signal);
        return ticket;
    }

    /** The ticket goes on to its next waiting points, or closes; and so do those that it calls, and that called it. */
    void run(DeployedFlow deployed, Ticket ticket, Flow flow, Signal signal) {
        calling.follow(ticket, take(deployed, ticket, flow, signal), signal);
    }

    /** This one ticket goes on to its next waiting points, or closes; what it calls is still to be opened. */
    Effects take(DeployedFlow deployed, Ticket ticket, Flow flow, Signal signal) {
        return take(deployed, ticket, flow, signal, KNOWN);
    }

    private Effects take(DeployedFlow deployed, Ticket ticket, Flow flow, Signal signal, Proof proof) {
        Effects effects = engine.run(ticket, flow, signal, deployed.log());
        if (ticket.id() == null) {
            ticket.numbered(
                    tickets.nextNumber(ticket.flowId(), proof).orElseThrow(() -> Refused.because(Accounts.UNPROVEN)));
        } else {
            endSubscriptions(ticket, effects, signal); // before the tokens go, and with them what they waited for
        }
        tickets.save(ticket, effects.workItems(), effects.events());
        tickets.cancelWorkItems(effects.cancelled(), signal.by(), signal.at());
        subscriptions.save(ticket, effects.subscriptions());
        queue.save(ticket, effects.jobs());
        for (Job begun : effects.jobs()) {
            if (begun.type().equals(Job.HTTP)) {
                jobs.scheduleCall(HttpRun.first(begun.id()), signal.at());
            } else {
                jobs.afterCommit(() -> newJobs.announce(begun.type()));
            }
        }
        if (!effects.subscriptions().isEmpty()) {
            schedule(effects.subscriptions(), signal.at());
        }
        effects.thrown().forEach(thrown -> send(thrown, effects, signal));
        if (!ticket.isOpen() && ticket.startKey() != null) {
            jobs.schedule(Messaging.NEXT, ticket.id());
        }
        calling.abandon(effects.abandoned());
        return effects;
    }

    private void schedule(List<Subscription> begun, Instant now) {
        jobs.schedule(
                Timers.JOB,
                begun.stream()
                        .filter(subscription -> subscription.dueAt() != null)
                        .collect(toMap(subscription -> subscription.id().toString(), Subscription::dueAt)));
        jobs.schedule(
                Messaging.LOOK, // one may have come before
                begun.stream()
                        .filter(subscription -> subscription.kind().equals(Subscription.MESSAGE))
                        .collect(toMap(subscription -> subscription.id().toString(), subscription -> now)));
    }

    private void endSubscriptions(Ticket ticket, Effects effects, Signal signal) {
        subscriptions.end(effects.ended());
        List<Long> timers = new ArrayList<>(effects.ended().stream()
                .filter(s -> s.dueAt() != null)
                .map(Subscription::id)
                .toList());
        timers.addAll(subscriptions.endOf(effects.released()));
        effects.releasedFrom().forEach((token, nodes) -> timers.addAll(subscriptions.endOf(token, nodes)));
        if (effects.ticketReleased()) {
            timers.addAll(subscriptions.endOf(ticket));
        }
        if (signal instanceof Signal.Happen happened) {
            timers.remove(happened.subscription().id()); // its job is being done
        }
        if (!timers.isEmpty()) {
            jobs.cancel(Timers.JOB, timers);
        }
        if (!effects.rearmed().isEmpty()) {
            jobs.hasten(Timers.JOB, subscriptions.dueTimers(ticket, effects.rearmed(), signal.at()));
        }
    }

    private void send(Effects.Thrown thrown, Effects effects, Signal signal) {
        Map<String, Object> kept = new LinkedHashMap<>();
        thrown.values()
                .forEach((name, value) -> kept.put(name, Storable.of(value).orElse(null)));
        List<Subscription> late = effects.subscriptions().stream()
                .filter(s -> !thrown.waited().contains(s))
                .toList();
        send(new Broadcast(thrown.name(), kept, Signal.SYSTEM, signal.at(), Reach.ALL), late);
    }

    /**
     * Sends a signal to who waits for it.
     *
     * @param late who does not count
     * @return how many it is to reach
     */
    int send(Broadcast broadcast, List<Subscription> late) {
        int receivers = broadcasts.send(broadcast, late);
        if (receivers == 0) {
            broadcasts.end(broadcast.id());
        } else {
            jobs.schedule(Signals.JOB, broadcast.id());
        }
        return receivers;
    }

    /** Refuses with the messages of the human point's validation. */
    void validate(HumanPoint human, Map<String, Object> values, String node) {
        try {
            Refused.ifAny(human.refusals(values).stream()
                    .map(message -> Problem.of(Problem.VALIDATION, message))
                    .toList());
        } catch (FeelFailure e) {
            throw Refused.because("feel", node, e.getMessage());
        }
    }

    /**
     * Applies a quick action: what it sets of the stop's own form is checked like values that were sent, what belongs to
     * other forms of the flow is the designer's word and goes into the document as it is.
     */
    void set(QuickAction action, Form form, Map<String, Object> current, Map<String, Object> sent, String node) {
        Map<String, Object> context;
        try {
            context = action.set().context(current);
        } catch (FeelFailure e) {
            throw Refused.because("feel", node, e.getMessage());
        }
        context.forEach((field, value) -> {
            if (form.has(field)) {
                sent.put(field, value);
            } else {
                Storable.of(value).ifPresentOrElse(kept -> current.put(field, kept), () -> current.remove(field));
            }
        });
    }
}
