package io.kaidan.blackbox;

import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database's host goes without a word: no connection breaks, and no answer comes. */
class DatabaseSilentIT extends BlackBox {

    private static final Duration A_MOMENT = Duration.ofSeconds(6);

    private Relay way;
    private KaidanServer node;

    private void start(String parameters) throws IOException {
        KaidanServer.get(); // the database is there
        way = new Relay(KaidanServer.postgres().url());
        node = KaidanServer.node(Map.of("KAIDAN_DB_URL", way.url() + parameters));
    }

    @AfterEach
    void stop() {
        if (node != null) {
            way.giveWay(); // it shall stop in good order
            node.close();
        }
        if (way != null) {
            way.close();
        }
    }

    @Test
    void a_node_says_soon_that_it_is_not_ready_and_is_ready_again_when_the_database_speaks() throws Exception {
        start("");
        String flow = api().deployed(oneTask(Field.text("title")));
        QuickClient client = QuickClient.login(node.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
        client.open(flow, Map.of("title", "before"));

        way.fallSilent();
        CompletableFuture<Answer> held =
                CompletableFuture.supplyAsync(() -> client.create(flow, Map.of("title", "in between")));

        for (int i = 0; i < 5; i++) {
            Instant asked = Instant.now();
            assertThat(status("health/ready")).isEqualTo(503);
            assertThat(Duration.between(asked, Instant.now())).isLessThan(A_MOMENT);
            assertThat(status("health/live")).isEqualTo(200);
        }

        way.speak();
        Eventually.get(() -> status("health/ready"), status -> status == 200);
        assertThat(held.get(1, TimeUnit.MINUTES).status())
                .as("what was on its way")
                .isEqualTo("200");
        client.open(flow, Map.of("title", "after"));
    }

    @Test
    void a_node_is_ready_again_when_another_host_stands_where_the_silent_one_was() throws Exception {
        assumeTrue(onWildFly(), "Payara Micro asks each idle connection first, for as long as the data source waits");
        start("");

        way.fallSilent();
        assertThat(status("health/ready")).isEqualTo(503);
        way.giveWay();

        Eventually.get(Duration.ofMinutes(1), () -> status("health/ready"), status -> status == 200);
    }

    /** The parameter stands for the minutes that the data source gives it: no test waits for as long. */
    @Test
    void a_call_that_the_database_never_answers_is_refused_and_what_comes_after_goes_to_the_host_in_its_place()
            throws Exception {
        assumeTrue(onWildFly(), "on Payara Micro the data source's own time counts, whatever the address says");
        start("?socketTimeout=5");
        String flow = api().deployed(oneTask(Field.text("title")));
        QuickClient client = QuickClient.login(node.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
        client.open(flow, Map.of("title", "before"));

        way.fallSilent();
        Answer refused = client.create(flow, Map.of("title", "in between"));
        assertThat(refused.problems()).as("%s", refused).containsExactly("unavailable");

        way.giveWay();
        Eventually.get(() -> status("health/ready"), status -> status == 200);
        Eventually.get(() -> client.create(flow, Map.of("title", "after")).status(), status -> status.equals("200"));
        assertThat(api().open(flow)).isEqualTo(2);
        assertThat(Files.readString(node.log()))
                .contains("socketTimeout=5") // it does tell of the connection
                .doesNotContain(KaidanServer.postgres().password());
    }

    private static boolean onWildFly() {
        return System.getProperty("kaidan.server", "wildfly").equals("wildfly");
    }

    private int status(String path) {
        try {
            return node.http()
                    .send(
                            HttpRequest.newBuilder(node.at(path))
                                    .timeout(Duration.ofSeconds(10))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException silent) {
            return 0;
        } catch (InterruptedException stopping) {
            throw new AssertionError(stopping);
        }
    }
}
