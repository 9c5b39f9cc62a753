package io.kaidan.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesOfClientsTest {

    private static final Limits LIMITS = new Limits(1000, 1000, 100_000, 10);

    @Test
    void urllib3_2_and_chromium_send_raw_utf8() throws IOException {
        assertThat(nameIn("form-data; name=\"files\"; filename=\"事故報告.pdf\"")).isEqualTo("事故報告.pdf");
        assertThat(nameIn("form-data; name=\"files\"; filename=\"火🔥山👩‍🚒.png\""))
                .isEqualTo("火🔥山👩‍🚒.png");
    }

    @Test
    void urllib3_1_sends_the_extended_parameter_only() throws IOException {
        assertThat(nameIn("form-data; name=\"files\"; filename*=utf-8''%E4%BA%8B%E6%95%85.pdf"))
                .isEqualTo("事故.pdf");
        assertThat(nameIn("form-data; name=\"files\"; filename*=UTF-8'zh-Hant'%F0%9F%94%A5+1%252.png"))
                .isEqualTo("🔥+1%2.png");
    }

    @Test
    void of_both_the_extended_parameter_counts_unless_it_is_broken() throws IOException {
        assertThat(nameIn("form-data; name=\"files\"; filename=\"??.pdf\"; filename*=UTF-8''%E4%BA%8B.pdf"))
                .isEqualTo("事.pdf");
        assertThat(nameIn("form-data; name=\"files\"; filename*=UTF-8''%E4%BA%8B.pdf; filename=\"a.pdf\""))
                .isEqualTo("事.pdf");
        assertThat(nameIn("form-data; name=\"files\"; filename=\"a.pdf\"; filename*=UTF-8''%E4%B"))
                .isEqualTo("a.pdf");
        assertThat(nameIn("form-data; name=\"files\"; filename=\"a.pdf\"; filename*=big5''%A8%C6"))
                .isEqualTo("a.pdf");
        assertThat(nameIn("form-data; name=\"files\"; filename*=iso-8859-1''caf%E9.pdf"))
                .isEqualTo("café.pdf");
    }

    @Test
    void dotnet_sends_bare_names_and_encoded_words() throws IOException {
        assertThat(nameIn("form-data; name=files; filename=report.pdf")).isEqualTo("report.pdf");
        assertThat(
                        nameIn(
                                "form-data; name=files; filename=\"=?utf-8?B?5LqL5pWF?=\"; filename*=utf-8''%E4%BA%8B%E6%95%85"))
                .isEqualTo("事故");
        try (Multipart form = read("form-data; name=\"=?utf-8?B?5LqL5pWF?=\"; filename=a", "x")) {
            assertThat(form.uploads()).extracting(Upload::field).containsExactly("事故");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a%22b%22.txt, a\"b\".txt",
                "a\\\"b\\\".txt, a\"b\".txt",
                "a\\\", a\"",
                "100%25 %41.txt, 100%25 %41.txt",
                "line%0D%0Afeed.txt, linefeed.txt",
                "C:\\x\\y.txt, y.txt",
                "C:\\\\x\\\\y.txt, y.txt",
                "\\\\server\\share\\y.txt, y.txt",
                "../../etc/passwd, passwd",
                "/, file",
                "..;x=1, ..;x=1",
            })
    void escapes_and_paths(String sent, String name) throws IOException {
        assertThat(nameIn("form-data; name=\"files\"; filename=\"" + sent + "\"; size=\"5\""))
                .isEqualTo(name);
    }

    @Test
    void a_backslash_at_the_end_of_a_browsers_name_does_not_swallow_the_quote() throws IOException {
        assertThat(nameIn("form-data; name=\"files\"; filename=\"a\\\"")).isEqualTo("file");
    }

    @Test
    void header_names_and_parameters_may_have_any_case_and_order() throws IOException {
        byte[] body = new Sent()
                .part(
                        "content-type:image/PNG\r\ncontent-disposition: Form-Data;FILENAME=\"a;b=c.png\" ; Name=\"f\"",
                        "x")
                .end();
        try (Multipart form = Multipart.read(Sent.TYPE, -1, Sent.trickle(body), LIMITS)) {
            assertThat(form.uploads())
                    .extracting(Upload::field, Upload::name, Upload::contentType)
                    .containsExactly(tuple("f", "a;b=c.png", "image/png"));
        }
    }

    @Test
    void invisible_characters_are_dropped() {
        assertThat(FileName.of("in\u0000voice\u202Efdp\u0085.exe\u0007")).isEqualTo("invoicefdp.exe");
        assertThat(FileName.of("a\uD83D.txt")).isEqualTo("a.txt");
        assertThat(FileName.of(" \u200F ")).isEqualTo("file");
    }

    @Test
    void a_long_name_keeps_its_extension_and_whole_characters() {
        assertThat(FileName.of("字".repeat(300) + ".pdf")).isEqualTo("字".repeat(251) + ".pdf");
        assertThat(FileName.of("🔥".repeat(300) + ".pdf")).isEqualTo("🔥".repeat(125) + ".pdf");
        assertThat(FileName.of("a." + "b".repeat(300))).hasSize(255);
    }

    @Test
    void a_type_is_kept_when_it_is_one() {
        assertThat(Stream.of("Text/Plain; charset=utf-8", "image/svg+xml", "text/html<script>", "nonsense", "")
                        .map(type -> PartHeaders.of("Content-Disposition: form-data; name=a\r\nContent-Type: " + type)
                                .contentType()))
                .containsExactly(
                        "text/plain",
                        "image/svg+xml",
                        "application/octet-stream",
                        "application/octet-stream",
                        "application/octet-stream");
    }

    private static String nameIn(String disposition) throws IOException {
        try (Multipart form = read(disposition, "content")) {
            assertThat(form.uploads()).extracting(Upload::field).containsExactly("files");
            assertThat(form.uploads()).extracting(Upload::contentType).containsExactly("application/octet-stream");
            return form.uploads().get(0).name();
        }
    }

    private static Multipart read(String disposition, String content) throws IOException {
        byte[] body =
                new Sent().part("Content-Disposition: " + disposition, content).end();
        return Multipart.read(Sent.TYPE, body.length, Sent.trickle(body), LIMITS);
    }
}
