package io.kaidan.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatestReadingTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void at_first_nothing_is_known_and_the_database_may_be_asked() {
        LatestReading none = LatestReading.NONE;

        assertThat(none.answers()).isFalse();
        assertThat(none.at(NOW).reading()).isEqualTo(Reading.NONE);
        assertThat(none.next()).isBefore(NOW);
    }

    @Test
    void it_is_asked_again_after_twenty_times_what_it_took_within_5_seconds_and_10_minutes() {
        assertThat(told(Duration.ofMillis(10)).next()).isEqualTo(NOW.plusSeconds(5));
        assertThat(told(Duration.ofSeconds(3)).next()).isEqualTo(NOW.plusSeconds(60));
        assertThat(told(Duration.ofSeconds(40)).next()).isEqualTo(NOW.plusSeconds(600));
    }

    @Test
    void one_that_counts_for_too_long_answers_and_has_its_pause_and_the_numbers_of_before_stay() {
        LatestReading before = told(Duration.ofSeconds(1));
        Instant asked = NOW.plusSeconds(30);

        LatestReading after = before.silent().gaveUp(asked, asked.plusSeconds(5));

        assertThat(after.answers()).isTrue();
        assertThat(after.reading()).isEqualTo(before.reading());
        assertThat(after.took()).isEqualTo(Duration.ofSeconds(5));
        assertThat(after.next()).isEqualTo(asked.plusSeconds(5 + 100));
    }

    @Test
    void one_that_fails_does_not_answer_and_tells_nothing_but_is_asked_again_soon() {
        LatestReading after = told(Duration.ofSeconds(3)).failed(NOW.plusSeconds(70));

        assertThat(after.answers()).isFalse();
        assertThat(after.reading()).isEqualTo(Reading.NONE);
        assertThat(after.next()).isEqualTo(NOW.plusSeconds(75));
    }

    @Test
    void while_it_is_silent_the_numbers_of_before_are_told_for_ten_minutes() {
        LatestReading told = told(Duration.ofSeconds(1));

        LatestReading silent = told.silent();

        assertThat(silent.answers()).isFalse();
        assertThat(silent.at(NOW.plusSeconds(600)).reading()).isEqualTo(told.reading());
        assertThat(silent.at(NOW.plusSeconds(601)).reading()).isEqualTo(Reading.NONE);
        assertThat(silent.at(NOW.plusSeconds(601)).next()).isEqualTo(told.next());
    }

    private static LatestReading told(Duration took) {
        return LatestReading.NONE.told(new Reading(NOW, took, Map.of(), Map.of(), Map.of("used", 3L)));
    }
}
