package io.kaidan.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.file.Attachments.Belonging;
import io.kaidan.run.TestDatabase;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachmentsTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final long TICKET = 901;
    private static final long SUBMISSION = 902;

    private static final TestDatabase DATABASE = TestDatabase.get();

    @BeforeAll
    static void a_ticket_and_a_submission() throws SQLException {
        execute("insert into application values (900, 'attachments', '', 1, true)");
        execute("insert into application_version values (900, 900, 1, '', 'ann', now())");
        execute(
                "insert into flow values (900, 'attachments-flow', '附件', 900, 900, 'deployed', true, true, true, true, '[]')");
        execute("insert into ticket (id, flow_id, version_id, data_no, state, values, opened_by, opened_at, updated_by,"
                + " updated_at, version) values (901, 900, 900, 1, 'OPEN', '{}', 'ann', now(), 'ann', now(), 1)");
        execute(
                "insert into work_item (id, ticket_id, token_id, node, name, state, assignee, candidate_users,"
                        + " candidate_groups, since) values (901, 901, 1, 'a', 'a', 'done', 'bob', '[\"cid\"]', '[\"IT\", \"HR\"]', now())");
        execute("insert into submission (id, flow_id, version_id, submitted_by, at, state, problems)"
                + " values (902, 900, 900, 'ann', now(), 'validating', '[]')");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, Attachments.CHUNK - 1, Attachments.CHUNK, Attachments.CHUNK + 1, 3 * Attachments.CHUNK + 17})
    void a_file_comes_back_byte_for_byte(int size) {
        byte[] bytes = random(size);
        Attachment stored = in(files -> files.storeForTicket(TICKET, upload(bytes), "ann", NOW));
        Attachment found = in(files -> files.find(stored.id()).orElseThrow());
        assertThat(found.name()).isEqualTo("事故🔥.bin");
        assertThat(found.size()).isEqualTo(size);
        assertThat(found.at()).isEqualTo(NOW);
        assertThat(read(stored.id(), 0, size - 1)).isEqualTo(bytes);
    }

    @Test
    void ranges_may_cross_the_borders_of_chunks() throws IOException {
        int chunk = Attachments.CHUNK;
        byte[] bytes = random(2 * chunk + 100);
        long id = in(files -> files.storeForTicket(TICKET, upload(bytes), "ann", NOW))
                .id();
        int[][] ranges = {
            {0, 0},
            {5, 9},
            {chunk - 1, chunk - 1},
            {chunk - 1, chunk},
            {chunk, chunk},
            {chunk - 3, 2 * chunk + 3},
            {chunk, 2 * chunk - 1},
            {2 * chunk + 99, 2 * chunk + 99}
        };
        for (int[] range : ranges) {
            assertThat(read(id, range[0], range[1]))
                    .as("%s to %s", range[0], range[1])
                    .isEqualTo(Arrays.copyOfRange(bytes, range[0], range[1] + 1));
        }
    }

    @Test
    void a_large_file_never_lies_in_memory() throws IOException {
        int size = 64 * Attachments.CHUNK;
        Watched content = new Watched(size);
        Upload large = new Upload("f", "large", "application/octet-stream", size, "", () -> content);
        long id = in(files -> files.storeForTicket(TICKET, large, "ann", NOW)).id();
        assertThat(content.peak).isLessThan(16L * Attachments.CHUNK);

        byte[] digest = in(files -> {
            DigestOutputStream sent = new DigestOutputStream(OutputStream.nullOutputStream(), Upload.digest());
            write(files, id, 0, size - 1, sent);
            return sent.getMessageDigest().digest();
        });
        assertThat(digest).isEqualTo(Upload.digest().digest(new Watched(size).readAllBytes()));
    }

    @Test
    void what_is_rolled_back_leaves_no_row() throws SQLException {
        long before = count();
        assertThatThrownBy(() -> in(files -> {
                    files.storeForTicket(TICKET, upload(random(10)), "ann", NOW);
                    throw new IllegalStateException("refused later");
                }))
                .hasMessage("refused later");
        assertThat(count()).isEqualTo(before);
    }

    @Test
    void the_files_of_a_submission_move_to_its_ticket_or_go_with_their_bytes() throws SQLException {
        long moved = in(files -> files.storeForSubmission(SUBMISSION, upload(random(3)), "ann", NOW))
                .id();
        assertThat(belonging(moved, "ann")).contains(new Belonging("attachments-flow", "ann", false));
        in(files -> {
            files.moveToTicket(SUBMISSION, TICKET);
            return null;
        });
        List<Attachment> ofTicket = in(files -> files.byTicket(TICKET));
        assertThat(ofTicket).extracting(Attachment::id).contains(moved);
        long before = count();
        in(files -> files.storeForSubmission(SUBMISSION, upload(random(3)), "ann", NOW));
        assertThat(count()).isEqualTo(before + 1001);
        in(files -> {
            files.deleteOfSubmission(SUBMISSION);
            return null;
        });
        assertThat(count()).isEqualTo(before);
        Optional<Attachment> kept = in(files -> files.find(moved));
        assertThat(kept).isPresent();
    }

    @Test
    void whoever_acts_on_the_ticket_is_known() {
        long id = in(files -> files.storeForTicket(TICKET, upload(random(1)), "ann", NOW))
                .id();
        assertThat(actor(id, "bob")).isTrue();
        assertThat(actor(id, "cid")).isTrue();
        assertThat(actor(id, "dan", "Sales", "HR")).isTrue();
        assertThat(actor(id, "dan", "Sales")).isFalse();
        assertThat(actor(id, "dan")).isFalse();
        assertThat(belonging(-1, "bob")).isEmpty();
    }

    private static boolean actor(long id, String username, String... groups) {
        return belonging(id, username, groups).orElseThrow().actor();
    }

    private static Optional<Belonging> belonging(long id, String username, String... groups) {
        return in(files -> files.belonging(id, username, List.of(groups)));
    }

    private static Upload upload(byte[] bytes) {
        return Upload.of("FORMITM_3", "事故🔥.bin", "application/octet-stream", bytes);
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    private static byte[] read(long id, long from, long to) {
        return in(files -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            write(files, id, from, to, bytes);
            return bytes.toByteArray();
        });
    }

    private static void write(Attachments files, long id, long from, long to, OutputStream target) {
        try {
            files.write(id, from, to, target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T in(Function<Attachments, T> work) {
        return TestDatabase.inTransaction(DATABASE.entities(), (EntityManager entities) -> {
            Attachments files = new Attachments();
            files.entities = entities;
            return work.apply(files);
        });
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long count() throws SQLException {
        try (Connection connection = DATABASE.dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        "select (select count(*) from attachment) * 1000 + (select count(*) from attachment_chunk)")) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = DATABASE.dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** So many bytes out of nothing; it looks now and then how much memory its reader has come to hold. */
    private static final class Watched extends InputStream {
        private static final int PAUSE = 16 * Attachments.CHUNK;

        private final long before;
        private long left;
        private long peak;

        Watched(long size) {
            left = size;
            System.gc();
            before = used();
        }

        @Override
        public int read() {
            if (left > 0 && left % PAUSE == 0) {
                System.gc();
                peak = Math.max(peak, used() - before);
            }
            return left == 0 ? -1 : (int) (left-- % 251);
        }
    }
}
