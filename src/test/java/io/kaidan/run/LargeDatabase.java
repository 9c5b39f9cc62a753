package io.kaidan.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * What many tickets in the database change: the same calls, one at a time, over a few tickets and over very many. People
 * have as much to do in both; a twentieth of all tickets waits.
 */
final class LargeDatabase {
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final int ROUNDS = 100;

    private static final int FEW = 1_000;
    private static final int MINE = 100;
    private static final int PAGE = 20;
    private static final int MOST_ON_A_PAGE = 1_000;
    private static final int FAR = 1_000;

    private static final String TICKETS = "api/v1/flows/" + QuickLives.FLOW + "/tickets?limit=";
    private static final String TASKS = "rest/my-mission/api/my-mission/list/";
    private static final String LIST = "rest/flowmanage/api/omdata/list/" + QuickLives.FLOW;

    private final QuickLives client;
    private final URI base;
    private final CopiedTickets copies;

    LargeDatabase(URI base, DataSource database) throws Exception {
        this.base = base;
        client = new QuickLives(base);
        client.life(new Load.Times());
        client.open();
        copies = new CopiedTickets(database, QuickLives.FLOW);
    }

    /** Measures, fills, measures again and prints. */
    void compare(int tickets) throws Exception {
        copies.add("CLOSED", FEW, "c.assignee");
        copies.add("OPEN", MINE, "'" + Demo.USER + "'");
        copies.settle();
        Load.run(2, WARM_UP, () -> new QuickLives(base));
        measure(FEW / PAGE);
        Load.Times few = measure(FEW / PAGE);

        long begun = System.nanoTime();
        copies.add("CLOSED", tickets, "c.assignee");
        copies.add("OPEN", tickets / 20, "'person ' || n % 500");
        copies.settle();
        System.out.printf(
                "%,d closed and %,d open tickets more, made in %d s%n",
                tickets,
                tickets / 20,
                Duration.ofNanos(System.nanoTime() - begun).toSeconds());
        measure(FAR);
        Load.Times many = measure(FAR);

        System.out.printf("%n%-38s %10s %10s %8s%n", "half of the calls within, ms", "few", "many", "ratio");
        for (String call : few.calls()) {
            double before = few.milliseconds(call, 0.5);
            double after = many.milliseconds(call, 0.5);
            System.out.printf("%-38s %10.2f %10.2f %8.2f%n", call, before, after, after / before);
        }
    }

    private Load.Times measure(int farPage) throws Exception {
        String far = after((farPage - 1) * PAGE);
        Load.Times times = new Load.Times();
        for (int i = 0; i < ROUNDS; i++) {
            int number = 1 + i % FEW;
            client.life(times);
            expect(MINE, times.measure("my tasks, quick API", () -> client.call(TASKS, Map.of("limit", MINE))));
            expect(PAGE, items(times, "my tasks, first page", "api/v1/tasks?limit=" + PAGE));
            expect(PAGE, items(times, "list, first page", TICKETS + PAGE));
            expect(PAGE, items(times, "list, page far behind", TICKETS + PAGE + "&cursor=" + far));
            expect(PAGE, times.measure("list, quick API", () -> client.call(LIST, Map.of("limit", PAGE))));
            expectSome(items(times, "search by a field", TICKETS + PAGE + "&values.number=" + number));
            expectSome(times.measure(
                    "search by a field, quick API",
                    () -> client.call(
                            LIST,
                            Map.of(
                                    "search_conditions",
                                    List.of(Map.of("column", "number", "condition", "=", "value", number))))));
        }
        return times;
    }

    private JsonNode items(Load.Times times, String call, String path) throws Exception {
        return times.measure(call, () -> client.read(path)).path("items");
    }

    /** The cursor behind so many tickets. */
    private String after(int tickets) throws IOException {
        String cursor = "";
        for (int left = tickets; left > 0; left -= MOST_ON_A_PAGE) {
            cursor = client.read(
                            TICKETS + Math.min(left, MOST_ON_A_PAGE) + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .path("next")
                    .asText();
        }
        return cursor;
    }

    private static void expect(int rows, JsonNode list) {
        if (list.size() != rows) {
            throw new CannotStart("Expected " + rows + " rows, but there are " + list.size() + ".");
        }
    }

    private static void expectSome(JsonNode list) {
        if (list.isEmpty()) {
            throw new CannotStart("Expected something to be found.");
        }
    }
}
