package io.kaidan.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | en",
                "en-GB,ja;q=0.5 | en",
                "fr, ja;q=0.2, en;q=0.1 | ja",
                "en;q=0, ja;q=0.2 | ja",
                "zh-CN | zh-Hans",
                "zh-Hans-TW | zh-Hans",
                "zh-TW | zh-Hant"
            })
    void a_reader_gets_the_language_he_likes_best(String accepted, String language) {
        assertThat(Messages.match(accepted).toLanguageTag()).isEqualTo(language);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {"fr", "*", "en;q=0", "en;q=0.0, ja;q=0", ";;;", "en;q=x"})
    void anybody_else_gets_traditional_chinese(String accepted) {
        assertThat(Messages.match(accepted)).isEqualTo(Messages.HANT);
    }
}
