package io.kaidan.ticket;

import io.kaidan.json.Json;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import io.kaidan.ticket.Listing.Condition;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One condition in SQL. Numbers compare as numbers, moments as moments, everything else as text; the value of a field may
 * be either, so it compares with a number where it is one.
 */
final class Comparison {

    private final Column column;
    private final Sql statement;

    private Comparison(Column column, Sql statement) {
        this.column = column;
        this.statement = statement;
    }

    /**
     * Adds a condition to a statement.
     *
     * @return what is wrong with it, and then the statement is of no use
     */
    static Optional<Problem> add(Condition condition, Column column, Sql statement) {
        Comparison comparison = new Comparison(column, statement);
        try {
            switch (condition.operator()) {
                case "=" -> comparison.equal(condition.value());
                case ">", "<" -> comparison.compare(condition.operator(), condition.value());
                case "in" -> comparison.in(condition.value());
                case "contains" -> comparison.contains(condition.value());
                default -> {
                    return Optional.of(Problem.at(column.name(), "condition", condition.operator()));
                }
            }
            return Optional.empty();
        } catch (NumberFormatException | DateTimeException | Unfit unfit) {
            String expected = condition.operator().equals("in") && !(condition.value() instanceof List<?>)
                    ? "expect.list"
                    : "expect." + comparison.expected();
            return Optional.of(Problem.at(column.name(), "type", Phrase.of(expected), Json.write(condition.value())));
        }
    }

    /** A value that this column cannot be compared with. */
    private static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private String expected() {
        return switch (column.type()) {
            case NUMBER -> "number";
            case FLAG -> "boolean";
            case MOMENT -> "moment";
            case TEXT, FIELD, PROBLEMS, SHOWN -> "text";
        };
    }

    private void equal(Object value) {
        if (column.type() == Column.Type.FIELD
                && !(value == null || value instanceof List<?> || value instanceof Map<?, ?>)) {
            addIndexed(value);
        }
        compare("=", value);
    }

    private void compare(String operator, Object value) {
        if (value == null && operator.equals("=")) {
            column.compare(statement);
            statement.add(" is null");
        } else if (column.type() == Column.Type.FIELD) {
            compareField(operator, value);
        } else if (column.type() == Column.Type.TEXT || column.type() == Column.Type.PROBLEMS) {
            compareText(operator, text(value));
        } else {
            column.compare(statement);
            statement.add(" " + operator + " ").value(typed(value));
        }
    }

    private Object typed(Object value) {
        return switch (column.type()) {
            case NUMBER -> Values.number(text(value));
            case FLAG -> flag(text(value));
            default -> Timestamp.from(Values.moment(text(value)));
        };
    }

    /** By code points, the same in every database. */
    private void compareText(String operator, String text) {
        column.compare(statement);
        statement.add(" collate \"C\" " + operator + " ").value(text);
    }

    private void compareField(String operator, Object value) {
        if (operator.equals("=") && (value instanceof List<?> || value instanceof Map<?, ?>)) {
            column.show(statement);
            statement.add(" = cast(").value(Json.write(value)).add(" as jsonb)");
            return;
        }
        String text = text(value);
        Optional<BigDecimal> number = Values.maybeNumber(text);
        if (number.isPresent()) {
            statement.add("case when jsonb_typeof(");
            column.show(statement);
            statement.add(") = 'number' then cast(");
            column.compare(statement);
            statement.add(" as numeric) " + operator + " ").value(number.get()).add(" else ");
            compareText(operator, text);
            statement.add(" end");
        } else {
            compareText(operator, text);
        }
    }

    /**
     * What an index knows of it: lets through every document that has this value. The text of a list or of an object stands
     * for no value that is looked for so.
     */
    private void addIndexed(Object value) {
        String text = text(value);
        if (!text.startsWith("[") && !text.startsWith("{")) {
            TicketFilter.addContaining(
                    statement, column.sql(), TicketFilter.documents(column.key(), TicketFilter.plain(text)));
            statement.add(" and ");
        }
    }

    private void in(Object value) {
        if (!(value instanceof List<?> list)) {
            throw new Unfit();
        }
        statement.add("(false");
        for (Object element : list) {
            statement.add(" or ");
            compare("=", element);
        }
        statement.add(")");
    }

    private void contains(Object value) {
        statement.add("position(").value(text(value)).add(" in cast(");
        column.compare(statement);
        statement.add(" as text)) > 0");
    }

    private static String text(Object value) {
        if (value instanceof String || value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        throw new Unfit();
    }

    private static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw new Unfit();
        };
    }
}
