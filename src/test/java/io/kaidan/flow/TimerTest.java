package io.kaidan.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.feel.Feel;
import io.kaidan.feel.FeelError;
import io.kaidan.flow.Timer.Due;
import io.kaidan.flow.Timer.Kind;
import io.kaidan.problem.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimerTest {

    private static final Instant NOW = local("2026-01-31T10:00:00");

    /** By the server's own clock, as moments without an offset are. */
    private static Instant local(String moment) {
        return LocalDateTime.parse(moment).atZone(ZoneId.systemDefault()).toInstant();
    }

    private static Text feel(String expression) {
        try {
            return new Text(null, Feel.parse(expression));
        } catch (FeelError wrong) {
            throw new AssertionError(wrong);
        }
    }

    private static Due first(Kind kind, String text) {
        return new Timer(kind, new Text(text, null)).first(Map.of(), NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "PT90S, 2026-01-31T10:01:30",
        "PT1H30M, 2026-01-31T11:30:00",
        "P1D, 2026-02-01T10:00:00",
        "P2W, 2026-02-14T10:00:00",
        "P1M, 2026-02-28T10:00:00",
        "P1Y, 2027-01-31T10:00:00",
        "P1DT2H, 2026-02-01T12:00:00",
        "P1M1DT1S, 2026-03-01T10:00:01",
        "' PT1S ', 2026-01-31T10:00:01",
        "PT0S, 2026-01-31T10:00:00"
    })
    void a_duration_leads_on_from_now_by_the_calendar(String duration, String due) {
        assertThat(first(Kind.DURATION, duration)).isEqualTo(new Due(local(due), null));
    }

    @Test
    void fractions_of_a_second_count() {
        assertThat(first(Kind.DURATION, "PT0.25S").at()).isEqualTo(NOW.plusMillis(250));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-01T09:00:00Z, 2026-03-01T09:00:00Z",
        "2026-03-01T09:00:00+08:00, 2026-03-01T01:00:00Z",
        "2026-07-01T09:00:00+02:00[Europe/Berlin], 2026-07-01T07:00:00Z"
    })
    void a_date_is_a_moment_with_its_offset(String date, String due) {
        assertThat(first(Kind.DATE, date)).isEqualTo(new Due(Instant.parse(due), null));
    }

    @Test
    void a_date_without_an_offset_is_the_servers_own_time() {
        assertThat(first(Kind.DATE, "2026-03-01T09:00").at()).isEqualTo(local("2026-03-01T09:00:00"));
        assertThat(first(Kind.DATE, "2026-03-01").at()).isEqualTo(local("2026-03-01T00:00:00"));
    }

    @Test
    void a_cycle_with_a_number_is_due_as_often_as_it_says() {
        Due first = first(Kind.CYCLE, "R3/PT1H");
        Due second = Timer.next(first.cycle(), first.at(), first.at());
        Due third = Timer.next(second.cycle(), second.at(), second.at());

        assertThat(first).isEqualTo(new Due(NOW.plusSeconds(3_600), "R2/PT1H"));
        assertThat(second).isEqualTo(new Due(NOW.plusSeconds(7_200), "R1/PT1H"));
        assertThat(third).isEqualTo(new Due(NOW.plusSeconds(10_800), null));
    }

    @Test
    void what_a_cycle_with_a_number_missed_it_makes_up_for() {
        Due next = Timer.next("R2/PT1H", NOW, NOW.plus(Duration.ofDays(7)));

        assertThat(next).isEqualTo(new Due(NOW.plusSeconds(3_600), "R1/PT1H"));
    }

    @ParameterizedTest
    @CsvSource({"R/PT1H, 168, 169", "R/P1D, 168, 192", "R/PT1H, 167.5, 168", "R/PT1S, 87600, 87600.00028"})
    void what_an_endless_cycle_missed_it_leaves_out(String cycle, double hoursLater, double hours) {
        Due next = Timer.next(cycle, NOW, NOW.plusSeconds((long) (hoursLater * 3_600)));

        assertThat(next.cycle()).isEqualTo(cycle);
        assertThat(Duration.between(NOW, next.at()).toSeconds()).isEqualTo(Math.round(hours * 3_600));
    }

    @Test
    void a_cycle_may_have_a_first_moment() {
        Due first = first(Kind.CYCLE, "R2/2026-03-01T09:00:00Z/P1D");

        assertThat(first).isEqualTo(new Due(Instant.parse("2026-03-01T09:00:00Z"), "R1/P1D"));
        assertThat(Timer.next(first.cycle(), first.at(), first.at()))
                .isEqualTo(new Due(Instant.parse("2026-03-02T09:00:00Z"), null));
    }

    @Test
    void a_cycle_may_be_cron_which_never_ends() {
        Due first = first(Kind.CYCLE, "0 0 9-17 * * MON-FRI"); // now is a Saturday
        assertThat(first).isEqualTo(new Due(local("2026-02-02T09:00:00"), "0 0 9-17 * * MON-FRI"));

        assertThat(Timer.next(first.cycle(), first.at(), first.at()).at()).isEqualTo(local("2026-02-02T10:00:00"));
        assertThat(Timer.next(first.cycle(), first.at(), local("2026-02-02T18:30:00"))
                        .at())
                .as("what was missed is left out")
                .isEqualTo(local("2026-02-03T09:00:00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "PT",
                "1H",
                "P1H",
                "PT1D",
                "R/",
                "R0/PT1H",
                "R00/PT1H",
                "R-1/PT1H",
                "Rx/PT1H",
                "R3/PT0S",
                "R/PT-1S",
                "R3/P0D",
                "R9999999999/PT1H",
                "R3/soon/PT1H",
                "R3/PT1H/PT1H",
                "tomorrow",
                "2026-02-30",
                "2026-13-01T00:00:00Z",
                "P99999999999Y",
                "P10000Y",
                "PT9999999999999999999S",
                "PT-999999999H",
                "-0001-01-01T00:00:00Z",
                "+292278994-01-01T00:00:00Z",
                "99 * * * *",
                "0 0 30 2 *",
                "0 0 0 30 2 *",
                "* * * *"
            })
    void what_is_neither_is_refused_whatever_kind_it_should_be(String text) {
        for (Kind kind : Kind.values()) {
            assertThatThrownBy(() -> first(kind, text))
                    .as("%s %s", kind, text)
                    .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.has("timer"))
                            .isTrue());
            assertThat(new Timer(kind, new Text(text, null)).problem()).contains(text);
        }
    }

    @Test
    void an_expression_gives_the_text_and_is_not_judged_before_it_is_evaluated() {
        Timer timer = new Timer(Kind.DURATION, feel("=duration(\"PT\" + string(hours) + \"H\")"));

        assertThat(timer.problem()).isEmpty();
        assertThat(timer.first(Map.of("hours", 3), NOW).at()).isEqualTo(NOW.plusSeconds(10_800));
        Timer date = new Timer(Kind.DATE, feel("=date and time(due) + duration(\"P1D\")"));
        assertThat(date.first(Map.of("due", "2026-03-01T09:00:00Z"), NOW).at())
                .isEqualTo(Instant.parse("2026-03-02T09:00:00Z"));
        Timer day = new Timer(Kind.DATE, feel("=date(due)"));
        assertThat(day.first(Map.of("due", "2026-03-01"), NOW).at()).isEqualTo(local("2026-03-01T00:00:00"));
    }

    @Test
    void an_expression_that_gives_nothing_is_refused() {
        Timer timer = new Timer(Kind.DURATION, feel("=missing"));

        assertThatThrownBy(() -> timer.first(Map.of(), NOW)).isInstanceOf(Refused.class);
    }
}
