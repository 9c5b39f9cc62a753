package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a rhythm would be due, before anybody keeps it. */
class SchedulePreviewIT extends BlackBox {

    @Test
    void the_next_five_times_of_a_cron_go_by_the_clocks_of_its_time_zone() {
        List<ZonedDateTime> runs = runs(Map.of("cron", "0 9 * * MON-FRI", "timeZone", "Asia/Taipei")).stream()
                .map(run -> run.atZone(ZoneId.of("Asia/Taipei")))
                .toList();

        assertThat(runs).hasSize(5).isSorted().doesNotHaveDuplicates().allSatisfy(run -> {
            assertThat(run.toLocalTime()).isEqualTo(LocalTime.of(9, 0));
            assertThat(run.getDayOfWeek()).isNotIn(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
        });
        assertThat(runs.get(0)).isAfter(ZonedDateTime.now());
    }

    @Test
    void a_duration_is_counted_from_now() {
        List<Instant> runs = runs(Map.of("every", "PT2H"));

        assertThat(Duration.between(runs.get(0), runs.get(4))).isEqualTo(Duration.ofHours(8));
    }

    @Test
    void everything_that_is_wrong_is_told_at_once() {
        assertThat(api().post("schedules/preview", Map.of("cron", "often", "timeZone", "Mars", "lost", 1))
                        .problems())
                .containsExactlyInAnyOrder("cron:cron", "timeZone:time_zone", "lost:unknown_member");
        assertThat(api().post("schedules/preview", Map.of()).problems()).containsExactly("cron:cron_or_every");
    }

    private static List<Instant> runs(Map<String, Object> body) {
        return ((List<?>) api().post("schedules/preview", body).json().get("runs"))
                .stream().map(run -> Instant.parse((String) run)).toList();
    }
}
