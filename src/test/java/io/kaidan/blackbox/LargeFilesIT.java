package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Files of the size that is allowed, and beyond; the server's heap is 512 MB (see the tests' server). */
class LargeFilesIT extends BlackBox {

    private static final long MOST = 200L * 1024 * 1024;

    @Test
    void a_file_of_200_MB_goes_up_and_comes_down_byte_for_byte() throws Exception {
        String flow = api().deployed(oneTask(text("title")));

        Answer created = create(flow, MOST);
        Map<String, Object> file =
                api().attachments(flow, QuickClient.numberOf(created)).get(0);

        assertThat(((Number) file.get("size")).longValue()).isEqualTo(MOST);
        assertThat(file.get("sha256")).isEqualTo(sha256(new Noise(MOST)));
        HttpRequest download = HttpRequest.newBuilder(base().resolve("/api/v1/attachments/" + file.get("id")))
                .header("Authorization", "Bearer " + admin().code())
                .build();
        try (InputStream bytes = KaidanServer.get()
                .http()
                .send(download, HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            assertThat(sha256(bytes)).isEqualTo(sha256(new Noise(MOST)));
        }
    }

    @Test
    void a_file_of_one_byte_more_is_too_large_and_nothing_is_kept() throws Exception {
        String flow = api().deployed(oneTask(text("title")));
        long before = count("select count(*) from attachment_chunk");

        Answer created = create(flow, MOST + 1);

        assertThat(created.problems()).containsExactly("too_large");
        assertThat(api().open(flow)).isZero();
        assertThat(count("select count(*) from attachment_chunk")).isEqualTo(before);
    }

    @Test
    void more_than_100_files_are_too_many() {
        String flow = api().deployed(oneTask(text("title")));
        MultipartBody body = MultipartBody.of(admin().createBody(Map.of("title", "x")));
        for (int i = 0; i <= 100; i++) {
            body.part("Content-Disposition: form-data; name=\"files\"; filename=\"" + i + ".txt\"", new byte[] {1});
        }

        assertThat(admin().edit(flow, body).problems()).containsExactly("too_large");
        assertThat(api().open(flow)).isZero();
    }

    private static Answer create(String flow, long size) {
        MultipartBody head = MultipartBody.of(admin().createBody(Map.of("title", "大檔")));
        String end = "--" + head.type().substring(head.type().indexOf('=') + 1) + "--\r\n";
        byte[] before = head.bytes();
        String part = end.replace("--\r\n", "\r\n")
                + "Content-Disposition: form-data; name=\"files\"; filename=\"大.bin\"\r\n\r\n";
        InputStream fields = new ByteArrayInputStream(before, 0, before.length - end.length());
        InputStream file = new SequenceInputStream(
                new ByteArrayInputStream(Text.utf8(part)),
                new SequenceInputStream(new Noise(size), new ByteArrayInputStream(Text.utf8("\r\n" + end))));
        return Http.send(
                "POST",
                admin().editUri(flow),
                HttpRequest.BodyPublishers.ofInputStream(() -> new SequenceInputStream(fields, file)),
                "Content-Type",
                head.type());
    }

    private static String sha256(InputStream bytes) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream in = new DigestInputStream(bytes, digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** So many bytes that look random and are always the same. */
    private static final class Noise extends InputStream {

        private final byte[] block = new byte[65_537];
        private long left;
        private int at;

        Noise(long size) {
            new Random(7).nextBytes(block);
            left = size;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            int count = (int) Math.min(Math.min(length, left), block.length - at);
            System.arraycopy(block, at, target, offset, count);
            at = (at + count) % block.length;
            left -= count;
            return count;
        }

        @Override
        public void close() throws IOException {
            left = 0;
        }
    }
}
