package io.kaidan.quick;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.file.Limits;
import io.kaidan.file.Sent;
import io.kaidan.file.Utf8;
import io.kaidan.json.Hostile;
import io.kaidan.json.Json;
import io.kaidan.limit.OpenUploads;
import io.kaidan.problem.Messages;
import io.kaidan.problem.Refused;
import io.kaidan.service.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever somebody sends to the quick API has members that the database could keep, or is refused in words. */
class HostileBodyTest {

    private static final Limits LIMITS = new Limits(100_000, 100_000, 1_000_000, 5);
    private static final String JSON = "{\"security\": \"c\", \"omflow_restapi\": 1, \"action\": \"create\","
            + " \"formdata\": [{\"id\": \"標題\", \"value\": \"火🔥\"}, {\"id\": \"n\", \"value\": [1, {\"a\": null}]}],"
            + " \"files_item\": \"[\\\"f\\\"]\", \"search_conditions\": [{\"column\": \"a\", \"condition\": \"=\", \"value\": 1}],"
            + " \"order_columns\": [\"-id\"], \"start\": 0, \"limit\": \"7\"}";
    private static final String FORM = "security=c&omflow_restapi=1&formdata="
            + URLEncoder.encode("[{\"id\": \"標題\", \"value\": \"火\"}]", StandardCharsets.UTF_8) + "&limit=%37&start=";
    private static final byte[] PARTS = new Sent()
            .text("security", "c")
            .text("formdata", "[{\"id\": \"a\", \"value\": 1}]")
            .text("files_item", "[\"f\"]")
            .part("Content-Disposition: form-data; name=\"f\"; filename=\"a\"", "x")
            .end();

    @Provide
    Arbitrary<byte[]> damagedBodies() {
        return Hostile.damaged(JSON.getBytes(StandardCharsets.UTF_8), FORM.getBytes(StandardCharsets.UTF_8), PARTS);
    }

    @Provide
    Arbitrary<Object> values() {
        return Hostile.values();
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "application/json",
                                "application/x-www-form-urlencoded",
                                "application/x-www-form-urlencoded; charset=big5",
                                Sent.TYPE,
                                "text/plain"),
                        Hostile.texts())
                .injectNull(0.1);
    }

    @Property(tries = 3_000)
    void a_damaged_body_has_members_or_is_refused(@ForAll("types") String type, @ForAll("damagedBodies") byte[] body)
            throws IOException {
        readOrRefused(type, body);
    }

    @Property(tries = 2_000)
    void members_of_any_kind_make_sense_or_are_refused(
            @ForAll("values") Object formdata, @ForAll("values") Object other) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String member : List.of("formdata", "files_item", "quick_action", "start", "limit")) {
            members.put(member, formdata);
        }
        for (String member : List.of("data_no", "search_columns", "search_conditions", "order_columns", "security")) {
            members.put(member, other);
        }
        readOrRefused(null, Json.write(members).getBytes(StandardCharsets.UTF_8));
    }

    private static void readOrRefused(String type, byte[] body) throws IOException {
        Gate gate = new Gate(code -> null, code -> null, new OpenUploads(), 10_000, files -> {});
        try (gate;
                QuickRequest request = QuickRequest.read(type, -1, new ByteArrayInputStream(body), LIMITS, gate)) {
            assertThat(Utf8.storableJson(request.members())).isNotNull();
            request.says("omflow_restapi");
            request.text("security");
            Entry entry = request.entry();
            assertThat(entry.values()).doesNotContainKey("");
            request.texts("data_no");
            ListingReader.read(request);
        } catch (Refused told) {
            assertThat(told.problems()).isNotEmpty().allSatisfy(problem -> assertThat(problem.message(Messages.HANT))
                    .isNotBlank());
        }
    }
}
