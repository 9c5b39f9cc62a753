package io.kaidan.engine;

import io.kaidan.flow.Flow;
import io.kaidan.flow.Link;
import io.kaidan.flow.Node;
import io.kaidan.problem.Problem;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How open tickets get from one version of their flow to another.
 *
 * @param nodes which node of the other version a node becomes, by their ids; those not named keep their id
 */
public record Migration(Flow from, Flow to, Map<String, String> nodes) {

    /**
     * What is wrong with the map itself, whatever the tickets: both sides must name nodes.
     *
     * @param from null: the tickets are on several versions
     */
    public static List<Problem> problems(Map<String, String> nodes, Flow from, Flow to) {
        List<Problem> problems = new ArrayList<>();
        nodes.forEach((old, fresh) -> {
            if (from != null && !from.nodes().containsKey(old)) {
                problems.add(Problem.at("nodes." + old, "unknown_node", old));
            }
            if (!to.nodes().containsKey(fresh)) {
                problems.add(Problem.at("nodes." + old, "unknown_node", fresh));
            }
        });
        return problems;
    }

    /** Why this ticket cannot go there; one problem for each of its tokens that has no place. */
    public List<Problem> problems(Ticket ticket) {
        return ticket.tokens().stream()
                .flatMap(token -> problem(token).stream())
                .distinct()
                .toList();
    }

    private Optional<Problem> problem(Token token) {
        Node old = from.node(token.node());
        String field = "nodes." + old.id();
        Node fresh = target(old.id());
        if (fresh == null) {
            return Optional.of(Problem.at(field, "unknown_node", name(old.id())));
        }
        if (!fresh.kind().equals(old.kind()) || (fresh.loop() == null) != (old.loop() == null)) {
            return Optional.of(Problem.at(field, "other_kind", fresh.label(), old.type()));
        }
        if (!Objects.equals(fresh.scope(), old.scope() == null ? null : name(old.scope()))) {
            return Optional.of(Problem.at(field, "other_scope", fresh.label()));
        }
        if (fresh.type().endsWith("Gateway") && token.link() != null && link(token, fresh) == null) {
            return Optional.of(Problem.at(field, "no_way_in", fresh.label()));
        }
        return Optional.empty();
    }

    private String name(String old) {
        return nodes.getOrDefault(old, old);
    }

    /** The node that a node becomes; null where there is none. */
    Node target(String old) {
        return to.nodes().get(name(old));
    }

    /** The link over which a token counts as come: the same, or the one from the same node; null for neither. */
    String link(Token token, Node fresh) {
        Stream<Link> old = from.node(token.node()).incoming().stream().filter(l -> l.id().equals(token.link()));
        String source = old.map(l -> name(l.from())).findFirst().orElse(null);
        return fresh.incoming().stream()
                .filter(l -> l.id().equals(token.link()))
                .findFirst()
                .or(() -> fresh.incoming().stream()
                        .filter(l -> l.from().equals(source))
                        .findFirst())
                .map(Link::id)
                .orElse(null);
    }
}
