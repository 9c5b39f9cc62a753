package io.kaidan.engine;

import io.kaidan.form.Form;
import io.kaidan.form.Storable;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.TicketEvent;
import io.kaidan.ticket.Token;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Writes values during a run. Each goes to the innermost scope that knows its name, and to the ticket's own document when
 * none does; every change stands in the history. Refuses what is too large for a ticket, see {@link Size}.
 */
final class Document {

    private final Run run;

    Document(Run run) {
        this.run = run;
    }

    /**
     * Writes everything that a token sees, as somebody has changed it.
     *
     * @param from the token; null: who sees the ticket's own document
     * @return what changed, as it is now
     */
    Map<String, Object> write(String event, String node, Token from, Map<String, Object> seen) {
        Map<String, Object> before = run.ticket.valuesAt(from);
        Map<String, Object> changed = new LinkedHashMap<>(seen);
        before.keySet().forEach(key -> changed.putIfAbsent(key, null));
        changed.entrySet().removeIf(e -> Objects.equals(before.get(e.getKey()), e.getValue()));
        apply(event, node, from, changed, true);
        return changed;
    }

    /** Sets some values as a step of the flow gives them. Null clears, and so does what no document can keep. */
    void set(String node, Token from, Map<String, Object> given) {
        if (!given.isEmpty()) {
            apply(TicketEvent.SET, node, from, storable(given), false);
        }
    }

    /** Values as they are kept, null for what cannot be: saved and loaded they are the same. */
    static Map<String, Object> storable(Map<String, Object> given) {
        Map<String, Object> kept = new LinkedHashMap<>();
        given.forEach((key, value) -> kept.put(key, Storable.of(value).orElse(null)));
        return kept;
    }

    private void apply(String event, String node, Token from, Map<String, Object> changed, boolean always) {
        Map<String, Object> document = new LinkedHashMap<>(run.ticket.values());
        Map<String, Object> inBranch = new LinkedHashMap<>();
        changed.forEach((key, value) -> {
            Token owner = owner(from, key);
            if (owner == null) {
                put(document, key, value);
            } else if (!Objects.equals(owner.variables().get(key), value)) {
                inBranch.put(key, Arrays.asList(owner.variables().get(key), value));
                Map<String, Object> own = new LinkedHashMap<>(owner.variables());
                own.put(key, value);
                Size.check(owner.variables(), own);
                owner.know(own);
            }
        });
        Map<String, Object> changes = replace(document);
        if (always || changes != null || !inBranch.isEmpty()) {
            run.record(event, node, changes);
            if (!inBranch.isEmpty()) {
                run.effects.events().get(run.effects.events().size() - 1).branchChanged(inBranch);
            }
        }
    }

    private static void put(Map<String, Object> document, String key, Object value) {
        if (value == null) {
            document.remove(key);
        } else {
            document.put(key, value);
        }
    }

    private static Token owner(Token from, String key) {
        Token at = from;
        while (at != null && !at.variables().containsKey(key)) {
            at = at.scope();
        }
        return at;
    }

    private Map<String, Object> replace(Map<String, Object> document) {
        Ticket ticket = run.ticket;
        Map<String, Object> before = ticket.values();
        Size.check(before, document);
        Ticket.Headers headers = new Ticket.Headers(
                header("title", ticket.title(), before, document),
                header("status", ticket.status(), before, document),
                header("level", ticket.level(), before, document));
        return ticket.write(document, headers);
    }

    /** A fixed column follows whichever form's field for it has changed; without a change it stays. */
    private String header(String name, String text, Map<String, Object> before, Map<String, Object> after) {
        for (Form form : run.flow.forms()) {
            String now = form.header(name, after);
            if (!Objects.equals(form.header(name, before), now)) {
                return now;
            }
        }
        return text;
    }
}
