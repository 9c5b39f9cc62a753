package io.kaidan.quick;

import io.kaidan.file.Unreadable;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Listing;
import io.kaidan.ticket.Listing.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what a call asks of a list; whatever is missing, or empty, takes its default. */
final class ListingReader {

    private static final int LIMIT = 100;

    private final QuickRequest request;
    private final List<Problem> problems = new ArrayList<>();

    private ListingReader(QuickRequest request) {
        this.request = request;
    }

    /** @throws Refused with code {@code body}, {@code type} or {@code range} where it makes no sense */
    static Listing read(QuickRequest request) {
        ListingReader reader = new ListingReader(request);
        Listing listing = new Listing(
                reader.names("search_columns"),
                reader.conditions("search_conditions"),
                reader.conditions("exclude_conditions"),
                reader.names("order_columns"),
                reader.count("start", 0),
                reader.count("limit", LIMIT));
        Refused.ifAny(reader.problems);
        return listing;
    }

    private List<String> names(String member) {
        List<String> names = new ArrayList<>();
        for (Object element : request.listed(member)) {
            if (!(element instanceof String name)) {
                throw Unreadable.because("columns", member);
            }
            names.add(name);
        }
        return names;
    }

    private List<Condition> conditions(String member) {
        List<Condition> conditions = new ArrayList<>();
        for (Object element : request.listed(member)) {
            if (!(element instanceof Map<?, ?> condition)
                    || !(condition.get("column") instanceof String column)
                    || !(condition.get("condition") instanceof String operator)
                    || !condition.containsKey("value")) {
                throw Unreadable.because("condition", member);
            }
            conditions.add(new Condition(column, operator.strip(), condition.get("value")));
        }
        return conditions;
    }

    /** A number of rows; one larger than any list counts as that. */
    private int count(String member, int otherwise) {
        if (request.lacks(member)) {
            return otherwise;
        }
        String text = String.valueOf(request.members().get(member)).strip();
        if (!text.matches("-?[0-9]{1,18}")) {
            problems.add(Problem.at(member, "type", Phrase.of("expect.number"), text));
            return otherwise;
        }
        long count = Long.parseLong(text);
        if (count < 0) {
            problems.add(Problem.at(member, "range", Phrase.of("expect.min", 0), text));
            return otherwise;
        }
        return (int) Math.min(count, Integer.MAX_VALUE);
    }
}
