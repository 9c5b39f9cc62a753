package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.run.Postgres;
import io.kaidan.run.SmallDisk;
import io.kaidan.run.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The disk under PostgreSQL has no room left, and later has some again: a real file system of a few megabytes that a file
 * fills to its last byte. Tables do not grow then; and when there is no room for the write-ahead log either, PostgreSQL stops
 * itself, and whoever runs it starts it again.
 */
class DiskFullChaos extends Chaos {

    private static final int MEGABYTES = 400;

    /** Of the file with a ticket: more than is free anywhere within the tables. */
    private static final int LARGE = 10_000_000;

    private SmallDisk disk;

    @Override
    Postgres database() throws IOException {
        disk = new SmallDisk(
                Files.createTempDirectory(Path.of(System.getProperty("kaidan.build")), "disk-"), MEGABYTES);
        return TestDatabase.throwAway(disk);
    }

    @Override
    @AfterEach
    void stopDatabase() throws IOException {
        super.stopDatabase();
        disk.close();
    }

    @Test
    void what_needs_room_is_refused_clearly_the_rest_goes_on_and_room_again_is_all_that_it_takes() throws Exception {
        KaidanServer node = KaidanServer.on(postgres);
        ChaosFlows flows = deploy(node);
        QuickClient client = QuickClient.login(node.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
        try (node;
                Crowd crowd = new Crowd(node.base(), flows, random)) {
            for (int i = 1; i <= TIMES; i++) {
                awaitSomeMoment(crowd);
                int logged = log().size();
                disk.fill();
                crowd.awaitRefusals(1);

                Answer large = client.edit(flows.branched(), withFile(client));
                assertThat(large.http()).isEqualTo(200);
                assertThat(large.message()).isEqualTo("開單失敗。");
                assertThat(large.problems()).containsExactly("unavailable");
                if (postgres.alive()) {
                    Answer read = client.query(flows.branched(), "1");
                    assertThat(read.status())
                            .as("reading goes on: %s, %s", read, log().subList(logged, log().size()))
                            .isEqualTo("200");
                }

                disk.free();
                boolean stopped = !postgres.alive();
                if (stopped) {
                    postgres.start();
                }
                crowd.awaitAnswers(1);
                say(
                        "full%s, and not any more, %d of %d: %s",
                        stopped ? " until it stopped itself" : "", i, TIMES, crowd.ledger());
            }
            awaitSomeMoment(crowd);
            reckon(crowd, flows, node);
        }
    }

    private List<String> log() throws IOException {
        return Files.readAllLines(postgres.log());
    }

    private static MultipartBody withFile(QuickClient client) {
        return MultipartBody.of(client.createBody(Map.of("key", "too large")))
                .part("Content-Disposition: form-data; name=\"files\"; filename=\"a.bin\"", new byte[LARGE]);
    }
}
