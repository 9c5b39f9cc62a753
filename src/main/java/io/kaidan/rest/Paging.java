package io.kaidan.rest;

import io.kaidan.json.Unicode;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Part;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * Which part of a list is asked for.
 *
 * @param after the key of the last item before it; empty at the start
 * @param limit items of a page, 1 to 1,000
 */
record Paging(String after, int limit) {

    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    /**
     * A page of a list.
     *
     * @param next asks for the page after it, as {@code ?cursor=}; null at the end
     */
    record Page<T>(List<T> items, String next) {

        <R> Page<R> map(Function<T, R> shown) {
            return new Page<>(items.stream().map(shown).toList(), next);
        }
    }

    /** Reads {@code ?cursor=} and {@code ?limit=}; null where they lack. */
    static Paging of(String cursor, String limit) {
        return new Paging(cursor == null ? "" : decode(cursor), limit == null ? USUAL : number(limit));
    }

    /** One more than the page holds: whether it comes tells whether there is a next page. */
    int fetch() {
        return limit + 1;
    }

    /** The key of the last item before it, of a list whose keys are numbers. */
    long number() {
        try {
            return Long.parseLong(after);
        } catch (NumberFormatException foreign) {
            throw foreign(after);
        }
    }

    /** The key of the last item before it, of a list whose keys are so many numbers with blanks between. */
    List<Long> numbers(int count) {
        try {
            List<Long> numbers = Arrays.stream(after.split(" ", count + 1))
                    .map(Long::valueOf)
                    .toList();
            if (numbers.size() == count) {
                return numbers;
            }
        } catch (NumberFormatException foreign) {
            // told below
        }
        throw foreign(after);
    }

    <T> Page<T> page(List<T> fetched, Function<T, String> key) {
        if (fetched.size() <= limit) {
            return new Page<>(fetched, null);
        }
        List<T> items = fetched.subList(0, limit);
        return new Page<>(items, cursor(key.apply(items.get(limit - 1))));
    }

    /** A page of what was found of a list. */
    static <T> Page<T> page(Part<T> part, Function<T, String> key) {
        return new Page<>(part.items(), next(part, key));
    }

    /** What asks for what comes after a part of a list; null where that is its end. */
    static <T> String next(Part<T> part, Function<T, String> key) {
        return part.more() ? cursor(key.apply(part.items().get(part.items().size() - 1))) : null;
    }

    /** A page whose list knows where the next one begins; null: nowhere. */
    static <T> Page<T> page(List<T> items, String nextKey) {
        return new Page<>(items, nextKey == null ? null : cursor(nextKey));
    }

    /** What asks for what comes after the item of this key. */
    static String cursor(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String cursor) {
        try {
            String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            if (Unicode.isStorable(key)) {
                return key;
            }
        } catch (IllegalArgumentException noBase64) {
            // no cursor of ours either
        }
        throw foreign(cursor);
    }

    static Refused foreign(String cursor) {
        return new Refused(List.of(Problem.at("cursor", "cursor", cursor)));
    }

    private static int number(String limit) {
        if (limit.matches("[0-9]{1,4}") && Integer.parseInt(limit) >= 1 && Integer.parseInt(limit) <= MOST) {
            return Integer.parseInt(limit);
        }
        throw new Refused(List.of(Problem.at("limit", "range", Phrase.of("expect.page", MOST), limit)));
    }
}
