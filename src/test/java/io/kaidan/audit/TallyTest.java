package io.kaidan.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final Tally tally = new Tally();
    private Instant now = NOON;

    @Test
    void the_first_time_is_told_at_once_and_those_after_it_when_a_minute_is_over() {
        note("mei", "GET /a");
        assertThat(due()).containsExactly("mei 192.0.2.7 GET /a 1");

        now = now.plusSeconds(10);
        note("mei", "GET /a");
        note("mei", "GET /a");
        assertThat(due()).isEmpty();

        now = now.plusSeconds(50);
        List<AuditEntry> later = tally.due(now);
        assertThat(later).singleElement().satisfies(entry -> {
            assertThat(entry.times()).isEqualTo(2);
            assertThat(entry.at()).isEqualTo(NOON.plusSeconds(10));
        });
    }

    @Test
    void different_ones_stand_in_lines_of_their_own() {
        note("mei", "GET /a");
        note("mei", "GET /b");
        note(null, "GET /a");

        assertThat(due())
                .containsExactly("mei 192.0.2.7 GET /a 1", "mei 192.0.2.7 GET /b 1", "null 192.0.2.7 GET /a 1");
    }

    @Test
    void a_flood_fills_neither_memory_nor_database_and_is_counted_to_the_last() {
        int calls = 0;
        int lines = 0;
        int told = 0;
        for (int minute = 0; minute < 10; minute++) {
            for (int i = 0; i < 20_000; i++, calls++) {
                note("guess " + calls, "GET /" + calls);
            }
            now = now.plusSeconds(60);
            for (AuditEntry entry : tally.due(now)) {
                lines++;
                told += entry.times();
            }
        }
        assertThat(lines).isBetween(500, 500 + 10 * 60 + 1);

        now = now.plus(Duration.ofHours(1));
        told += tally.due(now).stream().mapToInt(AuditEntry::times).sum();
        now = now.plus(Duration.ofHours(1));
        told += tally.due(now).stream().mapToInt(AuditEntry::times).sum();
        assertThat(told).isEqualTo(calls);
        now = now.plus(Duration.ofHours(1));
        assertThat(tally.due(now)).isEmpty();
    }

    @Test
    void those_that_come_again_each_minute_take_no_line_from_one_that_waits() {
        List<String> told = new ArrayList<>();
        for (int second = 0; second < 120; second++) {
            for (int i = 0; i < 600; i++) {
                note("guess " + i, "GET /a");
            }
            if (second == 0) {
                note("admin", "GET /a");
            }
            told.addAll(due());
            now = now.plusSeconds(1);
        }

        assertThat(told).contains("admin 192.0.2.7 GET /a 1");
    }

    @Test
    void at_the_end_the_rest_is_told_without_waiting_for_a_minute_or_a_line() {
        for (int i = 0; i < 502; i++) {
            note("guess " + i, "GET /a");
        }
        assertThat(due()).hasSize(500);
        note("guess 0", "GET /a");
        note("guess 0", "GET /a");
        assertThat(due()).isEmpty();

        assertThat(texts(tally.rest()))
                .containsExactlyInAnyOrder(
                        "guess 0 192.0.2.7 GET /a 2", "guess 500 192.0.2.7 GET /a 1", "guess 501 192.0.2.7 GET /a 1");
        assertThat(tally.rest()).isEmpty();
    }

    @Test
    void what_a_database_cannot_keep_is_made_fit() {
        note("x".repeat(100_000) + "\u0000", "GET /\u0000\uD800");

        assertThat(tally.due(now)).singleElement().satisfies(entry -> {
            assertThat(entry.who()).isEqualTo("x".repeat(254) + "…");
            assertThat(entry.object()).isEqualTo("GET /\uFFFD\uFFFD");
        });
    }

    private void note(String who, String call) {
        tally.note(now, who, "192.0.2.7", AuditAction.ACCESS, call, Outcome.REFUSED);
    }

    private List<String> due() {
        return texts(tally.due(now));
    }

    private static List<String> texts(List<AuditEntry> entries) {
        return entries.stream()
                .map(entry -> entry.who() + " " + entry.address() + " " + entry.object() + " " + entry.times())
                .toList();
    }
}
