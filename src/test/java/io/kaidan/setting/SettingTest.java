package io.kaidan.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingTest {

    private final Locale usual = Locale.getDefault();

    @AfterEach
    void usual_settings() {
        Locale.setDefault(usual);
        List.of("files", "login.uniform", "file.bytes").forEach(name -> System.clearProperty("kaidan." + name));
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
}
