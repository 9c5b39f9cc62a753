package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A second node on the database of the tests, killed while it opens tickets. */
class KilledServerIT extends BlackBox {

    private static final int CLIENTS = 4;
    private static final int FILE = 3_500_000;

    @Test
    void what_was_answered_is_whole_and_what_was_not_left_nothing_by_halves() throws Exception {
        String flow = api().deployed(oneTask(text("title")));
        MultipartBody body = MultipartBody.of(admin().createBody(Map.of("title", "x")))
                .part("Content-Disposition: form-data; name=\"files\"; filename=\"a.bin\"", new byte[FILE]);
        Queue<String> answered = new ConcurrentLinkedQueue<>();
        CountDownLatch underWay = new CountDownLatch(3 * CLIENTS);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

        Path dead = Files.createFile(temporary("kaidan-" + ended() + "-1.upload"));
        Path alive =
                Files.createFile(temporary("kaidan-" + ProcessHandle.current().pid() + "-1.upload"));

        try (KaidanServer node = KaidanServer.node(Map.of())) {
            assertThat(dead).as("left by a node that is no more").doesNotExist();
            assertThat(alive).as("of another node on this machine").exists();
            QuickClient client = new QuickClient(node.base(), admin().code()); // a code is good on every node
            for (int i = 0; i < CLIENTS; i++) {
                clients.submit(() -> {
                    while (true) {
                        answered.add(QuickClient.numberOf(client.edit(flow, body))); // ends when the node is gone
                        underWay.countDown();
                    }
                });
            }
            assertThat(underWay.await(120, TimeUnit.SECONDS)).isTrue();

            node.kill();
            assertThat(uploads(node.pid())).isEmpty();
            clients.shutdown();
            assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            Files.delete(alive);
        }

        assertThat(answered).doesNotHaveDuplicates();
        String tickets = "from ticket t join flow f on f.id = t.flow_id and f.api_path = '" + flow + "'";
        Eventually.get(
                () -> count("select count(*) from pg_stat_activity where state like 'idle in transaction%'"),
                waiting -> waiting == 0);
        assertThat(count("select count(*) " + tickets))
                .isBetween((long) answered.size(), (long) answered.size() + CLIENTS);
        for (String no : answered) {
            assertThat(admin().stops(flow, no)).hasSize(1);
        }
        assertThat(count("select count(*) " + tickets
                        + " where " + FILE + " is distinct from (select sum(length(c.bytes)) from attachment a"
                        + " join attachment_chunk c on c.attachment_id = a.id where a.ticket_id = t.id)"))
                .as("tickets whose file is not whole")
                .isZero();
        assertThat(count("select count(*) from attachment where ticket_id is null and submission_id is null"))
                .isZero();
    }

    /** The number of a process that is no more. */
    private static long ended() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        return process.pid();
    }

    private static Path temporary(String name) {
        return Path.of(System.getProperty("java.io.tmpdir"), name);
    }

    /** The names of uploads on this machine's disk that a process has made. */
    private static List<Path> uploads(long pid) throws IOException {
        try (Stream<Path> files = Files.list(temporary(""))) {
            return files.filter(file -> file.getFileName().toString().startsWith("kaidan-" + pid + "-"))
                    .toList();
        }
    }
}
