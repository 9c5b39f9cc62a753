package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no honest client sends gets a clear refusal, and harms nothing. */
class HostileInputIT extends BlackBox {

    private static String flow;

    @BeforeAll
    static void a_flow_with_a_ticket() {
        flow = api().deployed(
                        oneTask(text("t").header("title"), number("n"), Field.computed("half", "=substring(t, 1, 1)")));
        admin().open(flow, Map.of("t", "a", "n", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "flows/a%00b",
                "flows/a%00b/tickets",
                "flows/a%00b/tickets/1",
                "applications/%00",
                "applications/a%00b",
                "users/%00",
                "groups/%00",
                "roles/%00"
            })
    void a_path_that_no_database_keeps_leads_nowhere(String path) {
        Answer answer = api().get(path);

        assertThat(answer.http()).as("%s", answer).isIn(400, 404, 405);
    }

    @Test
    void a_flow_that_no_database_keeps_is_not_changed_and_an_application_not_deleted() {
        assertThat(api().patch("flows/a%00b", Map.of("enabled", true)).http()).isIn(400, 404);
        assertThat(api().delete("applications/a%00b").http()).isIn(400, 404);
    }

    @ParameterizedTest
    @CsvSource({
        "values.t=%00, values.t:characters",
        "values.%00=1, values.\0:characters",
        "cursor=AA, cursor:cursor",
        "cursor=nonsense, cursor:cursor"
    })
    void a_query_that_no_database_takes_is_refused_where_it_is(String query, String problem) {
        Answer answer = tickets("?" + query);

        assertThat(answer.http()).as("%s", answer).isEqualTo(422);
        assertThat(answer.problems()).containsExactly(problem.replace("\\0", "\0"));
    }

    @ParameterizedTest
    @CsvSource({
        "-dataNo, -dataNo 1 x",
        "-dataNo, -dataNo 99999999999999999999 1",
        "-dataNo, title 1 a",
        "title, dataNo 1 1",
        "openedAt, 1 yesterday",
        "openedAt, 1 +999999999-01-01T00:00:00Z",
        "dataNo, 1 x",
        "openedAt, openedAt 1 yesterday",
        "openedAt, openedAt 1 +999999999-01-01T00:00:00Z",
        "openedAt, openedAt 1 -999999999-01-01T00:00:00Z",
        "updatedAt, openedAt 1 2026-01-01T00:00:00Z"
    })
    void a_cursor_of_nobody_or_of_another_sort_is_refused(String sort, String cursor) {
        Answer answer = tickets("?sort=" + sort + "&cursor=" + base64(cursor));

        assertThat(answer.http()).as("%s", answer).isEqualTo(422);
        assertThat(answer.problems()).containsExactly("cursor:cursor");
    }

    @ParameterizedTest
    @CsvSource({
        "openedAt, openedAt 1 0001-01-01T00:00:00Z",
        "-openedAt, -openedAt 1 9999-12-31T23:59:59Z",
        "title, title 0 ",
    })
    void a_cursor_at_the_edge_of_what_the_database_knows_is_taken(String sort, String cursor) {
        Answer answer = tickets("?sort=" + sort + "&cursor=" + base64(cursor.equals("title 0") ? "title 0 " : cursor));

        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        assertThat(answer.list("items")).isNotEmpty();
    }

    @Test
    void the_quick_api_knows_no_flow_that_no_database_keeps() {
        for (Answer answer : List.of(admin().create("a%00b", Map.of("t", "x")), admin().query("a%00b", "1"))) {
            if (answer.http() != 400) { // Payara refuses such a path by itself
                assertThat(answer.status()).as("%s", answer).isIn("403", "404");
                assertThat(answer.text()).doesNotContain("internal");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e2147483648", "1e-2147483648", "-1.5e99999999999"})
    void an_exponent_beyond_everything_is_a_body_that_cannot_be_read(String number) {
        Answer quick = admin().edit(flow, QuickClient.JSON, Text.utf8("{\"omflow_restapi\":" + number + "}"));
        assertThat(quick.http()).isEqualTo(200);
        assertThat(quick.status()).as("%s", quick).isEqualTo("404");
        assertThat(quick.problems()).containsExactly("body");

        Answer rest = api().postText("groups", "{\"name\":" + number + "}");
        assertThat(rest.http()).as("%s", rest).isIn(400, 422);
        assertThat(rest.problems()).containsExactly("body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e49", "1e-50", "0e-2147483647", "0e999999999"})
    void a_number_that_is_taken_can_be_read_again(String number) {
        String no = QuickClient.numberOf(create("{\"id\":\"n\",\"value\":" + number + "}"));

        assertThat(api().values(flow, no)).containsKey("n");
        assertThat(tickets("").http()).isEqualTo(200);
    }

    @Test
    void a_number_that_could_not_be_read_again_is_refused() {
        String nines = "9".repeat(99);
        Answer answer = create("{\"id\":\"n\",\"value\":\"" + nines + "." + nines + "\"}");

        assertThat(answer.problems()).containsExactly("n:range");
    }

    @Test
    void half_a_character_is_not_computed() {
        String no = admin().open(flow, Map.of("t", "😀abc", "n", 1));

        assertThat(api().values(flow, no)).containsEntry("t", "😀abc").doesNotContainKey("half");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\":\"a\\u0000b\"}",
                "{\"name\":\"a\\ud800b\"}",
                "{\"name\":\"x\",\"description\":\"\\u0000\"}",
                "{\"name\":\"x\",\"roles\":{\"x\":{\"r8\":[\"view\",null]}}}",
                "{\"name\":\"x\",\"roles\":{\"\\u0000\":{\"r8\":[]}}}",
                "{\"name\":\"x\",\"roles\":{\"x\":{\"\\u0000\":[]}}}"
            })
    void an_application_json_that_no_database_keeps_is_not_deployed(String json) {
        Map<String, byte[]> files = Api.application("x", oneTask(text("t")));
        files.put("application.json", Text.utf8(json));
        Answer answer = api().deploy(files);

        assertThat(answer.http()).as("%s", answer).isEqualTo(422);
        assertThat(answer.errors()).allSatisfy(e -> assertThat(e).containsEntry("file", "application.json"));
    }

    private static Answer create(String item) {
        String body = "{\"security\":\"%s\",\"omflow_restapi\":1,\"action\":\"create\",\"formdata\":[%s]}";
        return admin().edit(flow, QuickClient.JSON, Text.utf8(body.formatted(admin().code(), item)));
    }

    private static Answer tickets(String query) {
        return api().get("flows/" + flow + "/tickets" + query);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
