package io.kaidan.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.problem.Refused;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static String next(String cron, String after) {
        return Cron.next(cron, ZonedDateTime.parse(after).toInstant(), BERLIN, "cron")
                .atZone(BERLIN)
                .toOffsetDateTime()
                .toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * * * | 2026-03-02T10:01+01:00",
                "0 9 * * MON-FRI | 2026-03-03T09:00+01:00",
                "*/20 9-17 * * * | 2026-03-02T10:20+01:00",
                "0 0 13 * 5 | 2026-03-06T00:00+01:00",
                "0 0 * * 0 | 2026-03-08T00:00+01:00",
                "0 0 * * 7 | 2026-03-08T00:00+01:00",
                "0 0 29 2 * | 2028-02-29T00:00+01:00",
                "0 0 31 * * | 2026-03-31T00:00+02:00",
                "*/10 * * * * * | 2026-03-02T10:00:10+01:00",
                "0 0 9-17 * * MON-FRI | 2026-03-02T11:00+01:00",
                "0 0 0 L * * | 2026-03-31T00:00+02:00",
                "0 0 0 ? * MON#2 | 2026-03-09T00:00+01:00",
                "@daily | 2026-03-03T00:00+01:00",
                "@hourly | 2026-03-02T11:00+01:00",
                "'  0   9 *  * mon ' | 2026-03-09T09:00+01:00"
            })
    void five_fields_are_those_of_crontab_and_six_begin_with_the_second(String cron, String next) {
        assertThat(next(cron, "2026-03-02T10:00:00+01:00")).isEqualTo(next); // a Monday
    }

    @Test
    void what_lies_in_an_hour_that_the_clocks_skip_does_not_happen_that_day() {
        assertThat(next("30 2 * * *", "2026-03-28T12:00:00+01:00")).isEqualTo("2026-03-30T02:30+02:00");
    }

    @Test
    void what_lies_in_an_hour_that_the_clocks_have_twice_happens_once() {
        assertThat(next("30 2 * * *", "2026-10-24T12:00:00+02:00")).isEqualTo("2026-10-25T02:30+02:00");
        assertThat(next("30 2 * * *", "2026-10-25T02:30:00+02:00")).isEqualTo("2026-10-26T02:30+01:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 * * * *", "*/15 * * * *", "0 */10 * * * *"})
    void moments_go_on_over_both_changes_of_the_clocks(String cron) {
        for (String day : new String[] {"2026-03-28T22:00:00Z", "2026-10-24T22:00:00Z"}) {
            Instant at = Instant.parse(day);
            Instant end = at.plusSeconds(12 * 3_600);
            int times = 0;
            while (at.isBefore(end)) {
                Instant next = Cron.next(cron, at, BERLIN, "cron");
                assertThat(next).isBetween(at.plusSeconds(1), at.plusSeconds(3_600 + 3_600));
                at = next;
                times++;
            }
            assertThat(times).isGreaterThan(10);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "x",
                "* * * *",
                "* * * * * * *",
                "60 * * * *",
                "* 24 * * *",
                "* * 32 * *",
                "* * * 13 *",
                "* * * * 8",
                "5-1 * * * *",
                "*/0 * * * *",
                "1,,2 * * * *",
                "0 0 30 2 *",
                "0 0 31 2,4 *",
                "0 0 0 ? * ?",
                "@every 5m",
                "@reboot",
                "0 0 * * MON-",
                "0 0 W * *",
                "\u0000 * * * *"
            })
    void what_is_no_cron_or_never_comes_is_refused(String cron) {
        assertThatThrownBy(() -> next(cron, "2026-03-02T10:00:00+01:00"))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.has("cron"))
                        .isTrue());
    }

    @Test
    void a_text_of_a_million_characters_is_refused_at_once() {
        assertThatThrownBy(() -> next("1" + ",1".repeat(500_000) + " * * * *", "2026-03-02T10:00:00+01:00"))
                .isInstanceOf(Refused.class);
    }
}
