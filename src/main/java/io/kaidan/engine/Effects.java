package io.kaidan.engine;

import io.kaidan.flow.Node;
import io.kaidan.ticket.Job;
import io.kaidan.ticket.Subscription;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.Token;
import io.kaidan.ticket.WorkItem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a run made, to be saved in the same transaction. */
public final class Effects {

    private final List<WorkItem> workItems = new ArrayList<>();
    private final List<TicketEvent> events = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final List<Token> cancelled = new ArrayList<>();
    private final Set<Token> released = new LinkedHashSet<>();
    private final Map<Token, List<String>> releasedFrom = new LinkedHashMap<>();
    private final List<Subscription> ended = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<Raised> raised = new ArrayList<>();
    private final List<Token> abandoned = new ArrayList<>();
    private final Set<String> rearmed = new LinkedHashSet<>();
    private final Log log = new Log();
    private final List<Job> jobs = new ArrayList<>();
    private final List<Thrown> thrown = new ArrayList<>();
    private boolean ticketReleased;

    /**
     * A signal that was thrown.
     *
     * @param values what it brings
     * @param waited who began to wait in this run and is to be reached; who does so after it was thrown, is not
     * @param coming tokens that were to enter a node when it was thrown: it reaches what they wait for there
     */
    public record Thrown(String name, Map<String, Object> values, Set<Subscription> waited, Set<Token> coming) {}

    public List<WorkItem> workItems() {
        return workItems;
    }

    public List<TicketEvent> events() {
        return events;
    }

    /** What tokens began to wait for beside people. */
    public List<Subscription> subscriptions() {
        return subscriptions;
    }

    /** Work that tokens began to wait for. */
    public List<Job> jobs() {
        return jobs;
    }

    /** Tokens that were taken away while they waited: nobody is to act on what they waited for. */
    public List<Token> cancelled() {
        return cancelled;
    }

    /** Tokens that wait no more for any event they may have waited for before. */
    public Set<Token> released() {
        return released;
    }

    /** What has happened and is not waited for again. */
    public List<Subscription> ended() {
        return ended;
    }

    /** Tickets of other flows that are to be opened. */
    public List<Call> calls() {
        return calls;
    }

    /** What the ticket, which was called, throws at its caller. */
    public List<Raised> raised() {
        return raised;
    }

    /** Tokens that wait no more for the tickets that they may have called. */
    public List<Token> abandoned() {
        return abandoned;
    }

    /** The events whose timers are to be tried again at once. */
    public Set<String> rearmed() {
        return rearmed;
    }

    /** Events that tokens wait for no more, though they still wait for others: the ids of their nodes. */
    public Map<Token, List<String>> releasedFrom() {
        return releasedFrom;
    }

    void releaseFrom(Token token, List<Node> events) {
        List<String> nodes = events.stream().map(Node::id).toList();
        releasedFrom.put(token, nodes);
        subscriptions.removeIf(s -> s.waitsWith(token) && nodes.contains(s.node()));
    }

    /** Whether the ticket as a whole waits no more for the events that it may have waited for. */
    public boolean ticketReleased() {
        return ticketReleased;
    }

    /** Signals for whoever waits for them, in whatever ticket. */
    public List<Thrown> thrown() {
        return thrown;
    }

    /** A signal that is about to be thrown, for those who wait for it by now. */
    Thrown signal(String name, Map<String, Object> values, Collection<Token> coming) {
        return new Thrown(name, values, new HashSet<>(subscriptions), new HashSet<>(coming));
    }

    /** A token has entered a node. */
    void entered(Token token) {
        for (Thrown signal : thrown) {
            if (signal.coming().remove(token)) {
                subscriptions.stream().filter(s -> s.waitsWith(token)).forEach(signal.waited()::add);
            }
        }
    }

    void releaseTicket() {
        ticketReleased = true;
        subscriptions.removeIf(s -> s.isOfTicket());
    }

    /** What a token made in this run, it takes back. */
    void takeBack(Token token) {
        workItems.removeIf(item -> item.waitsWith(token));
        subscriptions.removeIf(subscription -> subscription.waitsWith(token));
        calls.removeIf(call -> call.token() == token);
        jobs.removeIf(job -> job.isOf(token));
    }

    Log log() {
        return log;
    }

    /** The log stands in the first line of the history that the run made. */
    void keepLog() {
        if (!log.isEmpty() && !events.isEmpty()) {
            events.get(0).log(log.entries());
        }
    }
}
