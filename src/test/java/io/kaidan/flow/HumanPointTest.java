package io.kaidan.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.feel.Feel;
import io.kaidan.form.Form;
import io.kaidan.problem.Phrase;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HumanPointTest {

    private static List<?> refusals(String validation, Map<String, Object> values) throws Exception {
        Feel feel = validation == null ? null : Feel.parse(validation);
        return new HumanPoint(Form.EMPTY, feel, null, null, null, null, List.of()).refusals(values);
    }

    @Test
    void without_a_validation_everything_passes() throws Exception {
        assertThat(refusals(null, Map.of())).isEmpty();
    }

    @Test
    void true_passes_and_a_text_refuses_with_it() throws Exception {
        String validation = "=if days <= 10 then true else \"最多 10 天\"";

        assertThat(refusals(validation, Map.of("days", 3))).isEmpty();
        assertThat(refusals(validation, Map.of("days", 11))).isEqualTo(List.of("最多 10 天"));
    }

    @Test
    void a_list_refuses_with_each_of_its_texts_and_nulls_count_for_nothing() throws Exception {
        String validation = "=[if a then \"甲\" else null, if b then \"乙\" else null]";

        assertThat(refusals(validation, Map.of("a", true, "b", true))).isEqualTo(List.of("甲", "乙"));
        assertThat(refusals(validation, Map.of("a", false, "b", true))).isEqualTo(List.of("乙"));
        assertThat(refusals(validation, Map.of("a", false, "b", false))).isEmpty();
    }

    @Test
    void false_and_null_refuse_without_showing_the_expression() throws Exception {
        assertThat(refusals("=days > 3", Map.of("days", 1))).isEqualTo(List.of(Phrase.of("validation.unmet")));
        assertThat(refusals("=days > 3", Map.of())).isEqualTo(List.of(Phrase.of("validation.unmet")));
    }
}
