package io.kaidan.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kaidan.problem.Messages;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e2147483648",
                "-1.5e-2147483648",
                "1.5e-2147483647",
                "[{\"a\": 1e99999999999}]",
                "0.1e-2147483648"
            })
    void an_exponent_that_no_number_has_is_beyond_the_limits(String json) {
        assertThat(malformed(json).beyondLimits()).isTrue();
    }

    @Test
    void a_number_of_too_many_digits_and_a_nesting_too_deep_are_beyond_the_limits() {
        assertThat(malformed("1".repeat(101)).beyondLimits()).isTrue();
        assertThat(malformed("[".repeat(101) + "]".repeat(101)).beyondLimits()).isTrue();
        assertThat(malformed("{").beyondLimits()).isFalse();
    }

    @Test
    void what_was_stored_is_readable_whatever_its_length_and_depth() {
        String digits = "1".repeat(1_000);
        String key = "k".repeat(60_000);

        assertThat(Json.parseOwn(digits + "." + digits)).hasToString(digits + "." + digits);
        assertThat(Json.write(Json.parseOwn("[".repeat(900) + "]".repeat(900)))).hasSize(1_800);
        assertThat(Json.parseOwn("{\"" + key + "\": 1}")).isEqualTo(Map.of(key, 1));
    }

    @Test
    void bytes_are_UTF_8_with_or_without_a_byte_order_mark() throws Json.Malformed {
        assertThat(Json.parse("\uFEFF[\"單\"]".getBytes(StandardCharsets.UTF_8))).isEqualTo(List.of("單"));
        Json.Malformed latin = catchThrowableOfType(
                Json.Malformed.class, () -> Json.parse("[\"é\"]".getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(latin).hasMessage("it is not UTF-8.");
        assertThat(latin.beyondLimits()).isFalse();
    }

    @Test
    void what_is_no_json_is_told_in_the_readers_language_with_its_place() {
        String place = "it cannot be read at line 2, column 7 (wrong syntax, or a name that comes twice).";

        assertThat(malformed("{\"a\": 1,\n  \"b\" 2}")).hasMessage(place);
        assertThat(malformed("{\"a\": 1,\n  \"b\" 2}").why().text(Messages.HANT))
                .startsWith("第 2 行第 7 個字元處無法讀取");
        for (String json : List.of("", "{", "x", "1 2", "[1,]", "{\"a\":1,\"a\":2}", "\"\u0001\"", "[01]", "nul")) {
            assertThat(malformed(json).getMessage()).as(json).matches("it cannot be read at line 1, column \\d+ \\(.*");
        }
        assertThat(malformed("1e99999999999")).hasMessageContaining("too many digits");
    }

    private static Json.Malformed malformed(String json) {
        Json.Malformed failure = catchThrowableOfType(Json.Malformed.class, () -> Json.parse(json));
        assertThat(failure).as(json).isNotNull();
        return failure;
    }
}
