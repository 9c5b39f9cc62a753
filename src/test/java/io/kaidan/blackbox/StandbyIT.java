package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.run.OnlineBackup;
import io.kaidan.run.Postgres;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A standby takes over from a database that dies: a node whose address names both hosts goes on there by itself. */
class StandbyIT extends BlackBox {

    private static final int TICKETS = 20;

    @BeforeEach
    void only_where_the_tests_start_the_servers() {
        Assumptions.assumeTrue(System.getProperty("kaidan.url") == null);
    }

    @Test
    void a_node_goes_on_with_the_standby_when_the_primary_dies_and_nothing_answered_is_lost() throws Exception {
        OnlineBackup copied = new OnlineBackup();
        Postgres primary = copied.cluster();
        copied.take();
        Postgres standby = copied.standby();
        String both = primary.url().replace("/kaidan", "," + host(standby) + "/kaidan?targetServerType=primary");
        try (KaidanServer node = KaidanServer.on(primary, Map.of("KAIDAN_DB_URL", both))) {
            Api api = new Api(node.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
            String flow = api.deployed(oneTask(text("title")));
            QuickClient client = QuickClient.login(node.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
            List<String> answered = new ArrayList<>();
            for (int i = 0; i < TICKETS; i++) {
                answered.add(client.open(flow, Map.of("title", "ticket " + i)));
            }

            primary.kill();
            Answer refused = client.create(flow, Map.of("title", "in between"));
            Instant promoted = Instant.now();
            promote(standby);

            assertThat(refused.problems()).containsExactly("unavailable");
            Eventually.get(Duration.ofMinutes(1), () -> ready(node), status -> status == 200);
            Eventually.get(
                    () -> client.create(flow, Map.of("title", "after")).status(), status -> status.equals("200"));
            System.out.printf(
                    "A standby took over: the first create was answered %d ms after its promotion%n",
                    Duration.between(promoted, Instant.now()).toMillis());
            for (int i = 0; i < TICKETS; i++) {
                assertThat(api.values(flow, answered.get(i))).containsEntry("title", "ticket " + i);
                client.pushed(flow, client.stop(flow, answered.get(i)), Map.of());
            }
            assertThat(api.closed(flow)).isEqualTo(TICKETS);
            assertThat(answered).as("no number is given again").doesNotContain(client.open(flow, Map.of()));
        }
    }

    private static String host(Postgres cluster) {
        return cluster.url().replaceAll("^jdbc:postgresql://([^/]*)/.*", "$1");
    }

    private static void promote(Postgres standby) throws Exception {
        try (Connection session = standby.superuser().getConnection();
                Statement statement = session.createStatement()) {
            statement.execute("select pg_promote()");
        }
    }

    private static int ready(KaidanServer node) {
        return Http.send("GET", node.at("health/ready"), BodyPublishers.noBody())
                .http();
    }
}
