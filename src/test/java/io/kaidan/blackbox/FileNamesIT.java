package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract §2: file names reach us in several ways, and all come out right. */
class FileNamesIT extends BlackBox {

    /** How a client writes a name into Content-Disposition. */
    private enum Client {
        URLLIB3_1(name -> name.chars().allMatch(c -> c < 128) && !name.contains("\"") && !name.contains("\\")
                ? "filename=\"" + name + "\""
                : "filename*=utf-8''" + percent(name)),
        URLLIB3_2(name -> "filename=\"" + name.replace("\"", "%22") + "\""),
        CURL(name -> "filename=\"" + name.replace("\"", "%22") + "\"\r\nContent-Type: application/octet-stream"),
        CURL_BEFORE_7_81(name -> "filename=\"" + name.replace("\\", "\\\\").replace("\"", "\\\"")
                + "\"\r\nContent-Type: application/octet-stream"),
        BROWSER(name -> "filename=\"" + name.replace("\"", "%22") + "\"\r\nContent-Type: text/plain"),
        BOTH(name -> "filename=\"fallback.txt\"; filename*=UTF-8''" + percent(name)),
        BOTH_STAR_FIRST(name -> "filename*=UTF-8''" + percent(name) + "; filename=\"fallback.txt\"");

        final UnaryOperator<String> parameter;

        Client(UnaryOperator<String> parameter) {
            this.parameter = parameter;
        }

        private static String percent(String name) {
            return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }

    private static String flow;

    @BeforeAll
    static void deploy() {
        flow = api().deployed(oneTask(text("title")));
    }

    static Stream<Arguments> names() {
        return Stream.of(Client.values()).flatMap(client -> Stream.of(
                        "plain.txt",
                        "事故報告（最終版）.pdf",
                        "简体 日本語 한국어.txt",
                        "résumé naïve.doc",
                        "引號\"內\".txt",
                        "工單🎫👩‍💻.png",
                        "a;b=c, d'e.txt",
                        "no extension",
                        "100%.txt",
                        "𠮷野家.txt")
                .map(name -> Arguments.of(client, name)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("names")
    void a_name_comes_out_as_it_was_sent(Client client, String name) {
        assertThat(nameOf(client.parameter.apply(name))).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({"'C:\\\\Users\\\\amy\\\\報告.pdf', 報告.pdf", "/home/amy/報告.pdf, 報告.pdf", "../../報告.pdf, 報告.pdf"})
    void a_path_before_the_name_is_left_out(String sent, String name) {
        assertThat(nameOf("filename=\"" + sent + "\"")).isEqualTo(name);
    }

    @Test
    void only_what_browsers_escape_is_unescaped() {
        assertThat(nameOf("filename=\"100%41%20.txt\"")).isEqualTo("100%41%20.txt");
    }

    @Test
    void a_file_input_that_nobody_touched_is_no_file() {
        MultipartBody body = MultipartBody.of(admin().createBody(Map.of("title", "x")))
                .part(
                        "Content-Disposition: form-data; name=\"files\"; filename=\"\"\r\n"
                                + "Content-Type: application/octet-stream",
                        new byte[0]);

        String no = QuickClient.numberOf(admin().edit(flow, body));

        assertThat(api().attachments(flow, no)).isEmpty();
    }

    @Test
    void several_files_may_have_the_same_name() {
        MultipartBody body = MultipartBody.of(admin().createBody(Map.of("title", "x")))
                .part("Content-Disposition: form-data; name=\"files\"; filename=\"同名.txt\"", Text.utf8("一"))
                .part("Content-Disposition: form-data; name=\"files\"; filename=\"同名.txt\"", Text.utf8("二"));

        String no = QuickClient.numberOf(admin().edit(flow, body));

        assertThat(api().attachments(flow, no)).extracting(a -> a.get("name")).containsExactly("同名.txt", "同名.txt");
    }

    private static String nameOf(String parameter) {
        MultipartBody body = MultipartBody.of(admin().createBody(Map.of("title", "x")))
                .part("Content-Disposition: form-data; name=\"files\"; " + parameter, Text.utf8("內容"));
        String no = QuickClient.numberOf(admin().edit(flow, body));
        assertThat(api().attachments(flow, no)).hasSize(1);
        return (String) api().attachments(flow, no).get(0).get("name");
    }
}
