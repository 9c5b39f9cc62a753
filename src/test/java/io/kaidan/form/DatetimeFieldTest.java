package io.kaidan.form;

import static io.kaidan.form.TestForm.kept;
import static io.kaidan.form.TestForm.refused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatetimeFieldTest {

    private static String field(String subtype) {
        return "{'type': 'datetime', 'key': 'x', 'subtype': '" + subtype + "'}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-23",
                " 2026-11-23 ",
                "2026-11-23T14:30",
                "2026-11-23 14:30:00",
                "2026-11-23T00:00:00.000Z",
                "2026-11-23T23:59+08:00"
            })
    void keeps_a_date_and_cuts_a_time_off(String sent) {
        assertThat(kept(field("date"), "'" + sent + "'")).isEqualTo("2026-11-23");
    }

    @ParameterizedTest
    @CsvSource({
        "14:30, 14:30:00",
        "14:30:15, 14:30:15",
        "14:30:15.123, 14:30:15",
        "14:30Z, 14:30:00Z",
        "14:30+08:00, 14:30:00+08:00"
    })
    void keeps_a_time(String sent, String kept) {
        assertThat(kept(field("time"), "'" + sent + "'")).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T14:30, 2026-11-23T14:30:00",
        "2026-11-23 14:30, 2026-11-23T14:30:00",
        "2026-11-23 14:30:15, 2026-11-23T14:30:15",
        "2026-11-23T14:30Z, 2026-11-23T14:30:00Z",
        "2026-11-23T14:30:00.000+08:00, 2026-11-23T14:30:00+08:00"
    })
    void keeps_date_and_time(String sent, String kept) {
        assertThat(kept(field("datetime"), "'" + sent + "'")).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "date, 2026-02-29",
        "date, 23.11.2026",
        "date, 2026-1-2",
        "date, +12026-01-01",
        "date, 14:30",
        "date, 2026-11-23T25:00",
        "time, 24:00",
        "time, 14",
        "time, 2026-11-23",
        "time, 14:30+19:00",
        "datetime, 2026-11-23",
        "datetime, 2026-02-30T10:00",
        "datetime, tomorrow"
    })
    void refuses_what_is_none(String subtype, String sent) {
        assertThat(refused(field(subtype), "'" + sent + "'")).containsExactly("format");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1795392000", "true", "['2026-11-23']"})
    void refuses_other_types(String sent) {
        assertThat(refused(field("date"), sent)).containsExactly("type");
    }

    @ParameterizedTest
    @ValueSource(strings = {"date", "time", "datetime"})
    void blanks_are_no_value(String subtype) {
        assertThat(kept(field(subtype), "'  '")).isNull();
    }
}
