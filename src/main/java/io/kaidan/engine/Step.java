package io.kaidan.engine;

import io.kaidan.feel.FeelFailure;
import io.kaidan.flow.Link;
import io.kaidan.flow.Node;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Token;
import io.kaidan.ticket.WorkItem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One token at one node: what a node type may know and do. */
public final class Step {

    private final Run run;
    private final Token token;
    private final Node node;

    Step(Run run, Token token) {
        this.run = run;
        this.token = token;
        this.node = run.flow.node(token.node());
    }

    public Node node() {
        return node;
    }

    public Instant now() {
        return run.signal.at();
    }

    /** The values of the ticket. */
    public Map<String, Object> values() {
        return run.ticket.values();
    }

    /** Evaluates something over the ticket's values; a failure refuses the call with the node's name. */
    public <T> T evaluate(Function<Map<String, Object>, T> expression) {
        try {
            return expression.apply(values());
        } catch (FeelFailure e) {
            throw Refused.because("feel", node.label(), e.getMessage());
        }
    }

    /** The token goes on over this link. */
    public void leaveOver(Link link) {
        run.move(token, link);
    }

    /** The token goes on over every outgoing link: one branch for each. */
    public void leave() {
        List<Link> outgoing = node.outgoing();
        for (Link further : outgoing.subList(1, outgoing.size())) {
            run.spawn(further);
        }
        leaveOver(outgoing.get(0));
    }

    /** The token has reached an end. */
    public void end() {
        run.ticket.consume(token);
    }

    /** The token waits here for a person. */
    public void waitFor(WorkItem.Assignment assignment) {
        run.effects.workItems().add(new WorkItem(token, node.label(), assignment, now()));
    }

    /** A token that waits at this node, this one included, which came over the link; null where there is none. */
    public Token waitingFrom(Link link) {
        return run.ticket.tokens().stream()
                .filter(t -> t.node().equals(node.id()) && link.id().equals(t.link()) && !run.isOnItsWay(t))
                .findFirst()
                .orElse(null);
    }

    /** The tokens become this one. */
    public void join(List<Token> tokens) {
        tokens.stream().filter(t -> t != token).forEach(run.ticket::consume);
    }
}
