package io.kaidan.form;

import static io.kaidan.form.TestForm.form;
import static io.kaidan.form.TestForm.kept;
import static io.kaidan.form.TestForm.open;
import static io.kaidan.form.TestForm.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckboxFieldTest {

    private static final String PLAIN = "{'type': 'checkbox', 'key': 'x'}";
    private static final String REQUIRED = "{'type': 'checkbox', 'key': 'x', 'validate': {'required': true}}";

    @ParameterizedTest
    @ValueSource(strings = {"true", "'true'", "'True'", "1", "'1'", "'on'"})
    void is_ticked(String sent) {
        assertThat(kept(PLAIN, sent)).isEqualTo(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "'false'", "0", "'0'", "'off'"})
    void is_not_ticked(String sent) {
        assertThat(kept(PLAIN, sent)).isEqualTo(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'yes'", "2", "[true]", "{'a': true}"})
    void refuses_anything_else(String sent) {
        assertThat(refused(PLAIN, sent)).containsExactly("type");
    }

    @Test
    void required_means_ticked() {
        assertThat(refused(REQUIRED, "false")).containsExactly("required");
        assertThat(refused(REQUIRED, "true")).isEmpty();
        assertThat(TestForm.problems(open(form(REQUIRED), "{}"))).containsExactly("x required");
    }

    @Test
    void is_not_ticked_in_a_new_ticket_that_does_not_say() {
        assertThat(open(form(PLAIN), "{}").values()).isEqualTo(Map.of("x", false));
    }
}
