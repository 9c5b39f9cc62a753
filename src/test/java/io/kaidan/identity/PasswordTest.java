package io.kaidan.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordTest {

    @ParameterizedTest
    @ValueSource(strings = {"admin", "a:b:c", "密碼🔑", "", " with blanks "})
    void the_right_password_unlocks_what_was_stored(String plain) {
        String text = Password.of(plain, 10).text();

        assertThat(Password.stored(text).unlock(plain)).isPresent();
        assertThat(Password.stored(text).unlock(plain + "x")).isEmpty();
    }

    @Test
    void a_decomposed_accent_is_the_same_as_a_composed_one() {
        assertThat(Password.of("ju\u0308rgen", 10).unlock("j\u00fcrgen")).isPresent();
        assertThat(Password.of("j\u00fcrgen", 10).unlock("ju\u0308rgen")).isPresent();
    }

    @Test
    void the_stored_text_names_algorithm_and_iterations_and_holds_the_first_half_only() {
        Password password = Password.of("secret", 10);

        String[] parts = password.text().split("\\$");

        assertThat(parts).hasSize(4).startsWith("PBKDF2WithHmacSHA512", "10");
        byte[] verifier = java.util.Base64.getDecoder().decode(parts[3]);
        assertThat(verifier).hasSize(32).isNotEqualTo(password.unlock("secret").orElseThrow());
    }

    @Test
    void the_key_is_the_same_each_time_and_another_one_for_another_salt() {
        Password password = Password.of("secret", 10);
        byte[] key = password.unlock("secret").orElseThrow();

        assertThat(Password.stored(password.text()).unlock("secret")).contains(key);
        assertThat(key).hasSize(32);
        assertThat(Password.of("secret", 10).unlock("secret").orElseThrow()).isNotEqualTo(key);
    }

    @Test
    void a_password_keeps_its_own_number_of_iterations() {
        String text = Password.of("secret", 7).text();

        assertThat(text).contains("$7$");
        assertThat(Password.stored(text.replace("$7$", "$8$")).unlock("secret")).isEmpty();
    }

    @Test
    void nothing_unlocks_the_password_of_nobody() {
        assertThat(Password.ofNobody(10).unlock("")).isEmpty();
        assertThat(Password.ofNobody(10).unlock("secret")).isEmpty();
    }

    /** Only somebody who wrote past this product into its database has such a one. */
    @Test
    void a_password_of_more_than_1024_characters_is_wrong_even_where_it_is_right() {
        String longest = "x".repeat(1024);

        assertThat(Password.of(longest, 10).unlock(longest)).isPresent();
        assertThat(Password.of(longest + "x", 10).unlock(longest + "x")).isEmpty();
        assertThat(Password.of("too long", 10).unlock(longest + "x")).isEmpty();
    }
}
