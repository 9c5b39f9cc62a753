package io.kaidan.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.problem.Messages;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemDetailTest {

    @ParameterizedTest
    @CsvSource({
        "forbidden,403",
        "unknown_ticket,404",
        "already_pushed,409",
        "last_admin,409",
        "username_taken,409",
        "body,400",
        "too_large,413",
        "required,422"
    })
    void the_code_decides_on_the_status(String code, int status) {
        assertThat(members(Problem.of(code, "x"))).containsEntry("status", status);
    }

    @Test
    void what_a_field_names_and_does_not_exist_is_no_missing_page() {
        assertThat(members(Problem.at("groups", "unknown_group", "IT"))).containsEntry("status", 422);
    }

    @Test
    void problems_of_different_kinds_are_unprocessable_together() {
        assertThat(members(Problem.at("username", "username_taken", "mei"), Problem.at("password", "required")))
                .containsEntry("status", 422)
                .containsEntry("title", "Unprocessable Content");
    }

    @Test
    void the_detail_holds_every_message() {
        assertThat(members(Problem.of("forbidden"), Problem.at("password", "required")))
                .containsEntry("detail", "You lack the permission for this.\nExpected a value but there is none.");
    }

    private static Map<String, Object> members(Problem... problems) {
        return ProblemDetail.of(new Refused(Arrays.asList(problems)), Messages.ENGLISH)
                .members();
    }
}
