package io.kaidan.ticket;

import io.kaidan.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which tickets of a flow are looked for. Keys are those of the fields of its forms; dots lead into nested objects.
 *
 * @param state of the tickets; null for any
 * @param opening who opened them and when
 * @param values what fields are, or one of the choices where a field has several; as text
 * @param contained what fields contain, as text without regard to case
 * @param from the least that fields may be: numbers as numbers, everything else as text, as moments in ISO 8601 are
 * @param to the most that fields may be; a day holds all its hours
 */
public record TicketFilter(
        TicketState state,
        Opening opening,
        Map<String, String> values,
        Map<String, String> contained,
        Map<String, String> from,
        Map<String, String> to) {

    /** Of objects within one another; no form has more, and the database has no more patience. */
    private static final int DEEPEST = 50;

    /** Whether tickets must be read one by one, because no index knows what is asked for. */
    boolean reads() {
        return opening.by() != null || !contained.isEmpty() || !from.isEmpty() || !to.isEmpty();
    }

    /** Adds what indexes know, for a statement that has a condition already. */
    void addIndexed(Sql sql) {
        if (state != null) {
            sql.add(" and state = ").value(state.name());
        }
        opening.addIndexed(sql);
        values.forEach((key, text) -> {
            sql.add(" and ");
            addContaining(sql, "values", documents(key, candidates(text)));
        });
    }

    /** Adds all other conditions, with "and" between. */
    void addRead(Sql sql) {
        sql.add("true");
        opening.addRead(sql);
        contained.forEach((key, text) -> {
            sql.add(" and position(lower(").value(text).add(") in lower(");
            field(sql, key, "_text").add(")) > 0");
        });
        from.forEach((key, least) -> limit(sql, key, least, ">="));
        to.forEach((key, most) -> limit(sql, key, most, "<="));
    }

    /** Adds that a document contains one of these: an index knows that. */
    static void addContaining(Sql sql, String column, List<String> documents) {
        sql.add("(false");
        documents.forEach(document ->
                sql.add(" or " + column + " @> cast(").value(document).add(" as jsonb)"));
        sql.add(")");
    }

    /** What a text may stand for in a document, where it stands for one value. */
    static List<Object> plain(String text) {
        List<Object> plain = new ArrayList<>(List.of(text));
        Values.maybeNumber(text).ifPresent(plain::add);
        if (text.equals("true") || text.equals("false")) {
            plain.add(Boolean.valueOf(text));
        }
        return plain;
    }

    private static List<Object> candidates(String text) {
        List<Object> candidates = plain(text);
        candidates.addAll(candidates.stream().map(List::of).toList());
        return candidates;
    }

    /** Documents in which a field has one of these values; none where it lies deeper than any form has it. */
    static List<String> documents(String key, List<Object> values) {
        String[] path = key.split("\\.", -1);
        if (path.length > DEEPEST) {
            return List.of();
        }
        return values.stream()
                .map(value -> {
                    Object document = value;
                    for (int i = path.length - 1; i >= 0; i--) {
                        document = Map.of(path[i], document);
                    }
                    return Json.write(document);
                })
                .toList();
    }

    private static void limit(Sql sql, String key, String limit, String operator) {
        Optional<BigDecimal> number = Values.maybeNumber(limit);
        sql.add(" and case jsonb_typeof(");
        field(sql, key, "").add(")");
        number.ifPresent(n -> {
            sql.add(" when 'number' then cast(");
            field(sql, key, "_text").add(" as numeric) " + operator + " ").value(n);
        });
        sql.add(" when 'string' then ");
        if (operator.equals("<=")) {
            sql.add("left(");
            field(sql, key, "_text").add(", " + limit.codePointCount(0, limit.length()) + ")");
        } else {
            field(sql, key, "_text");
        }
        sql.add(" collate \"C\" " + operator + " ").value(limit).add(" else false end");
    }

    /** The operator for it begins with #, which EclipseLink takes for a parameter. */
    private static Sql field(Sql sql, String key, String as) {
        return sql.add("jsonb_extract_path" + as + "(values, variadic string_to_array(")
                .value(key)
                .add(", '.'))");
    }
}
