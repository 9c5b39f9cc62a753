package io.kaidan.node;

import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.Link;
import io.kaidan.flow.Node;
import io.kaidan.flow.NodeDraft;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Token;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Goes on over every link whose condition holds, else over the default. As a join it waits for exactly those branches
 * that can still arrive (BPMN 2.0, 13.4.3): an incoming link is waited for while some other token can reach it without
 * passing here, unless that token can reach a link as well over which one has come already.
 */
final class InclusiveGateway implements NodeType {

    @Override
    public String element() {
        return "inclusiveGateway";
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions();
        draft.asksConditions(((io.camunda.zeebe.model.bpmn.instance.InclusiveGateway) draft.element()).getDefault());
    }

    @Override
    public void enter(Step step) {
        if (step.node().incoming().size() == 1) {
            goOn(step);
        } // else it is decided when all tokens wait
    }

    @Override
    public void allWait(Step step) {
        List<Link> incoming = step.node().incoming();
        List<Token> here = incoming.stream()
                .map(step::waitingFrom)
                .filter(Objects::nonNull)
                .toList();
        Set<Link> arrived = new HashSet<>();
        incoming.stream().filter(l -> step.waitingFrom(l) != null).forEach(arrived::add);
        for (Node other : step.others()) {
            Set<Link> reachable = reachable(step, other);
            boolean missing = reachable.stream().anyMatch(l -> !arrived.contains(l));
            if (missing && reachable.stream().noneMatch(arrived::contains)) {
                return;
            }
        }
        step.join(here);
        goOn(step);
    }

    /** The links into this gateway that a token at a node can come over without passing the gateway. */
    private static Set<Link> reachable(Step step, Node from) {
        Node gateway = step.node();
        Set<Link> into = new HashSet<>();
        Set<String> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>(from.id().equals(gateway.id()) ? List.of() : List.of(from));
        while (!open.isEmpty()) {
            Node node = open.pop();
            for (Link link : node.outgoing()) {
                if (link.to().equals(gateway.id())) {
                    into.add(link);
                } else if (seen.add(link.to())) {
                    open.push(step.target(link));
                }
            }
        }
        return into;
    }

    private static void goOn(Step step) {
        Node node = step.node();
        if (node.outgoing().size() == 1) {
            step.leave();
            return;
        }
        List<Link> ways = node.outgoing().stream()
                .filter(l -> l != node.defaultLink()
                        && step.evaluate(values -> l.condition().test(values)))
                .toList();
        if (!ways.isEmpty()) {
            step.leaveOver(ways);
        } else if (node.defaultLink() != null) {
            step.leaveOver(node.defaultLink());
        } else {
            throw Refused.because("no_condition_true", node.label());
        }
    }
}
