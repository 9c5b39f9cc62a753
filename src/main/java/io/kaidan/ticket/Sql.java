package io.kaidan.ticket;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A statement in the making: whatever comes from a client goes into it as a parameter. */
final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /** Words of ours. */
    Sql add(String words) {
        text.append(words);
        return this;
    }

    /** The same, with words of ours around it. */
    Sql within(String before, String after) {
        Sql whole = new Sql().add(before).add(text()).add(after);
        whole.parameters.addAll(parameters);
        return whole;
    }

    /**
     * Of its rows, in their order, as many as fit, and each tells how many there are in {@code found}. The one with which they
     * become too many is the last that comes.
     *
     * @param shown bytes of a row {@code r} as text, an expression
     */
    Sql upTo(int bytes, String shown) {
        return counted().cut(bytes, shown, "shown");
    }

    /**
     * The same. To make a text of a value only to measure it takes its time, so what is too much already as it is stored is not
     * looked at.
     *
     * @param stored bytes of a row {@code r} as they are kept, an expression
     */
    Sql upTo(int bytes, String stored, String shown) {
        return counted().cut(bytes, stored, "stored").cut(bytes, shown, "shown");
    }

    private Sql counted() {
        return within("select *, count(*) over () as found from (", ") r");
    }

    private Sql cut(int bytes, String size, String name) {
        return within(
                "select * from (select *, sum(" + name + ") over (rows unbounded preceding) - " + name + " as before_"
                        + name + " from (select r.*, " + size + " as " + name + " from (",
                ") r) r) r where before_" + name + " <= " + bytes);
    }

    /** A value of anybody's. */
    Sql value(Object value) {
        parameters.add(value);
        text.append('?').append(parameters.size());
        return this;
    }

    /** The rows that it gives, of two columns at least. */
    @SuppressWarnings("unchecked")
    List<Object[]> rows(EntityManager entities) {
        return fill(entities.createNativeQuery(text())).getResultList();
    }

    /** Sets the values of a query that was made of the text. */
    Query fill(Query query) {
        for (int i = 0; i < parameters.size(); i++) {
            query.setParameter(i + 1, parameters.get(i));
        }
        return query;
    }

    /** A moment of a row; null where there is none. */
    static Instant instant(Object moment) {
        return moment == null ? null : ((Timestamp) moment).toInstant();
    }

    String text() {
        return text.toString();
    }

    /** The values by their positions; the first is at 1 in the text, at 0 here. */
    List<Object> parameters() {
        return parameters;
    }
}
