package io.kaidan.service;

import io.kaidan.catalog.DeployedFlow;
import io.kaidan.engine.Call;
import io.kaidan.engine.Effects;
import io.kaidan.engine.Raised;
import io.kaidan.engine.Signal;
import io.kaidan.flow.Trigger;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.TicketState;
import io.kaidan.ticket.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What one transition sets going in other tickets, in the same transaction and one after the other: tickets that are
 * called are opened, those that called go on. New rows lock nobody out, and all other locks go from a called ticket to
 * its caller.
 */
final class Cascade {

    private final Calling calling;
    private final String by;
    private final Instant at;
    private final long limit = Setting.CALL_LIMIT.number();
    private final Duration patience = Setting.STEP_SECONDS.seconds();
    private final long begun = System.nanoTime();
    private final Deque<Runnable> next = new ArrayDeque<>();

    /** By their ids, as they stand in this transaction; null: deleted. */
    private final Map<Long, Ticket> atHand = new HashMap<>();

    /** By their API paths: hundreds of calls may be for one of them, and each look writes all that is new to the database. */
    private final Map<String, DeployedFlow> flows = new HashMap<>();

    private int opened;

    /** Whether a ticket began to wait for what is not in the database yet. */
    private boolean beganToWait;

    Cascade(Calling calling, Signal cause) {
        this.calling = calling;
        this.by = cause.by();
        this.at = cause.at();
    }

    /** Goes on until nothing is left to be done. */
    void follow(Ticket ticket, Effects effects) {
        note(ticket, effects);
        while (!next.isEmpty()) {
            next.poll().run();
        }
    }

    private void note(Ticket ticket, Effects effects) {
        atHand.put(ticket.id(), ticket);
        beganToWait |= !effects.subscriptions().isEmpty() || !effects.jobs().isEmpty();
        effects.calls().forEach(call -> next.add(() -> open(ticket, call)));
        if (ticket.isCalled()) {
            effects.raised()
                    .forEach(raised ->
                            next.add(() -> answer(ticket, token -> new Signal.Thrown(token, raised, by, at))));
            if (ticket.state() == TicketState.CANCELLED) {
                Problem cancelled = calling.problem("call_cancelled", ticket);
                next.add(() -> answer(ticket, token -> new Signal.Unanswered(token, cancelled, by, at)));
            } else if (!ticket.isOpen() && effects.raised().stream().noneMatch(Cascade::ends)) {
                Map<String, Object> left = ticket.caller().left(ticket.values());
                next.add(() -> answer(ticket, token -> new Signal.Returned(token, left, by, at)));
            }
        }
    }

    private static boolean ends(Raised raised) {
        return raised.kind() == Trigger.Kind.ERROR;
    }

    private void open(Ticket caller, Call call) {
        if (!calling.waits(caller, call.token())) {
            return; // what another called ticket did has taken it away
        }
        Calling.Opened called;
        try {
            if (++opened > limit) {
                throw Refused.because("call_limit", limit);
            }
            if (System.nanoTime() - begun >= patience.toNanos()) {
                throw Refused.because("step_time", patience.toSeconds(), call.apiPath());
            }
            DeployedFlow deployed = flows.computeIfAbsent(call.apiPath(), calling::deployed);
            called = calling.open(caller, call, deployed, by, at);
        } catch (Refused refused) {
            Problem why = Calling.refusal(call.apiPath(), refused.problems().get(0));
            take(caller, new Signal.Unanswered(call.token(), why, by, at));
            return;
        }
        note(called.ticket(), called.effects());
    }

    private void answer(Ticket called, Function<Token, Signal> signal) {
        Ticket caller = atHand.computeIfAbsent(called.caller().id(), calling::lock);
        if (caller != null) {
            caller.token(called.caller().tokenId())
                    .filter(token -> calling.waits(caller, token))
                    .ifPresent(token -> take(caller, signal.apply(token)));
        }
    }

    private void take(Ticket ticket, Signal signal) {
        if (beganToWait) {
            calling.saveWaits();
            beganToWait = false;
        }
        note(ticket, calling.take(ticket, signal));
    }
}
