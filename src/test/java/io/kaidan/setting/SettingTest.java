package io.kaidan.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.problem.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {

    private final Locale usual = Locale.getDefault();

    @AfterEach
    void usual_settings() {
        Locale.setDefault(usual);
        Setting.choose(Map.of());
        List.of("files", "login.uniform", "file.bytes", "metrics.token")
                .forEach(name -> System.clearProperty("kaidan." + name));
    }

    /** Whoever follows the database may have read before a change and come to tell after it. */
    @Test
    void what_was_read_before_a_change_does_not_undo_it() throws InterruptedException {
        Thread change = new Thread(() -> Setting.choose(Map.of(Setting.FILES, "2")));

        Setting.choose(() -> {
            change.start();
            awaitEnd(change, 100); // it cannot end before this does
            return Map.of(Setting.FILES, "1");
        });
        change.join();

        assertThat(Setting.FILES.number()).isEqualTo(2);
    }

    private static void awaitEnd(Thread thread, long milliseconds) {
        try {
            thread.join(milliseconds);
        } catch (InterruptedException stopping) {
            throw new AssertionError(stopping);
        }
    }

    /** As OWASP asks for of PBKDF2-HMAC-SHA512; all other tests choose fewer. */
    @Test
    void passwords_are_hashed_slowly_where_nobody_says_otherwise() {
        assertThat(Setting.PASSWORD_ITERATIONS.number()).isGreaterThanOrEqualTo(210_000);
    }

    @Test
    void the_defaults_are_right() {
        assertThatCode(Setting::check).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "many", "-1", "1.5", "1e3", "2147483648", "99999999999999999999", "１"})
    void a_number_that_is_none_or_out_of_bounds_is_named_with_what_was_expected(String files) {
        System.setProperty("kaidan.files", files);

        assertThatThrownBy(Setting::check)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Expected KAIDAN_FILES to be a whole number from 0 to 2147483647 but it is \"" + files + "\".");
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        System.setProperty("kaidan.login.uniform", "yes");
        System.setProperty("kaidan.files", "x");

        assertThatThrownBy(Setting::check)
                .hasMessageStartingWith(
                        "Expected KAIDAN_LOGIN_UNIFORM to be true or false but it is \"yes\". Expected");
    }

    @Test
    void a_secret_that_does_not_fit_is_not_told() {
        System.setProperty("kaidan.metrics.token", "hush");

        assertThatThrownBy(Setting::check)
                .hasMessage(
                        "Expected KAIDAN_METRICS_TOKEN to be at least 16 characters, none of them blank but it is not.");
    }

    @Test
    void blanks_around_a_value_and_the_case_of_a_flag_do_not_matter() {
        System.setProperty("kaidan.files", " 7 ");
        System.setProperty("kaidan.login.uniform", " True ");

        assertThatCode(Setting::check).doesNotThrowAnyException();
        assertThat(Setting.FILES.number()).isEqualTo(7);
        assertThat(Setting.LOGIN_UNIFORM.on()).isTrue();
    }

    @Test
    void names_are_the_same_in_every_language_of_the_machine() {
        Locale.setDefault(Locale.forLanguageTag("tr"));
        System.setProperty("kaidan.file.bytes", "9");

        assertThat(Setting.FILE_BYTES.number()).isEqualTo(9);
    }

    @Test
    void what_is_chosen_counts_before_the_default_and_behind_what_the_server_gives() {
        assertThat(Setting.FILES.source()).isEqualTo(Setting.Source.DEFAULT);

        Setting.choose(Map.of(Setting.FILES, "7"));
        assertThat(Setting.FILES.number()).isEqualTo(7);
        assertThat(Setting.FILES.source()).isEqualTo(Setting.Source.CHOSEN);

        System.setProperty("kaidan.files", "8");
        assertThat(Setting.FILES.number()).isEqualTo(8);
        assertThat(Setting.FILES.source()).isEqualTo(Setting.Source.PROPERTY);
    }

    @Test
    void what_is_chosen_does_not_count_where_it_does_not_fit_or_the_setting_is_fixed() {
        Setting.choose(Map.of(
                Setting.FILES, "many",
                Setting.LOGIN_UNIFORM, "perhaps",
                Setting.JOB_THREADS, "9",
                Setting.HTTP_ALLOWED_HOSTS, "private/erp",
                Setting.MESSAGE_SECONDS, "60"));

        assertThat(Setting.FILES.number()).isEqualTo(100);
        assertThat(Setting.LOGIN_UNIFORM.on()).isFalse();
        assertThat(Setting.JOB_THREADS.number()).isEqualTo(8);
        assertThat(Setting.HTTP_ALLOWED_HOSTS.text()).isEmpty();
        assertThat(Setting.MESSAGE_SECONDS.number()).isEqualTo(60);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api.example.com", "a:1, private/b:65535", "[2001:db8::7]:8080"})
    void hosts_may_be_called(String hosts) {
        assertThat(Setting.HTTP_ALLOWED_HOSTS.accepts(hosts)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://a", "a:0", "a:65536", "a:99999", "a b", "a,,b", "a@b"})
    void what_is_no_host_may_not(String hosts) {
        assertThat(Setting.HTTP_ALLOWED_HOSTS.accepts(hosts)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void each_has_a_meaning_in_every_language(Setting setting) {
        for (Locale reader : List.of(Messages.HANT, Messages.HANS, Messages.ENGLISH, Messages.JAPANESE)) {
            String key = "setting." + setting.name();
            assertThat(Messages.text(reader, key)).isNotEqualTo(key).isNotBlank();
        }
    }
}
