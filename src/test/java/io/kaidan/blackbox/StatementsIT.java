package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How many statements PostgreSQL gets for a call, by its own log; begin and commit count too. Only the looks for due
 * jobs, for messages whose time is over and for settings, and what is written into the audit trail, all of which run beside
 * the calls, do not, nor what a connection says of itself when it is new, nor the pool's question whether an idle one is still alive.
 */
class StatementsIT extends BlackBox {

    @BeforeAll
    static void listen() throws SQLException {
        KaidanServer.get();
        KaidanServer.postgres().logStatements(true);
    }

    @AfterAll
    static void stopListening() throws SQLException {
        KaidanServer.postgres().logStatements(false);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 40})
    void a_call_takes_few_statements_however_many_values_there_are(int fields) {
        Field[] form = new Field[fields];
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < fields; i++) {
            form[i] = text("f" + i);
            values.put("f" + i, "值 " + i);
        }
        String flow = api().deployed(oneTask(form));
        warmUp(flow, values);

        Counted<String> create = counted(() -> admin().open(flow, values));
        Counted<String> query = counted(() -> admin().stop(flow, create.result()));
        Counted<?> push = counted(() -> {
            admin().pushed(flow, query.result(), values);
            return null;
        });

        System.out.printf(
                "Statements with %d values: create %d, query %d, push %d%n",
                fields,
                create.statements().size(),
                query.statements().size(),
                push.statements().size());
        assertThat(create.statements()).as("create").hasSizeBetween(4, 9);
        assertThat(query.statements()).as("query").hasSizeBetween(1, 3);
        assertThat(push.statements()).as("push").hasSizeBetween(4, 11);
    }

    @Test
    void a_call_soon_after_another_has_no_statement_for_the_security_code_alone() {
        String flow = api().deployed(oneTask(text("title")));
        warmUp(flow, Map.of());
        String no = admin().open(flow, Map.of());

        List<String> statements = Eventually.get( // every few seconds one writes the use down
                () -> counted(() -> admin().stop(flow, no)).statements(), found -> found.size() == 1);

        assertThat(statements.get(0)).contains("select * from work_item");
    }

    @Test
    void a_connection_does_not_plan_a_prepared_statement_anew() throws SQLException {
        String flow = api().deployed(oneTask(text("title")));
        String numbers = "select nextval('ticket_number_" + count("select id from flow where api_path = '" + flow + "'")
                + "')"; // nobody has asked for one yet
        KaidanServer.postgres().logPlans(true);
        List<String> lines;
        try {
            lines = logged(() -> IntStream.range(0, 20).forEach(i -> admin().open(flow, Map.of())));
        } finally {
            KaidanServer.postgres().logPlans(false);
        }

        assertThat(timesByConnection(lines, "LOG:  execute ", numbers).values())
                .as("times that a connection carried it out")
                .anyMatch(times -> times > 10);
        // the driver has it prepared when it comes for the fifth time; for five more PostgreSQL would plan it by itself
        assertThat(timesByConnection(lines, "STATEMENT: ", numbers).values())
                .as("times that a connection planned it")
                .isNotEmpty()
                .allMatch(times -> times <= 6);
    }

    private static Map<String, Long> timesByConnection(List<String> lines, String kind, String statement) {
        return lines.stream()
                .filter(line -> line.contains(kind) && line.contains(statement))
                .collect(Collectors.groupingBy(StatementsIT::process, Collectors.counting()));
    }

    @Test
    void the_first_call_of_a_user_on_a_node_takes_a_few_more() {
        String flow = api().deployed(oneTask(text("title")));
        warmUp(flow, Map.of());
        String name = "statements-" + UUID.randomUUID();
        String role = "role of " + name;
        api().role(role, flow, "add");
        api().user(name, List.of(), List.of(role));
        QuickClient newcomer = QuickClient.login(base(), name, name);
        sql("update security_code set used_at = now() - interval '10 seconds'");
        admin().open(flow, Map.of());

        Counted<String> create = counted(() -> newcomer.open(flow, Map.of()));

        System.out.printf(
                "Statements of a first create: %d%n", create.statements().size());
        assertThat(create.statements()).hasSizeBetween(6, 11);
        assertThat(count("select count(*) from security_code c join users u on u.id = c.user_id where u.username = '"
                        + name + "' and used_at > now() - interval '9 seconds'"))
                .as("uses that were written down")
                .isEqualTo(1);
    }

    /** How long an answer takes shall not tell who there is. */
    @Test
    void an_unknown_user_and_a_locked_account_cost_the_database_what_a_wrong_password_costs() {
        String name = "statements-" + UUID.randomUUID();
        api().user(name, List.of(), List.of());
        Function<String, List<String>> asking =
                username -> counted(() -> QuickClient.askForCode(base(), username, "wrong")).statements().stream()
                        .filter(statement ->
                                !statement.contains(" from job ")) // who waits for jobs has them looked for
                        .toList();
        List<String> wrong = asking.apply(name);
        List<String> unknown = asking.apply("nobody-" + name);
        sql("update users set locked_until = now() + interval '1 minute' where username = '" + name + "'");
        List<String> locked = asking.apply(name);

        assertThat(wrong)
                .filteredOn(statement -> statement.contains("update users"))
                .hasSize(1);
        assertThat(List.of(unknown, locked)).allSatisfy(statements -> {
            assertThat(statements).hasSameSizeAs(wrong);
            assertThat(statements)
                    .filteredOn(statement -> statement.contains("emit_message"))
                    .hasSize(1);
        });
    }

    /** As the console does: a push names ticket and stop, so nothing is asked for before. */
    @ParameterizedTest
    @ValueSource(ints = {4, 40})
    void the_calls_of_the_console_take_as_few(int fields) {
        Field[] form = new Field[fields];
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < fields; i++) {
            form[i] = text("f" + i);
            values.put("f" + i, "值 " + i);
        }
        String flow = api().deployed(oneTask(form));
        String tickets = "flows/" + flow + "/tickets";
        warmUp(flow, values);

        Counted<Answer> create = counted(() -> send("POST", tickets, values));
        String no = (String) create.result().json().get("dataNo");
        String stop = tickets + "/" + no + "/work-items/" + admin().stop(flow, no);
        Counted<Answer> read = counted(() -> send("GET", stop + "/form", null));
        Counted<Answer> push = counted(() -> send("POST", stop + "/push", values));

        System.out.printf(
                "Statements of /api/v1 with %d values: create %d, form %d, push %d%n",
                fields,
                create.statements().size(),
                read.statements().size(),
                push.statements().size());
        assertThat(read.result().http()).isEqualTo(200);
        assertThat(push.result().json()).containsEntry("state", "closed");
        assertThat(create.statements()).as("create").hasSizeBetween(4, 9);
        assertThat(read.statements()).as("form").hasSizeBetween(2, 10);
        assertThat(push.statements()).as("push").hasSizeBetween(4, 11);
    }

    @Test
    void lists_of_tasks_take_as_many_statements_however_long_they_are() {
        String flow = api().deployed(start(text("title"))
                .task("review", "審核")
                .assignee(KaidanServer.ADMIN)
                .end("end"));
        warmUp(flow, Map.of());
        List<String> paths = List.of("tasks?flow=" + flow, "tasks/summary", "tasks/done", "tasks/opened");
        paths.forEach(path -> send("GET", path, null));
        List<Integer> few = paths.stream().map(StatementsIT::statementsOf).toList();
        for (int i = 0; i < 50; i++) {
            admin().open(flow, Map.of());
        }
        List<Integer> many = paths.stream().map(StatementsIT::statementsOf).toList();

        System.out.printf("Statements of tasks, summary, done and opened: %s, of 50 more: %s%n", few, many);
        assertThat(send("GET", paths.get(0), null).list("items")).hasSize(50);
        // who calls, begin, how long it may take, the list, commit
        assertThat(many).isEqualTo(few).allSatisfy(count -> assertThat(count).isBetween(1, 5));
        assertThat(statementsOf("flows/" + flow + "/statistics")).isBetween(5, 15);
    }

    @Test
    void a_look_at_the_metrics_takes_few_statements_however_many_flows_there_are() {
        for (int i = 0; i < 10; i++) {
            admin().open(api().deployed(oneTask(text("title"))), Map.of());
        }

        List<String> statements = Eventually.get(
                Duration.ofSeconds(60), // a slow machine counts seldom
                () -> counted(() -> Scrape.of(base(), "Bearer " + admin().code(), null))
                        .statements(),
                found -> found.stream().anyMatch(statement -> statement.contains("f.deployment")));

        System.out.printf("Statements of a look at the metrics: %d%n", statements.size());
        assertThat(statements).hasSizeBetween(4, 10);
    }

    private static int statementsOf(String path) {
        return fewest(() -> send("GET", path, null));
    }

    private static Answer send(String method, String path, Map<String, String> values) {
        return Http.send(
                method,
                base().resolve("/api/v1/" + path),
                values == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Text.json(Map.of("values", values))),
                "Authorization",
                "Bearer " + admin().code(),
                "Content-Type",
                values == null ? null : QuickClient.JSON);
    }

    @Test
    void a_push_takes_as_many_statements_after_a_long_history() {
        String flow = api().deployed(start(text("note"))
                .task("review", "審核", text("again"))
                .exclusive("more")
                .when("= again = \"yes\"")
                .to("review")
                .from("more")
                .otherwise()
                .end("end"));
        warmUp(flow, Map.of());
        String no = admin().open(flow, Map.of());
        Supplier<Void> goRound = () -> {
            admin().pushed(flow, admin().stop(flow, no), Map.of("again", "yes"));
            return null;
        };
        goRound.get();
        int early = fewest(goRound);
        for (int round = 0; round < 60; round++) {
            goRound.get();
        }
        int late = fewest(goRound);

        System.out.printf("Statements of a query and a push: %d, after 60 rounds %d%n", early, late);
        assertThat(late).isEqualTo(early);
    }

    /** Of a few times: every few seconds one of them also writes down that the security code is in use. */
    private static int fewest(Supplier<?> call) {
        return IntStream.range(0, 3)
                .map(time -> counted(call::get).statements().size())
                .min()
                .orElseThrow();
    }

    /** What a call answered, and the statements that it took. */
    private record Counted<T>(T result, List<String> statements) {}

    private static <T> Counted<T> counted(Supplier<T> call) {
        List<T> result = new ArrayList<>();
        List<String> lines = logged(() -> result.add(call.get()));
        return new Counted<>(result.get(0), statements(lines));
    }

    /** What PostgreSQL writes into its log meanwhile. */
    private static List<String> logged(Runnable calls) {
        Path log = KaidanServer.postgres().log();
        int before = mark(log);
        calls.run();
        int after = mark(log);
        return lines(log).subList(before + 1, after);
    }

    /** The flow read, the sequences' blocks taken, the statements prepared. */
    private static void warmUp(String flow, Map<String, String> values) {
        for (int i = 0; i < 3; i++) {
            admin().pushed(flow, admin().stop(flow, admin().open(flow, values)), values);
        }
    }

    /** Waits until the log shows a statement of our own, and gives the number of its line. */
    private static int mark(Path log) {
        String mark = "mark " + UUID.randomUUID();
        count("select 1 /* " + mark + " */");
        return Eventually.get(() -> line(log, mark), line -> line >= 0);
    }

    private static int line(Path log, String text) {
        List<String> lines = lines(log);
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).contains(text)) {
                return i;
            }
        }
        return -1;
    }

    private static List<String> statements(List<String> all) {
        return withoutAudit(all).stream()
                .filter(line -> line.contains("LOG:  execute ") || line.contains("LOG:  statement: "))
                .filter(line -> !line.contains("scheduled_tasks")
                        && !line.contains("scheduled_calls")
                        && !line.contains(" from message m where ")
                        && !line.contains(" FROM setting")
                        && !line.contains("SET application_name")
                        && !line.contains("set plan_cache_mode = force_generic_plan")
                        && !line.endsWith(": SELECT 1"))
                .toList();
    }

    /** Leaves out the transactions that write into the audit trail. */
    private static List<String> withoutAudit(List<String> lines) {
        List<String> kept = new ArrayList<>();
        Map<String, List<String>> open = new HashMap<>(); // transactions by their connections
        for (String line : lines) {
            String process = process(line);
            if (line.endsWith(": BEGIN")) {
                open.put(process, new ArrayList<>());
            }
            open.getOrDefault(process, kept).add(line);
            if (line.toLowerCase(Locale.ROOT).matches(".*: (commit|rollback)") && open.containsKey(process)) {
                List<String> transaction = open.remove(process);
                if (transaction.stream().noneMatch(each -> each.contains("insert into audit_entry"))) {
                    kept.addAll(transaction);
                }
            }
        }
        open.values().forEach(kept::addAll);
        return kept;
    }

    /** The connection that sent a statement; what a line without one continues is not counted. */
    private static String process(String line) {
        return line.contains("] LOG:") || line.contains("] STATEMENT:")
                ? line.substring(line.indexOf('['), line.indexOf(']'))
                : "";
    }

    private static List<String> lines(Path log) {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
