package io.kaidan.quick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.identity.Caller;
import io.kaidan.limit.OpenUploads;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Caller MEI = new Caller(1, "mei", Set.of(), false, Map.of(), 1);

    private final OpenUploads uploads = new OpenUploads();

    @AfterEach
    void usual_settings() {
        Setting.choose(Map.of());
    }

    @Test
    void an_upload_of_a_stranger_is_one_of_all_from_its_first_byte_to_its_end() {
        Setting.choose(Map.of(Setting.UPLOADS, "1"));
        Gate first = gate();
        first.fileBytes(1);
        first.fileBytes(2);

        assertRefused(() -> gate().fileBytes(1));
        assertRefused(() -> gate().text("security", "abc"));
        first.close();
        assertThatCode(() -> gate().fileBytes(1)).doesNotThrowAnyException();
    }

    @Test
    void it_is_the_users_as_soon_as_the_code_tells_who_sends_it() {
        Setting.choose(Map.of(Setting.USER_UPLOADS, "1", Setting.UPLOADS, "2"));
        Gate first = gate();
        first.fileBytes(1);
        first.text("security", "abc");
        Gate second = gate();
        second.fileBytes(1);

        assertRefused(() -> second.text("security", "abc"));
        second.close();
        assertRefused(() -> gate().text("security", "abc"));
        first.close();
        assertThatCode(() -> gate().text("security", "abc")).doesNotThrowAnyException();
    }

    @Test
    void a_code_that_is_heard_before_the_whole_call_is_there_is_looked_up_then() {
        Gate gate = new Gate(
                code -> MEI,
                code -> {
                    throw Refused.because("expired_code");
                },
                uploads,
                10,
                files -> {});

        gate.text("security", "abc");

        assertThat(gate.caller()).isSameAs(MEI);
        gate.close();
    }

    @Test
    void files_are_let_in_where_who_sends_them_may_do_what_he_was_heard_to_want() {
        List<String> asked = new ArrayList<>();
        Gate gate = new Gate(
                code -> MEI,
                code -> MEI,
                uploads,
                10,
                heard -> asked.add(heard.caller().username() + " " + heard.action() + " " + heard.dataId()));

        gate.fileBytes(1);
        gate.text("action", "update");
        gate.text("data_id", " 7 ");
        gate.fileBytes(2);
        assertThat(asked).as("nobody is known").isEmpty();
        gate.text("security", "abc");
        gate.fileBytes(3);
        gate.fileBytes(4);

        assertThat(asked).containsExactly("mei update 7");
        gate.close();
    }

    @Test
    void great_texts_are_let_in_when_a_code_was_shown() {
        Gate gate = gate();
        assertThatThrownBy(gate::greatTexts)
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.has("no_code"))
                        .isTrue());

        gate.text("security", "abc");

        assertThatCode(gate::greatTexts).doesNotThrowAnyException();
        gate.close();
    }

    private Gate gate() {
        return new Gate(code -> MEI, code -> MEI, uploads, 10, files -> {});
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.has(OpenUploads.CODE))
                        .isTrue());
    }
}
