package io.kaidan.engine;

import io.kaidan.flow.Node;
import io.kaidan.ticket.Token;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notes for the log what tokens do at their nodes, with what they got there and what they gave. */
final class Logging {

    static final String INTERRUPTED = "interrupted";
    static final String CANCELLED = "cancelled";
    static final String MOVED = "moved";

    private static final String ENTERED = "entered";
    private static final String LEFT = "left";
    private static final String MIGRATED = "migrated";

    private final Run run;
    private final boolean on;

    /** Tokens that have done what their nodes ask and not left them yet, with what they gave. */
    private final Map<Token, Map<String, Object>> done = new HashMap<>();

    Logging(Run run, boolean on) {
        this.run = run;
        this.on = on;
    }

    /** A node is entered with what the token got there, or what came with the event. */
    void entered(Node node, Map<String, Object> got) {
        add(node, ENTERED, got);
    }

    /** The token has done what its node asks; when it leaves it has given this, too. */
    void done(Token token, Map<String, Object> given) {
        done.put(token, given);
    }

    /** The token could not leave after all. Returns the names of what it had given. */
    List<String> failed(Token token) {
        Map<String, Object> given = done.remove(token);
        return given == null ? List.of() : List.copyOf(given.keySet());
    }

    /** The token tries to leave once more; what it had given is what it knows by these names. */
    void doneBefore(Token token, List<String> given) {
        Map<String, Object> known = run.ticket.valuesAt(token);
        Map<String, Object> now = new LinkedHashMap<>();
        given.forEach(name -> now.put(name, known.get(name)));
        done(token, now);
    }

    /** The token leaves its node, or what it stood for there is over. */
    void left(Token token, Node node, Map<String, Object> given) {
        Map<String, Object> all = new LinkedHashMap<>(done.getOrDefault(token, Map.of()));
        all.putAll(given);
        add(node, LEFT, all);
        done.remove(token);
    }

    /** The token is taken away. One that has done its part and so brought that about, has left. */
    void takenAway(Token token, Node node, String why) {
        Map<String, Object> given = done.remove(token);
        if (given != null) {
            add(node, LEFT, given);
        } else if (on && !run.isOnItsWay(token)) {
            add(node, why, token.variables());
        }
    }

    /** An event is waited for no more, because another one has happened. */
    void lost(Node event) {
        add(event, INTERRUPTED, Map.of());
    }

    /** The token stands at this node of another version from now on. */
    void migrated(Token token, Node node) {
        add(node, MIGRATED, token.variables());
    }

    private void add(Node node, String what, Map<String, Object> values) {
        if (on) {
            run.effects.log().add(node.id(), what, values);
        }
    }
}
