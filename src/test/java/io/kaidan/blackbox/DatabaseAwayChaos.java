package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** PostgreSQL goes away while clients work, and comes back: the server needs no hand to go on. */
class DatabaseAwayChaos extends Chaos {

    private static final Duration A_MINUTE = Duration.ofSeconds(60);

    /** Refusals that clients get before the database is started again. */
    private static final int SOME = 60;

    /** Of the server's log, for one time that the database is away. */
    private static final int FEW_LINES = 30;

    /** Every create and every push writes to these. */
    private static final List<String> WRITTEN = List.of("ticket", "ticket_event", "token", "work_item");

    /** What PostgreSQL says of a session that somebody ends. */
    private static final String ENDED = "terminating connection due to administrator command";

    /** What follows where it was in the middle of something. */
    private static final Pattern AT_WORK = Pattern.compile("CONTEXT: |STATEMENT: ");

    @Test
    void nothing_is_lost_when_postgresql_restarts_or_crashes_and_the_server_goes_on_by_itself() throws Exception {
        KaidanServer node = KaidanServer.on(postgres);
        ChaosFlows flows = deploy(node);
        try (node;
                Crowd crowd = new Crowd(node.base(), flows, random)) {
            for (int i = 1; i <= TIMES; i++) {
                awaitSomeMoment(crowd);
                int lines = log(node).size();
                String how = List.of("fast", "immediate", "kill -9").get(i % 3);
                takeAway(how);
                Eventually.get(A_MINUTE, () -> ready(node), status -> status == 503);
                crowd.awaitRefusals(SOME);
                postgres.start();
                Instant there = Instant.now();
                crowd.awaitAnswers(1);
                long again = Duration.between(there, Instant.now()).toMillis();
                Eventually.get(() -> ready(node), status -> status == 200);
                List<String> told = log(node).subList(lines, log(node).size());
                say(
                        "%s, %d of %d, served after %d ms, %d lines of log: %s",
                        how, i, TIMES, again, told.size(), crowd.ledger());
                assertThat(told).as("what the log says of it").hasSizeLessThan(FEW_LINES);
            }
            awaitSomeMoment(crowd);
            reckon(crowd, flows, node);
            assertThat(crowd.ledger().startings())
                    .as("answers of the server instead of the product")
                    .isZero();
        }
    }

    private void takeAway(String how) throws IOException {
        if (how.startsWith("kill")) {
            postgres.kill();
        } else {
            postgres.stop(how);
        }
    }

    @Test
    void nothing_is_lost_when_connections_are_cut_in_the_middle_of_a_statement() throws Exception {
        KaidanServer node = KaidanServer.on(postgres);
        ChaosFlows flows = deploy(node);
        try (node;
                Crowd crowd = new Crowd(node.base(), flows, random)) {
            int statements = 0;
            for (int i = 1; i <= TIMES; i++) {
                awaitSomeMoment(crowd);
                int lines = log(node).size();
                int sessions = cut("state <> 'idle'");
                int waiting = cutWaiting(WRITTEN.get(random.nextInt(WRITTEN.size())));
                statements += waiting;
                say("%d sessions cut, then %d statements, %d of %d: %s", sessions, waiting, i, TIMES, crowd.ledger());
                crowd.awaitAnswers(SOME);
                assertThat(log(node).size() - lines).as("lines of log").isLessThan(FEW_LINES);
            }
            reckon(crowd, flows, node);
            assertThat(cutStatements())
                    .as("statements that PostgreSQL says it did not end")
                    .isGreaterThanOrEqualTo(statements);
        }
    }

    /**
     * Ends sessions in the middle of a statement for certain: of what is at work at some moment most is done before the
     * signal has come, so a lock on a table that they write to holds some up.
     *
     * @return how many, one at least
     */
    private int cutWaiting(String table) throws Exception {
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table " + table + " in share mode");
            return Eventually.get(A_MINUTE, () -> cut("wait_event_type = 'Lock'"), cut -> cut > 0);
        }
    }

    /** Ends the sessions that are so at this moment. */
    private int cut(String which) {
        try (Connection connection = postgres.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(pg_terminate_backend(pid)) from pg_stat_activity"
                        + " where usename = current_user and pid <> pg_backend_pid() and " + which)) {
            row.next();
            return row.getInt(1);
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
    }

    /** By PostgreSQL's own log: what it was asked to end, with the statement that it was at, where it was at one. */
    private int cutStatements() throws IOException {
        List<String> log = Files.readAllLines(postgres.log());
        return (int) IntStream.range(1, log.size())
                .filter(i -> log.get(i - 1).contains(ENDED)
                        && AT_WORK.matcher(log.get(i)).find())
                .count();
    }

    @Test
    void a_node_that_starts_while_the_database_is_away_is_ready_when_it_is_there() throws Exception {
        KaidanServer node = KaidanServer.on(postgres);
        node.close();
        postgres.stop("fast");
        CompletableFuture<Void> start = CompletableFuture.runAsync(() -> node.start(Map.of()));
        Eventually.get(A_MINUTE, () -> log(node), log -> log.stream().anyMatch(line -> line.contains("Retrying in")));

        postgres.start();

        try (node) {
            start.join();
            assertThat(ready(node)).isEqualTo(200);
        }
    }

    private static int ready(KaidanServer node) {
        return Http.send("GET", node.at("health/ready"), BodyPublishers.noBody())
                .http();
    }

    private static List<String> log(KaidanServer node) {
        try {
            return Files.readAllLines(node.log());
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
