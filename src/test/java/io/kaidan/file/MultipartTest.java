package io.kaidan.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.problem.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartTest {

    private static final Limits LIMITS = new Limits(1000, 300_000, 1_000_000, 3);
    private static final Limits ROOMY = new Limits(4 * 1024 * 1024, 300_000, 10_000_000, 3);
    private static final String FILE = "Content-Disposition: form-data; name=\"files\"; filename=\"a.bin\"";

    @AfterEach
    void no_file_is_left_on_disk() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("kaidan-") && name.endsWith(".upload"));
        }
    }

    @ParameterizedTest(name = "{0} bytes")
    @ValueSource(ints = {1_000, Spool.IN_MEMORY, 299_999})
    void files_come_back_byte_for_byte_as_often_as_asked_from_memory_or_disk(int size) throws IOException {
        byte[] bytes = new byte[size];
        new Random(42).nextBytes(bytes);
        byte[] tricky = ("\r\n--" + Sent.BOUNDARY.substring(1) + "\r\n--").getBytes();
        byte[] body = new Sent()
                .part(FILE, tricky)
                .part(FILE, bytes)
                .part(FILE, "")
                .text("action", "create")
                .end();
        try (Multipart form = read(body)) {
            assertThat(form.texts()).containsExactly(Map.entry("action", "create"));
            assertThat(form.uploads()).extracting(Upload::size).containsExactly((long) tricky.length, (long) size, 0L);
            assertThat(Sent.bytes(form.uploads().get(1))).isEqualTo(bytes);
            assertThat(Sent.bytes(form.uploads().get(0))).isEqualTo(tricky);
            assertThat(Sent.bytes(form.uploads().get(1))).isEqualTo(bytes);
            assertThat(Sent.bytes(form.uploads().get(2))).isEmpty();
            assertThat(form.uploads().get(2).sha256())
                    .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        }
    }

    @Test
    void a_file_input_that_nobody_touched_is_left_out() throws IOException {
        String untouched =
                "Content-Disposition: form-data; name=\"files\"; filename=\"\"\r\nContent-Type: application/octet-stream";
        try (Multipart form = read(new Sent().part(untouched, "").end())) {
            assertThat(form.uploads()).isEmpty();
        }
        try (Multipart form = read(new Sent().part(untouched, "x").end())) {
            assertThat(form.uploads()).extracting(Upload::name).containsExactly("file");
        }
    }

    @Test
    void a_text_is_utf8_whatever_its_part_says() throws IOException {
        String headers = "Content-Disposition: form-data; name=\"標題\"\r\nContent-Type: text/plain; charset=us-ascii";
        try (Multipart form = read(new Sent().part(headers, "火🔥").end())) {
            assertThat(form.texts()).containsEntry("標題", "火🔥");
        }
    }

    @Test
    void each_text_is_told_as_soon_as_it_is_there() throws IOException {
        byte[] begun = new Sent().text("security", "abc").part(FILE, "x").sofar();
        InputStream neverFurther = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("read behind the refusal");
            }
        };
        Onlooker onlooker = new Onlooker() {
            @Override
            public void text(String name, String value) {
                super.text(name, value);
                throw Refused.because("forbidden");
            }
        };
        InputStream body = new SequenceInputStream(new ByteArrayInputStream(begun), neverFurther);
        assertThatThrownBy(() -> Multipart.read(Sent.TYPE, -1, body, LIMITS, onlooker))
                .isInstanceOf(Refused.class);
        assertThat(onlooker.told).containsExactly("security=abc");
    }

    @Test
    void texts_beyond_what_is_held_in_memory_come_back_in_their_places() throws IOException {
        Map<String, String> sent = new LinkedHashMap<>();
        sent.put("a", "火".repeat(200_000));
        sent.put("great", "🔥".repeat(200_000));
        sent.put("b", "x");
        sent.put("greater", "y".repeat(Turns.GREAT));
        sent.put("c", "");
        Sent body = new Sent().part(FILE, new byte[299_999]);
        sent.forEach(body::text);
        Onlooker onlooker = new Onlooker();

        try (Multipart form = Multipart.read(
                Sent.TYPE, -1, new ByteArrayInputStream(body.part(FILE, "z").end()), ROOMY, onlooker)) {
            assertThat(List.copyOf(form.texts().entrySet())).isEqualTo(List.copyOf(sent.entrySet()));
            assertThat(form.uploads()).extracting(Upload::size).containsExactly(299_999L, 1L);
            assertThat(Sent.bytes(form.uploads().get(1))).containsExactly('z');
        }
        assertThat(onlooker.told).extracting(text -> text.substring(0, 2)).containsExactly("a=", "b=", "c=");
        assertThat(onlooker.great).isEqualTo(2);
        assertThat(onlooker.fileBytes).as("texts are none").isLessThan(2 * 299_999 + 1);
    }

    @Test
    void texts_of_a_mebibyte_with_their_names_are_held_in_memory_and_those_beyond_may_be_refused() throws IOException {
        Onlooker onlooker = new Onlooker() {
            @Override
            public void greatTexts() {
                throw Refused.because("no_code");
            }
        };
        Sent most = new Sent().text("a", "x".repeat(Turns.GREAT - 4)).text("bc", "y");
        byte[] one = new Sent().text("d", "").end();

        Multipart.read(
                        Sent.TYPE,
                        -1,
                        new ByteArrayInputStream(new Sent()
                                .raw(most.sofar())
                                .raw("--" + Sent.BOUNDARY + "--")
                                .sofar()),
                        ROOMY,
                        onlooker)
                .close();

        assertRefused(
                () -> Multipart.read(
                        Sent.TYPE, -1, new ByteArrayInputStream(most.raw(one).sofar()), ROOMY, onlooker),
                "no_code",
                "");
    }

    @Test
    void names_of_texts_count_as_what_they_take() {
        Sent body = new Sent();
        for (int i = 0; i < 300; i++) {
            body.text("n".repeat(15_000) + i, "");
        }

        assertRefused(() -> read(body.end(), ROOMY), "too_large", "4 MiB besides");
    }

    @Test
    void too_much_is_refused_as_soon_as_it_is_known() {
        byte[] big = new byte[400_000];
        assertRefused(
                () -> read(new Sent().part(FILE, big).end(), new Limits(1, 300_000, 1_000_000, 1)),
                "too_large",
                "300000 B in a file");
        assertRefused(
                () -> read(new Sent().part(FILE, new byte[10]).part(FILE, "").end(), new Limits(1, 10, 1_000_000, 1)),
                "too_large",
                "1 files");
        assertRefused(
                () -> read(new Sent()
                        .text("a", "x".repeat(600))
                        .text("b", "x".repeat(401))
                        .end()),
                "too_large",
                "1000 B besides");
        assertRefused(
                () -> read(new Sent().part(FILE, new byte[2000]).end(), new Limits(1, 5000, 2048, 1)),
                "too_large",
                "2 KiB in a request");
        assertRefused(
                () -> Multipart.read(Sent.TYPE, 1_000_001, InputStream.nullInputStream(), LIMITS),
                "too_large",
                "in a request");
        Sent texts = new Sent();
        for (int i = 0; i <= 1000; i++) {
            texts.text("t" + i, "");
        }
        assertRefused(() -> read(texts.end(), ROOMY), "too_large", "1000 texts");
    }

    @Test
    void every_cut_of_a_body_is_refused_as_truncated_or_without_a_part() throws IOException {
        byte[] body = new Sent().text("security", "abc").part(FILE, "content").end();
        int whole = body.length - 2; // the CRLF at the end may lack
        read(Arrays.copyOf(body, whole)).close();
        for (int length = 0; length < whole; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            assertThatThrownBy(() -> read(cut), "cut at %s", length)
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.has("body"))
                            .isTrue());
        }
    }

    @Test
    void what_is_no_multipart_body_is_refused_with_its_reason() {
        assertRefused(
                () -> Multipart.read("multipart/form-data", -1, InputStream.nullInputStream(), LIMITS),
                "body",
                "no boundary");
        assertRefused(() -> read("nothing at all".getBytes()), "body", "no part begins");
        assertRefused(
                () -> read(
                        new Sent().part("Content-Disposition: form-data", "x").end()),
                "body",
                "no name");
        assertRefused(() -> read(new Sent().part("X-Other: 1", "x").end()), "body", "no name");
        assertRefused(
                () -> read(new Sent().part("X: " + "y".repeat(20_000), "x").end()),
                "body",
                "headers of a part are too long");
        assertRefused(() -> read(new Sent().text("a", "1").text("a", "2").end()), "body", "\"a\" comes twice");
        assertRefused(
                () -> read(new Sent()
                        .part("Content-Disposition: form-data; name=\"a\"", new byte[] {(byte) 0xFF})
                        .end()),
                "body",
                "not UTF-8");
        assertRefused(
                () -> read(new Sent()
                        .raw("--" + Sent.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"")
                        .raw(new byte[] {(byte) 0xA8})
                        .raw("\"\r\n\r\nx\r\n")
                        .end()),
                "body",
                "not UTF-8");
        assertRefused(() -> read(new Sent().text("a", "\0").end()), "body", "cannot be kept");
    }

    @Test
    void a_client_that_goes_away_is_refused() {
        byte[] begun = new Sent().part(FILE, new byte[100_000]).sofar();
        InputStream gone = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };
        InputStream body = new SequenceInputStream(new ByteArrayInputStream(begun, 0, 90_000), gone);
        assertRefused(() -> Multipart.read(Sent.TYPE, -1, body, LIMITS), "body", "broke off");
    }

    private static Multipart read(byte[] body) throws IOException {
        return read(body, LIMITS);
    }

    private static Multipart read(byte[] body, Limits limits) throws IOException {
        return Multipart.read(Sent.TYPE, -1, new ByteArrayInputStream(body), limits);
    }

    private static void assertRefused(ThrowingCallable call, String code, String reason) {
        assertThatThrownBy(call)
                .hasMessageContaining(reason)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.has(code)).isTrue());
    }

    private static class Onlooker implements Multipart.Watch {

        final List<String> told = new ArrayList<>();
        int great;
        long fileBytes;

        @Override
        public void text(String name, String value) {
            told.add(name + "=" + value);
        }

        @Override
        public void greatTexts() {
            great++;
        }

        @Override
        public void fileBytes(long bytes) {
            fileBytes = bytes;
        }
    }
}
