package io.kaidan.engine;

import io.kaidan.feel.FeelFailure;
import io.kaidan.flow.CalledFlow;
import io.kaidan.flow.Link;
import io.kaidan.flow.Mapping;
import io.kaidan.flow.Node;
import io.kaidan.flow.Trigger;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Job;
import io.kaidan.ticket.Token;
import io.kaidan.ticket.WorkItem;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** One token at one node: what a node type may know and do. */
public final class Step {

    private final Run run;
    private final Token token;
    private final Node node;

    Step(Run run, Token token) {
        this(run, token, run.node(token));
    }

    /** A token that looks at another node than the one where it stands. */
    Step(Run run, Token token, Node node) {
        this.run = run;
        this.token = token;
        this.node = node;
    }

    Token token() {
        return token;
    }

    public Node node() {
        return node;
    }

    public Instant now() {
        return run.signal.at();
    }

    /** What the token knows: the values of the ticket and the variables of the scopes it is in. */
    public Map<String, Object> values() {
        return run.ticket.valuesAt(token);
    }

    /**
     * Evaluates something over what the token knows.
     *
     * @throws Refused with the node's name when it fails
     */
    public <T> T evaluate(Function<Map<String, Object>, T> expression) {
        try {
            return expression.apply(values());
        } catch (FeelFailure e) {
            throw Refused.because("feel", node.label(), e.getMessage());
        }
    }

    /**
     * Whether a link's condition holds; one without a condition is open to all.
     *
     * @throws Refused with the node's name when it fails
     */
    public boolean permits(Link link) {
        return link.condition() == null || evaluate(values -> link.condition().test(values));
    }

    /** The token is done here and goes on over every outgoing link: one branch for each. */
    public void leave() {
        complete(Map.of());
    }

    /**
     * The token is done here, with a result. Outputs, where the node has any, decide alone what is left behind of it.
     *
     * @param result values by name
     */
    public void complete(Map<String, Object> result) {
        leaveBehind(outputs(result));
    }

    /** What the token would have waited for here has happened before it came. */
    void enterAndComplete(Map<String, Object> result) {
        token.define(inputs());
        run.logging.entered(node, token.variables());
        complete(result);
    }

    /** The node's inputs, as they are kept. */
    Map<String, Object> inputs() {
        return node.inputs().isEmpty()
                ? Map.of()
                : evaluate(values -> Document.storable(Mapping.evaluate(node.inputs(), values)));
    }

    /** What is left behind of a result. */
    private Map<String, Object> outputs(Map<String, Object> result) {
        if (node.outputs().isEmpty()) {
            return result;
        }
        token.define(Document.storable(result)); // kept for another try, should an output fail
        return evaluate(values -> Mapping.evaluate(node.outputs(), values));
    }

    private void leaveBehind(Map<String, Object> left) {
        if (token.isInstance()) {
            run.looping.completed(this, left);
        } else {
            run.document.set(node.id(), token.scope(), left);
            run.logging.left(token, node, left);
            run.goOn(token, node.outgoing());
        }
    }

    /** The token goes on over these links, at least one: one branch for each. */
    public void leaveOver(List<Link> links) {
        run.logging.left(token, node, Map.of());
        run.goOn(token, links);
    }

    /** Everything in the token's scope ends here, whatever the other tokens wait for. */
    public void terminate() {
        Map<String, Object> left = outputs(Map.of());
        run.interrupt(run.ticket.inside(token.scope()).stream()
                .filter(t -> t != token)
                .toList());
        leaveBehind(left);
    }

    /** The token jumps to another node without a link. */
    public void jumpTo(Node target) {
        run.logging.left(token, node, Map.of());
        run.jump(token, target.id(), null);
    }

    /** The token becomes the scope of what begins inside its node. */
    public void begin() {
        List<Node> events = run.flow.eventStarts(node.id());
        run.effects.subscriptions().addAll(run.happening.subscriptions(token, events));
        run.arriveInside(token, run.flow.startInside(node.id()));
    }

    /** What came with the event that brought the token here. */
    public Map<String, Object> brought() {
        return token.variables();
    }

    /** The token waits here for a person. */
    public void waitFor(WorkItem.Assignment assignment) {
        run.effects.workItems().add(new WorkItem(token, node.label(), assignment, now()));
    }

    /** The token waits here until work is done outside of the flow. */
    public void waitForJob(String type, Map<String, Object> headers, int retries) {
        run.effects.jobs().add(new Job(token, type, headers, retries, now()));
    }

    /** The token waits here for whichever of these events happens first. */
    public void waitForEvents(List<Node> events) {
        run.effects.subscriptions().addAll(run.happening.subscriptions(token, events));
    }

    /** The token waits here for a ticket of another flow, which is opened when this run is over. */
    public void call(String apiPath, CalledFlow called) {
        Map<String, Object> inherited = new LinkedHashMap<>();
        if (called.inherits()) {
            inherited.putAll(run.ticket.valuesAt(token.scope()));
            inherited.keySet().removeAll(token.variables().keySet());
        }
        run.effects.calls().add(new Call(token, apiPath, called.ofDeployment(), inherited, token.variables()));
    }

    /**
     * Throws an error; outputs go with it to what catches it.
     *
     * @return whether anything caught it
     */
    public boolean raiseError(String code) {
        Map<String, Object> given = outputs(Map.of());
        run.logging.done(token, given);
        return run.happening.raise(Trigger.Kind.ERROR, code, token, given);
    }

    /** Throws an escalation and goes on, unless what catches it has taken the token away. */
    public void escalate(String code) {
        Map<String, Object> left = outputs(Map.of());
        run.logging.done(token, left);
        run.happening.raise(Trigger.Kind.ESCALATION, code, token, Map.of());
        if (run.ticket.tokens().contains(token)) {
            leaveBehind(left);
        }
    }

    /** The token is done here and throws the node's signal, which brings the inputs of the node. */
    public void leaveThrowing() {
        String name = run.happening.name(this);
        Effects.Thrown signal = run.signal(name, token.variables());
        leave(); // may fail, and then nothing is thrown
        run.effects.thrown().add(signal);
    }

    /** The nodes to which the outgoing links lead. */
    public List<Node> targets() {
        return node.outgoing().stream().map(link -> run.flow.node(link.to())).toList();
    }

    /** Where a throwing link event leads. */
    public List<Node> jumps() {
        return run.flow.jump(node);
    }

    /** Where the other tokens in the same scope stand. */
    public List<Node> others() {
        return run.ticket.inside(token.scope()).stream()
                .filter(t -> t != token)
                .map(run::node)
                .toList();
    }

    /** The links into this node that a token at another one can come over without passing this node before. */
    public Set<Link> linksFrom(Node other) {
        return run.flow.linksInto(node, other);
    }

    /** A token that waits at this node, this one included, which came over the link; null where there is none. */
    public Token waitingFrom(Link link) {
        return run.ticket.inside(token.scope()).stream()
                .filter(t -> t.node().equals(node.id()) && link.id().equals(t.link()) && !run.isOnItsWay(t))
                .findFirst()
                .orElse(null);
    }

    /** The tokens, which came over different links, become this one; another that came over its own link stays. */
    public void join(List<Token> tokens) {
        tokens.stream().filter(t -> !Objects.equals(t.link(), token.link())).forEach(run.ticket::consume);
    }
}
