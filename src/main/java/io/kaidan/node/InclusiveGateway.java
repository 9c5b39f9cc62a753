package io.kaidan.node;

import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.Link;
import io.kaidan.flow.Node;
import io.kaidan.flow.NodeDraft;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Token;
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
    public boolean joins() {
        return true;
    }

    @Override
    public void enter(Step step) {
        if (step.node().incoming().size() == 1) {
            step.leaveOver(ways(step));
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
            Set<Link> reachable = step.linksFrom(other);
            boolean missing = reachable.stream().anyMatch(l -> !arrived.contains(l));
            if (missing && reachable.stream().noneMatch(arrived::contains)) {
                return;
            }
        }
        List<Link> ways = ways(step);
        step.join(here);
        step.leaveOver(ways);
    }

    private static List<Link> ways(Step step) {
        Node node = step.node();
        List<Link> ways = node.outgoing().stream()
                .filter(l -> l != node.defaultLink() && step.permits(l))
                .toList();
        if (!ways.isEmpty()) {
            return ways;
        }
        if (node.defaultLink() == null) {
            throw Refused.because("no_condition_true", node.label());
        }
        return List.of(node.defaultLink());
    }
}
