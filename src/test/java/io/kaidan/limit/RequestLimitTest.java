package io.kaidan.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.problem.Messages;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestLimitTest {

    private final RequestLimit requests = new RequestLimit();
    private Instant now = Instant.parse("2026-05-04T12:00:00Z");

    @AfterEach
    void usual_settings() {
        Setting.choose(Map.of());
    }

    @Test
    void each_user_may_make_as_many_in_a_minute_as_the_setting_says() {
        Setting.choose(Map.of(Setting.USER_REQUESTS, "3"));
        times(3, 1);

        assertThatThrownBy(() -> requests.count(1, now)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.has(RequestLimit.CODE)).isTrue();
            assertThat(refused.problems().get(0).message(Messages.ENGLISH))
                    .isEqualTo("Expected at most 3 requests a minute from one user but got more. Try again in 20 s.");
        });
        assertThatCode(() -> times(3, 2)).as("somebody else").doesNotThrowAnyException();
        now = now.plusSeconds(20);
        assertThatCode(() -> times(1, 1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> requests.count(1, now)).isInstanceOf(Refused.class);
    }

    @Test
    void nought_is_no_limit() {
        Setting.choose(Map.of(Setting.USER_REQUESTS, "0"));

        assertThatCode(() -> times(1_000_000, 1)).doesNotThrowAnyException();
    }

    private void times(int times, long user) {
        for (int i = 0; i < times; i++) {
            requests.count(user, now);
        }
    }
}
