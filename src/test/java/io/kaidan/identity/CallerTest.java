package io.kaidan.identity;

import static io.kaidan.identity.Permission.ADD;
import static io.kaidan.identity.Permission.DELETE;
import static io.kaidan.identity.Permission.VIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.problem.Refused;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CallerTest {

    private final Caller clerk =
            new Caller(1, "mei", Set.of("IT", "HR"), false, Map.of("incident-management", Set.of(VIEW, ADD)), 1);
    private final Caller admin = new Caller(2, "admin", Set.of(), true, Map.of(), 1);

    @Test
    void may_what_the_roles_permit_for_that_flow_only() {
        assertThat(clerk.may(ADD, "incident-management")).isTrue();
        assertThat(clerk.may(DELETE, "incident-management")).isFalse();
        assertThat(clerk.may(VIEW, "leave-request")).isFalse();
    }

    @Test
    void an_administrator_may_everything() {
        assertThat(admin.may(DELETE, "leave-request")).isTrue();
        assertThatCode(admin::requireAdmin).doesNotThrowAnyException();
    }

    @Test
    void nobody_else_passes_as_administrator() {
        assertThatThrownBy(clerk::requireAdmin)
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.has("forbidden")).isTrue());
    }

    @Test
    void is_in_any_of_the_groups_when_one_of_them_is_his() {
        assertThat(clerk.inAnyOf(List.of("Finance", "HR"))).isTrue();
        assertThat(clerk.inAnyOf(List.of("Finance"))).isFalse();
        assertThat(clerk.inAnyOf(List.of())).isFalse();
    }
}
