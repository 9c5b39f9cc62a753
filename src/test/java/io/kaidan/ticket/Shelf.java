package io.kaidan.ticket;

import io.kaidan.json.Json;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts a ticket away and takes it out again as the database does: as JSON and ids, nothing else. */
public final class Shelf {

    private long lastId;

    /** Gives everything that is new an id, as saving does. */
    public void save(Ticket ticket, List<WorkItem> items, List<Subscription> subscriptions) {
        for (Token token : ticket.tokens()) {
            if (token.id() == null) {
                set(token, "id", ++lastId);
                token.belongsTo(1);
            }
        }
        items.stream().filter(Shelf::isNew).forEach(item -> item.belongsTo(1));
        subscriptions.stream().filter(Shelf::isNew).forEach(subscription -> subscription.belongsTo(1));
    }

    /** The ticket as another transaction finds it. Work items and subscriptions know their tokens by id from now on. */
    public Ticket load(Ticket saved, List<WorkItem> items, List<Subscription> subscriptions) {
        Ticket ticket = new Ticket(1, 1, saved.openedBy(), saved.openedAt());
        set(ticket, "state", saved.state());
        set(ticket, "version", saved.version());
        ticket.write(json(saved.values()), new Ticket.Headers(saved.title(), saved.status(), saved.level()));
        List<Token> tokens = new ArrayList<>();
        for (Token token : saved.tokens()) {
            Token copy = new Token(token.node(), token.link(), null);
            for (String attribute : List.of("id", "ticketId", "scopeId")) {
                set(copy, attribute, get(token, attribute));
            }
            for (String attribute : List.of("variables", "loop", "failure")) {
                set(copy, attribute, json(get(token, attribute)));
            }
            tokens.add(copy);
        }
        ticket.loaded(tokens);
        items.forEach(item -> set(item, "token", null));
        subscriptions.forEach(subscription -> set(subscription, "token", null));
        return ticket;
    }

    /** The log that an event keeps; null for none. */
    public static List<?> log(TicketEvent event) {
        return (List<?>) get(event, "log");
    }

    private static boolean isNew(Object entity) {
        return get(entity, "token") != null;
    }

    @SuppressWarnings("unchecked") // keys of a JSON object are strings
    private static Map<String, Object> json(Object map) {
        return map == null ? null : (Map<String, Object>) Json.parseOwn(Json.write(map));
    }

    private static Object get(Object entity, String attribute) {
        try {
            return field(entity, attribute).get(entity);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static void set(Object entity, String attribute, Object value) {
        try {
            field(entity, attribute).set(entity, value);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static Field field(Object entity, String attribute) throws NoSuchFieldException {
        Field field = entity.getClass().getDeclaredField(attribute);
        field.setAccessible(true);
        return field;
    }
}
