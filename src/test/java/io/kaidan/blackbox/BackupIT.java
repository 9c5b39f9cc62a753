package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.run.OnlineBackup;
import io.kaidan.run.Postgres;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A backup that PostgreSQL takes of a Kaidan at work, and a Kaidan on what is restored of it. */
class BackupIT {

    private static final int CLIENTS = 4;
    private static final int LARGEST_FILE = 1_500_000;

    private final Queue<Paper> answered = new ConcurrentLinkedQueue<>();
    private volatile boolean late;
    private volatile boolean over;

    /**
     * A ticket whose create was answered.
     *
     * @param late whether it was sent after the moment that is restored
     */
    private record Paper(String no, String sha256, boolean pushed, boolean late) {}

    @BeforeEach
    void only_where_the_tests_start_the_servers() {
        Assumptions.assumeTrue(System.getProperty("kaidan.url") == null);
    }

    @Test
    void all_that_was_answered_before_a_moment_is_restored_whole_and_nothing_of_later() throws Exception {
        OnlineBackup backup = new OnlineBackup();
        String flow;
        List<Paper> before;
        try (KaidanServer node = KaidanServer.on(backup.cluster())) {
            flow = api(node).deployed(oneTask(text("title")));
            QuickClient client = client(node);
            ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
            List<Future<Void>> load = Stream.generate(() -> clients.submit(opening(client, flow)))
                    .limit(CLIENTS)
                    .toList();
            answered(5 * CLIENTS);

            backup.take();
            answered(answered.size() + 5 * CLIENTS);
            before = List.copyOf(answered);
            backup.mark("before the harm");
            late = true;
            Eventually.get(() -> answered.stream().filter(Paper::late).count(), n -> n >= CLIENTS);

            over = true;
            for (Future<Void> one : load) {
                one.get();
            }
            clients.shutdown();
            execute(backup.cluster(), "delete from ticket");
            backup.awaitArchive();
            node.kill();
        }

        Postgres restored = backup.restore("before the harm");

        execute(restored, "create extension amcheck");
        execute(
                restored,
                "select bt_index_check(c.oid, true) from pg_class c join pg_am a on a.oid = c.relam"
                        + " where c.relkind = 'i' and a.amname = 'btree' and c.relpersistence = 'p'");
        try (KaidanServer node = KaidanServer.on(restored)) {
            QuickClient client = client(node);
            for (Paper paper : before) {
                assertThat(api(node).ticket(flow, paper.no()))
                        .containsEntry("state", paper.pushed() ? "closed" : "open");
                assertThat(client.stops(flow, paper.no())).hasSize(paper.pushed() ? 0 : 1);
                Object file = api(node).attachments(flow, paper.no()).get(0).get("id");
                assertThat(sha256(api(node).get("attachments/" + file).bytes())).isEqualTo(paper.sha256());
            }
            assertThat(answered).filteredOn(Paper::late).allSatisfy(paper -> assertThat(api(node)
                            .get("flows/" + flow + "/tickets/" + paper.no())
                            .http())
                    .isEqualTo(404));
            Paper waiting =
                    before.stream().filter(paper -> !paper.pushed()).findFirst().orElseThrow();
            client.pushed(flow, client.stop(flow, waiting.no()), Map.of());
            assertThat(before).extracting(Paper::no).doesNotContain(client.open(flow, Map.of()));
        }
    }

    /** A client that opens tickets with a file, and pushes every second one, until it is over. */
    private Callable<Void> opening(QuickClient client, String flow) {
        Random random = new Random();
        return () -> {
            while (!over) {
                byte[] file = new byte[1 + random.nextInt(LARGEST_FILE)];
                random.nextBytes(file);
                boolean afterwards = late;
                String no = QuickClient.numberOf(client.edit(
                        flow,
                        MultipartBody.of(client.createBody(Map.of("title", "x")))
                                .part("Content-Disposition: form-data; name=\"files\"; filename=\"a.bin\"", file)));
                boolean push = random.nextBoolean();
                if (push) {
                    client.pushed(flow, client.stop(flow, no), Map.of());
                }
                answered.add(new Paper(no, sha256(file), push, afterwards));
            }
            return null;
        };
    }

    private void answered(int number) {
        Eventually.get(answered::size, n -> n >= number);
    }

    private static Api api(KaidanServer node) {
        return new Api(node.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
    }

    private static QuickClient client(KaidanServer node) {
        return QuickClient.login(node.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    private static void execute(Postgres cluster, String sql) throws SQLException {
        try (Connection session = cluster.superuser().getConnection();
                Statement statement = session.createStatement()) {
            statement.execute(sql);
        }
    }
}
