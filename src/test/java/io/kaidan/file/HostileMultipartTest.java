package io.kaidan.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kaidan.json.Hostile;
import io.kaidan.json.Unicode;
import io.kaidan.problem.Refused;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody sends as multipart is read or refused; file names that come out of it do no harm anywhere. */
class HostileMultipartTest {

    private static final Limits LIMITS = new Limits(100_000, 300_000, 1_000_000, 100);

    private static final byte[] ORIGINAL = new Sent()
            .text("security", "abc")
            .text("formdata", "[{\"id\": \"a\", \"value\": \"b\"}]")
            .part(
                    "Content-Disposition: form-data; name=\"files\"; filename=\"報告.pdf\"; filename*=UTF-8''%E5%A0%B1.pdf\r\n"
                            + "Content-Type: application/pdf\r\nX-More: a\r\n folded",
                    "\r\n--\r\nbytes")
            .part("Content-Disposition: form-data; name=\"files\"; filename=\"\"", "")
            .end();

    @AfterAll
    @AfterContainer
    static void no_file_is_left_on_disk() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .noneMatch(name -> name.startsWith("kaidan-") && name.endsWith(".upload"));
        }
    }

    @Provide
    Arbitrary<byte[]> damagedBodies() {
        return Hostile.damaged(ORIGINAL);
    }

    @Provide
    Arbitrary<String> texts() {
        return Hostile.texts();
    }

    @Provide
    Arbitrary<String> headers() {
        return Arbitraries.of(
                        "Content-Disposition:",
                        "content-disposition",
                        " form-data",
                        "; name=\"a\"",
                        "; name=a",
                        "; filename=\"",
                        "b\"",
                        "; filename*=UTF-8''",
                        "%00",
                        "%0d%0aSet-Cookie: x",
                        "%C0%AE%C0%AE%2f",
                        "=?utf-8?B?Li4vLi4vZXRjL3Bhc3N3ZA==?=",
                        "\\",
                        "\\\"",
                        "../../",
                        "..\\..\\",
                        "C:\\con",
                        "\0",
                        "\r\n",
                        "\r\n ",
                        ";",
                        "=",
                        "é",
                        "\u202Efdp.exe",
                        "Content-Type: ",
                        "text/html",
                        "x/y;" + " ".repeat(50) + "charset=")
                .list()
                .ofMaxSize(12)
                .map(pieces -> String.join("", pieces));
    }

    @Property(tries = 2_000)
    void a_damaged_body_is_read_or_refused(@ForAll("damagedBodies") byte[] body) throws IOException {
        readOrRefused(Sent.TYPE, body);
    }

    @Property
    void a_body_of_any_content_type_is_read_or_refused(@ForAll("texts") String type) throws IOException {
        readOrRefused("multipart/form-data; boundary=" + type, ORIGINAL);
        readOrRefused("multipart/" + type, ORIGINAL);
    }

    @Property(tries = 2_000)
    void headers_of_a_part_are_read_or_refused(@ForAll("headers") String headers) throws IOException {
        readOrRefused(Sent.TYPE, new Sent().part(headers, "content").end());
    }

    private static void readOrRefused(String type, byte[] body) throws IOException {
        try (Multipart form = Multipart.read(type, -1, Sent.trickle(body), LIMITS)) {
            form.texts().forEach((name, value) -> assertThat(Unicode.isStorable(name) && Unicode.isStorable(value))
                    .isTrue());
            for (Upload upload : form.uploads()) {
                expectHarmless(upload.name());
                assertThat(upload.contentType()).matches("[a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+");
                assertThat(Unicode.isStorable(upload.field())).isTrue();
                assertThat(Sent.bytes(upload)).hasSize((int) upload.size());
            }
        } catch (Refused told) {
            assertThat(told.problems()).isNotEmpty();
        }
    }

    @Property
    void a_file_is_called_what_can_be_shown_and_saved_anywhere(@ForAll("texts") String name) {
        expectHarmless(FileName.of(name));
    }

    private static void expectHarmless(String name) {
        assertThat(name)
                .isNotBlank()
                .hasSizeLessThanOrEqualTo(255)
                .doesNotContain("/", "\\", "\r", "\n", "\0", "\u202E", "\u2028")
                .isNotIn(".", "..");
        assertThat(Unicode.isStorable(name)).isTrue();
    }

    @Test
    void ten_thousand_parts_are_refused_after_the_first_thousand() {
        Sent texts = new Sent();
        Sent files = new Sent();
        for (int i = 0; i < 10_000; i++) {
            texts.text("t" + i, "");
            files.part("Content-Disposition: form-data; name=\"f\"; filename=\"\"", "");
        }
        assertRefused(Sent.TYPE, new ByteArrayInputStream(texts.end()), "too_large");
        assertRefused(Sent.TYPE, new ByteArrayInputStream(files.end()), "too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X: %s", "X-%s: 1", "Content-Disposition: form-data; name=\"%s\"", "%s", " %s", ":%s"})
    void a_header_of_a_hundred_kilobytes_is_refused(String header) {
        byte[] body =
                new Sent().part(header.formatted("a".repeat(100_000)), "x").end();

        assertRefused(Sent.TYPE, new ByteArrayInputStream(body), "body");
    }

    /** Never ends; whoever reads on is lost. */
    @ParameterizedTest
    @ValueSource(strings = {"a", "\r\n", "-", "--", "\r\n--", "\r\n------WebKitFormBoundary7MA4YWxkTrZu0g", "\0"})
    void a_body_without_end_is_refused_where_the_limits_are(String repeated) {
        for (String start : new String[] {
            "",
            "--" + Sent.BOUNDARY + "\r\n",
            "--" + Sent.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n",
            "--" + Sent.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"a\"; filename=\"b\"\r\n\r\n"
        }) {
            long begun = System.nanoTime();
            Throwable thrown = catchThrowable(() -> Multipart.read(Sent.TYPE, -1, endless(start, repeated), LIMITS));

            assertThat(thrown).as("%s", start).isInstanceOf(Refused.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        }
    }

    private static InputStream endless(String start, String repeated) {
        byte[] first = start.getBytes(StandardCharsets.ISO_8859_1);
        byte[] again = repeated.getBytes(StandardCharsets.ISO_8859_1);
        return new InputStream() {
            private long at;

            @Override
            public int read() {
                long now = at++;
                return now < first.length ? first[(int) now] : again[(int) ((now - first.length) % again.length)];
            }
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "multipart/form-data; boundary=\"\"",
                "multipart/form-data; boundary=;",
                "multipart/form-data; boundry=x",
                "multipart/;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;boundary"
            })
    void without_a_boundary_there_are_no_parts(String type) {
        assertRefused(type, new ByteArrayInputStream(ORIGINAL), "body");
    }

    @Test
    void a_content_type_of_a_hundred_kilobytes_is_looked_at_once() {
        long begun = System.nanoTime();
        assertRefused("multipart/" + "; boundary= ".repeat(10_000), new ByteArrayInputStream(ORIGINAL), "body");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }

    private static void assertRefused(String type, InputStream body, String code) {
        assertThatThrownBy(() -> Multipart.read(type, -1, body, LIMITS).close())
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.has(code))
                        .as("%s", refused)
                        .isTrue());
    }
}
