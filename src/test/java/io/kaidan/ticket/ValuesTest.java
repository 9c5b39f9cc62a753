package io.kaidan.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

    @ParameterizedTest
    @CsvSource({
        "2020-07-15T15:44:06.670, 2020-07-15T15:44:06.670Z",
        "2020-07-15 15:44:06, 2020-07-15T15:44:06Z",
        "2020-07-15T15:44, 2020-07-15T15:44:00Z",
        "2020-07-15, 2020-07-15T00:00:00Z",
        "2020-07-15T15:44:06Z, 2020-07-15T15:44:06Z",
        "2020-07-15T15:44:06+08:00, 2020-07-15T07:44:06Z",
        "2020-07-15 15:44:06-01:00, 2020-07-15T16:44:06Z"
    })
    void a_moment_is_read_in_utc_where_no_offset_is_told(String text, String moment) {
        assertThat(Values.moment(text)).hasToString(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2020-02-30", "+10000-01-01", "2020-07-15T", "-0001-01-01T00:00:00Z"})
    void what_is_no_moment_of_the_database_is_none(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Values.moment(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1,000", "1e999999999", "1e-1001", "NaN"})
    void what_is_no_number_of_the_database_is_none(String text) {
        assertThat(Values.maybeNumber(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-2.50", "1e3", " 7 "})
    void a_number_is_read(String text) {
        assertThat(Values.maybeNumber(text)).isPresent();
    }
}
