package io.kaidan.identity;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class BasicCredentialsTest {

    @Test
    void a_password_may_contain_colons() {
        assertThat(BasicCredentials.read(header("mei:a:b:", UTF_8))).contains(new BasicCredentials("mei", "a:b:"));
    }

    @Test
    void a_name_may_be_an_address_and_both_may_be_UTF_8() {
        assertThat(BasicCredentials.read(header("王小明@example.com:密碼🔑", UTF_8)))
                .contains(new BasicCredentials("王小明@example.com", "密碼🔑"));
    }

    @Test
    void bytes_that_are_not_UTF_8_count_as_ISO_8859_1() {
        assertThat(BasicCredentials.read(header("jürgen:straße", ISO_8859_1)))
                .contains(new BasicCredentials("jürgen", "straße"));
    }

    @Test
    void a_decomposed_accent_is_the_same_as_a_composed_one() {
        assertThat(BasicCredentials.read(header("ju\u0308rgen:x", UTF_8)))
                .contains(new BasicCredentials("j\u00fcrgen", "x"));
    }

    @Test
    void so_is_it_in_the_longest_name_there_can_be_and_a_longer_one_is_not_looked_at() {
        assertThat(new BasicCredentials("\u03b1\u0314\u0300\u0345".repeat(254), "x").username())
                .isEqualTo("\u1f83".repeat(254));
        assertThat(new BasicCredentials("e\u0301".repeat(600), "x").username()).isEqualTo("e\u0301".repeat(600));
    }

    @Test
    void the_scheme_is_read_in_any_case() {
        assertThat(BasicCredentials.read("bAsIc " + base64("a:", UTF_8))).contains(new BasicCredentials("a", ""));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "Basic", "Basic ", "Basic %%%", "Basic bm9jb2xvbg==", "Bearer YTpi"})
    void anything_else_is_no_header(String header) {
        assertThat(BasicCredentials.read(header)).isEmpty();
    }

    private static String header(String text, Charset charset) {
        return "Basic " + base64(text, charset);
    }

    private static String base64(String text, Charset charset) {
        return Base64.getEncoder().encodeToString(text.getBytes(charset));
    }
}
