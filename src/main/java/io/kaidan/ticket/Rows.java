package io.kaidan.ticket;

import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Listing.Condition;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** The rows of a list: what it can show meets what a client asks for. */
final class Rows {

    /** Rows of one answer at most. */
    static final int MOST = 10_000;

    /** Bytes of one answer at most, about: ten thousand rows of a megabyte are more than a server has memory. */
    static final int BYTES = 8 * 1024 * 1024;

    /** Values of one source at most; the database takes 65,535 in a statement. */
    static final int VALUES = 10_000;

    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final Listing listing;
    private final Locale reader;
    private final List<Problem> problems = new ArrayList<>();
    private final Sql statement = new Sql();

    /**
     * @param columns of several with one name the first counts
     * @param reader the language of what is text of ours
     */
    Rows(List<Column> columns, Listing listing, Locale reader) {
        this.reader = reader;
        columns.forEach(column -> this.columns.putIfAbsent(column.name(), column));
        this.listing = listing;
    }

    /**
     * Reads them.
     *
     * @param source adds what they are read from, up to a where with the list's own conditions
     * @throws Refused with everything that is wrong with what is asked for, or {@code too_large} for too much of it
     */
    List<Map<String, Object>> read(EntityManager entities, Consumer<Sql> source) {
        List<Column> shown = shown();
        add(shown, source);
        return page(entities, shown);
    }

    /**
     * Reads them in their own order from two sources, one behind the other: an index gives the first page of each.
     *
     * @param source as above, of the rows that have an id
     * @param rest as above, of those that have none
     */
    List<Map<String, Object>> read(EntityManager entities, Consumer<Sql> source, Consumer<Sql> rest) {
        List<Column> shown = shown();
        // several processes would bring the rows of both in whatever order
        entities.createNativeQuery("set local max_parallel_workers_per_gather = 0")
                .executeUpdate();
        statement.add("(");
        add(shown, source);
        statement.add(" limit ").value(listing.limit()).add(") union all (");
        add(shown, rest);
        statement.add(")");
        return page(entities, shown);
    }

    private List<Column> shown() {
        List<Column> shown = listing.columns().isEmpty()
                ? List.copyOf(columns.values())
                : listing.columns().stream()
                        .distinct()
                        .map(name -> known("search_columns", name))
                        .toList();
        Refused.ifAny(problems);
        return shown;
    }

    private void add(List<Column> shown, Consumer<Sql> source) {
        int before = statement.parameters().size();
        statement.add("select 1"); // one column more: a row of one would come as a value
        for (Column column : shown) {
            statement.add(", ");
            column.show(statement);
        }
        statement.add(" from ");
        source.accept(statement);
        add("search_conditions", listing.conditions(), " and (", ")");
        add("exclude_conditions", listing.exclusions(), " and (", ") is not true");
        addOrder();
        Refused.ifAny(problems);
        if (statement.parameters().size() - before > VALUES) {
            throw Refused.because("too_large", Phrase.of("limit.values", VALUES));
        }
    }

    private Column known(String member, String name) {
        Column column = columns.get(name);
        if (column == null) {
            problems.add(Problem.at(member, "unknown_column", name));
        }
        return column;
    }

    private void add(String member, List<Condition> conditions, String before, String after) {
        for (Condition condition : conditions) {
            Column column = known(member, condition.column());
            if (column != null && !column.isSearchable()) {
                problems.add(Problem.at(member, "unknown_column", condition.column()));
            } else if (column != null) {
                statement.add(before);
                Comparison.add(condition, column, statement).ifPresent(problems::add);
                statement.add(after);
            }
        }
    }

    /** Equals come by their id. */
    private void addOrder() {
        statement.add(" order by ");
        for (String name : listing.order()) {
            boolean descending = name.startsWith("-");
            Column column = known("order_columns", descending ? name.substring(1) : name);
            if (column != null) {
                column.show(statement);
                statement.add(descending ? " desc nulls last, " : " nulls first, ");
            }
        }
        columns.get("id").show(statement);
        statement.add(" nulls last, t.id");
    }

    private List<Map<String, Object>> page(EntityManager entities, List<Column> shown) {
        int rows = Math.max(0, listing.limit() - listing.start());
        if (rows == 0) {
            return List.of();
        }
        statement.add(" limit ").value(Math.min(rows, MOST + 1)).add(" offset ").value(listing.start());
        List<Object[]> page =
                statement.upTo(BYTES, "octet_length(cast(r as text))").rows(entities);
        if (page.size() > MOST) {
            throw Refused.because("too_large", Phrase.of("limit.rows", MOST));
        }
        if (!page.isEmpty() && page.size() < ((Number) page.get(0)[1 + shown.size()]).longValue()) {
            throw Refused.because("too_large", Phrase.of("limit.rowBytes", BYTES));
        }
        return page.stream().map(row -> json(shown, row)).toList();
    }

    private Map<String, Object> json(List<Column> shown, Object[] row) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int i = 0; i < shown.size(); i++) {
            json.put(shown.get(i).name(), shown.get(i).json(row[i + 1], reader));
        }
        return json;
    }
}
