package io.kaidan.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody sends as JSON is a value or malformed, and takes little to find out. */
class HostileJsonTest {

    private static final String ORIGINAL =
            "{\"security\": \"c\", \"formdata\": [{\"id\": \"標題\", \"value\": [1, -2.5e3, true, null, \"\\u00e9\"]}]}";

    @Provide
    Arbitrary<byte[]> damagedJson() {
        return Hostile.damaged(
                ORIGINAL.getBytes(StandardCharsets.UTF_8),
                ORIGINAL.getBytes(StandardCharsets.UTF_16),
                ORIGINAL.getBytes(Charset.forName("Big5")));
    }

    @Provide
    Arbitrary<String> texts() {
        return Hostile.texts();
    }

    @Provide
    Arbitrary<Object> values() {
        return Hostile.values();
    }

    @Property
    void bytes_are_a_value_or_malformed(@ForAll("damagedJson") byte[] bytes) {
        expectToldIfMalformed(catchThrowable(() -> Json.parse(bytes)));
    }

    @Property
    void a_text_is_a_value_or_malformed(@ForAll("texts") String text) {
        expectToldIfMalformed(catchThrowable(() -> Json.parse(text)));
    }

    private static void expectToldIfMalformed(Throwable thrown) {
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(Json.Malformed.class);
            assertThat(((Json.Malformed) thrown).why().text(Locale.TRADITIONAL_CHINESE))
                    .isNotBlank();
        }
    }

    @Property
    void what_was_written_reads_the_same(@ForAll("values") Object value) {
        String written = Json.write(value);

        assertThat(Json.write(Json.parseOwn(written))).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":[", "{\"a\":[{\"b\":"})
    void nesting_of_ten_thousand_is_beyond_the_limits(String open) {
        assertBeyondLimits(open.repeat(10_000));
    }

    @ParameterizedTest
    @CsvSource({"1, 1000000", "0., 1000000", "1e, 1000000", "1e2147483648, 1", "-1e-99999999999, 1"})
    void a_giant_of_a_number_is_beyond_the_limits(String start, int digits) {
        assertBeyondLimits("[" + start + "9".repeat(digits) + "]");
    }

    @Test
    void a_name_of_a_million_characters_is_beyond_the_limits() {
        assertBeyondLimits("{\"" + "a".repeat(1_000_000) + "\": 1}");
    }

    /** Ten million bytes of these would be half a gigabyte of empty lists. */
    @ParameterizedTest
    @ValueSource(strings = {"[],", "{},", "1,", "[[[]]],", "\"\","})
    void values_without_number_are_beyond_the_limits(String element) {
        assertBeyondLimits("[" + element.repeat(10_000_000 / element.length()) + "1]");
    }

    private static void assertBeyondLimits(String json) {
        assertThatThrownBy(() -> Json.parse(json))
                .isInstanceOfSatisfying(Json.Malformed.class, malformed -> assertThat(malformed.beyondLimits())
                        .isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":2}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "[{\"a\":1,\"\\u0061\":2}]",
                "{} {}",
                "[1,]",
                "01",
                "'a'",
                "\"\n\"",
                "NaN",
                "/**/1",
                "\"\\x\"",
                "\"\\ud83\""
            })
    void what_is_read_in_two_ways_is_malformed(String json) {
        assertThatThrownBy(() -> Json.parse(json)).isInstanceOf(Json.Malformed.class);
    }
}
