package io.kaidan.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.limit.OpenTransfers.Transfer;
import io.kaidan.problem.Messages;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenUploadsTest {

    private final OpenUploads uploads = new OpenUploads();

    @AfterEach
    void usual_settings() {
        Setting.choose(Map.of());
    }

    @Test
    void a_user_may_send_as_many_at_once_as_the_setting_says_and_the_next_when_one_is_over() {
        Setting.choose(Map.of(Setting.USER_UPLOADS, "2"));
        Transfer first = uploads.begin(1);
        uploads.begin(1);

        assertRefused(
                1, "Expected at most 2 uploads of one user at once but so many are under way. Try again in a moment.");
        uploads.begin(2);
        first.close();
        first.close(); // counts once
        uploads.begin(1);
        assertRefused(
                1, "Expected at most 2 uploads of one user at once but so many are under way. Try again in a moment.");
    }

    @Test
    void a_node_takes_in_as_many_at_once_as_the_setting_says() {
        Setting.choose(Map.of(Setting.UPLOADS, "2"));
        Transfer first = uploads.begin(1);
        uploads.begin(2);

        assertRefused(3, "Expected at most 2 uploads at once but so many are under way. Try again in a moment.");
        first.close();
        assertThatCode(() -> uploads.begin(3)).doesNotThrowAnyException();
    }

    @Test
    void nought_is_no_limit() {
        Setting.choose(Map.of(Setting.UPLOADS, "0", Setting.USER_UPLOADS, "0"));

        assertThatCode(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        uploads.begin(1);
                    }
                })
                .doesNotThrowAnyException();
    }

    private void assertRefused(long user, String message) {
        assertThatThrownBy(() -> uploads.begin(user)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.problems().get(0).message(Messages.ENGLISH))
                .isEqualTo(message));
    }
}
