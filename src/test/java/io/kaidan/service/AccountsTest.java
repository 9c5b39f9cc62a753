package io.kaidan.service;

import static io.kaidan.service.SecurityCodeAnswer.Outcome.GIVEN;
import static io.kaidan.service.SecurityCodeAnswer.Outcome.INACTIVE_USER;
import static io.kaidan.service.SecurityCodeAnswer.Outcome.UNKNOWN_USER;
import static io.kaidan.service.SecurityCodeAnswer.Outcome.WRONG_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.audit.AuditAction;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.identity.Users;
import io.kaidan.problem.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsTest {

    private static final String PASSWORD = "密碼:with:colons";

    private final Services node = new Services();
    private final String name = "王小明+" + UUID.randomUUID() + "@example.com";

    @BeforeEach
    void given_a_user() {
        System.setProperty("kaidan.password.iterations", "1000");
        System.setProperty("kaidan.login.failures", "5");
        node.start(); // an administrator must remain, whatever other tests did
        node.directory(d -> d.addUser(Services.ADMIN, Map.of("username", name, "password", PASSWORD)));
    }

    @AfterEach
    void usual_settings() {
        List.of("password.iterations", "login.failures", "login.uniform")
                .forEach(setting -> System.clearProperty("kaidan." + setting));
    }

    @Test
    void asking_again_gives_the_same_code_on_another_node_too() {
        String code = code();
        String elsewhere =
                new Services().accounts(a -> a.securityCode(name, PASSWORD).code());

        assertThat(code()).isEqualTo(code).isEqualTo(elsewhere);
    }

    @Test
    void asking_starts_the_idle_time_anew() {
        String code = code();
        node.pass(Duration.ofSeconds(200));
        code();
        node.pass(Duration.ofSeconds(200));

        assertThat(code()).isEqualTo(code);
    }

    @Test
    void using_starts_the_idle_time_anew() {
        String code = code();
        for (int call = 0; call < 5; call++) {
            node.pass(Duration.ofSeconds(200));
            assertThat(node.accounts(a -> a.callerByCode(code)).username()).isEqualTo(name);
        }
    }

    @Test
    void an_idle_code_is_expired_and_asking_gives_a_new_one() {
        String code = code();
        node.pass(Duration.ofSeconds(316));

        assertRefused("expired_code", () -> node.accounts(a -> a.callerByCode(code)));
        String fresh = code();
        assertThat(fresh).isNotEqualTo(code);
        assertThat(node.accounts(a -> a.callerByCode(fresh)).username()).isEqualTo(name);
        assertRefused("unknown_code", () -> node.accounts(a -> a.callerByCode(code)));
    }

    @Test
    void a_code_that_nobody_has_is_unknown() {
        assertRefused("unknown_code", () -> node.accounts(a -> a.callerByCode("nobody's \u0000 code")));
    }

    @Test
    void each_reason_has_its_own_answer() {
        assertThat(outcome(name, "wrong")).isEqualTo(WRONG_PASSWORD);
        assertThat(outcome("nobody", PASSWORD)).isEqualTo(UNKNOWN_USER);
        assertThat(outcome("no\u0000body", PASSWORD)).isEqualTo(UNKNOWN_USER);
        change(Map.of("active", false));
        assertThat(outcome(name, PASSWORD)).isEqualTo(INACTIVE_USER);
        assertThat(outcome(name, "wrong")).isEqualTo(WRONG_PASSWORD);
    }

    @Test
    void a_setting_makes_all_of_them_one_answer() {
        System.setProperty("kaidan.login.uniform", "true");
        change(Map.of("active", false));

        assertThat(outcome("nobody", PASSWORD)).isEqualTo(WRONG_PASSWORD);
        assertThat(outcome(name, PASSWORD)).isEqualTo(WRONG_PASSWORD);
    }

    @Test
    void wrong_passwords_in_a_row_lock_the_account_for_a_while() {
        code();
        for (int i = 0; i < 5; i++) {
            outcome(name, "wrong");
        }

        assertThat(outcome(name, PASSWORD)).isEqualTo(WRONG_PASSWORD);
        assertRefused("credentials", () -> node.accounts(a -> a.callerByPassword(name, PASSWORD, SignInWay.BASIC)));
        node.pass(Duration.ofSeconds(301));
        assertThat(outcome(name, PASSWORD)).isEqualTo(GIVEN);
    }

    @Test
    void a_locked_account_is_locked_on_every_node_and_for_what_was_right_a_moment_ago() {
        Services other = new Services();
        other.accounts(a -> a.callerByPassword(name, PASSWORD, SignInWay.BASIC));
        for (int i = 0; i < 5; i++) {
            outcome(name, "wrong");
        }

        assertRefused("credentials", () -> other.accounts(a -> a.callerByPassword(name, PASSWORD, SignInWay.BASIC)));
        other.pass(Duration.ofSeconds(299));
        assertRefused("credentials", () -> other.accounts(a -> a.callerByPassword(name, PASSWORD, SignInWay.BASIC)));
        other.pass(Duration.ofSeconds(2));
        assertThat(other.accounts(a -> a.callerByPassword(name, PASSWORD, SignInWay.BASIC))
                        .username())
                .isEqualTo(name);
    }

    @Test
    void a_lock_keeps_nobody_else_out() {
        String other = name + ".other";
        node.directory(d -> d.addUser(Services.ADMIN, Map.of("username", other, "password", PASSWORD)));
        for (int i = 0; i < 5; i++) {
            outcome(name, "wrong");
        }

        assertThat(outcome(other, PASSWORD)).isEqualTo(GIVEN);
    }

    @Test
    void a_right_password_starts_the_count_anew() {
        for (int i = 0; i < 12; i++) {
            outcome(name, i % 4 == 3 ? PASSWORD : "wrong");
        }

        assertThat(outcome(name, PASSWORD)).isEqualTo(GIVEN);
    }

    @Test
    void guesses_at_the_same_moment_are_counted_one_by_one() {
        IntStream.range(0, 40).parallel().forEach(i -> outcome(name, "guess " + i));

        assertThat(outcome(name, PASSWORD)).isEqualTo(WRONG_PASSWORD);
    }

    @Test
    void askers_at_the_same_moment_get_the_same_code() {
        List<String> codes = IntStream.range(0, 40)
                .parallel()
                .mapToObj(i -> new Services()
                        .accounts(a -> a.securityCode(name, PASSWORD).code()))
                .distinct()
                .toList();

        assertThat(codes).hasSize(1).doesNotContainNull();
    }

    @Test
    void whatever_is_wrong_costs_the_same_slow_work() {
        node.accounts(a -> a.callerByPassword(name, PASSWORD, SignInWay.BASIC));
        try (HashWork work = HashWork.counted()) {
            outcome(name, "wrong");
            assertThat(work.iterations()).as("a wrong password").isEqualTo(1000);
            outcome("nobody " + name, "wrong");
            assertThat(work.iterations()).as("an unknown user").isEqualTo(2000);
            for (int i = 0; i < 4; i++) {
                outcome(name, "wrong");
            }
            assertThat(work.iterations()).isEqualTo(6000);
            outcome(name, PASSWORD);
            assertThat(work.iterations()).as("a locked account").isEqualTo(7000);
            outcome(name, "wrong");
            assertThat(work.iterations()).as("a locked account, wrong").isEqualTo(8000);
            outcome("megabytes ".repeat(200_000), "wrong");
            assertThat(work.iterations()).as("what no name is").isEqualTo(9000);
            outcome("nobody " + name, "megabytes ".repeat(200_000));
            assertThat(work.iterations()).as("what no password is").isEqualTo(10_000);
            assertThat(work.longest()).as("characters of it that are worked on").isLessThan(100);
        }
    }

    @Test
    void a_name_that_nobody_can_have_is_unknown_and_no_table_is_asked() {
        Users withoutDatabase = new Users(null);

        assertThat(withoutDatabase.accountNamed("x".repeat(1_017))).isEmpty();
        assertThat(outcome("x".repeat(1_016), "wrong")).isEqualTo(UNKNOWN_USER);
        assertThat(outcome("x".repeat(1_017), "wrong")).isEqualTo(UNKNOWN_USER);
    }

    @Test
    void an_ordinary_call_does_no_slow_work() {
        String code = code();
        try (HashWork work = HashWork.counted()) {
            node.accounts(a -> a.callerByCode(code));
            node.accounts(a -> a.callerByPassword(name, PASSWORD, SignInWay.BASIC));
            code();

            assertThat(work.iterations()).isZero();
        }
    }

    @Test
    void the_audit_trail_tells_who_signed_in_who_could_not_and_from_where() {
        code();
        node.pass(Duration.ofMinutes(1));
        for (int i = 0; i < 6; i++) {
            outcome(name, "wrong");
        }
        outcome("nobody " + name, PASSWORD);

        assertThat(lines(name))
                .containsExactly("locked code 192.0.2.7 1", "refused code 192.0.2.7 5", "done code 192.0.2.7 1");
        assertThat(lines("nobody " + name)).containsExactly("refused code 192.0.2.7 1");
    }

    @Test
    void a_node_that_stops_tells_even_what_it_would_have_told_later() {
        outcome(name, "wrong");
        assertThat(lines(name)).containsExactly("refused code 192.0.2.7 1");
        outcome(name, "wrong");
        outcome(name, "wrong");
        assertThat(lines(name)).hasSize(1);

        node.stop();

        assertThat(lines(name)).containsExactly("refused code 192.0.2.7 2", "refused code 192.0.2.7 1");
    }

    @Test
    void signing_in_with_each_call_is_told_once_and_at_the_console_each_time() {
        for (int i = 0; i < 3; i++) {
            node.accounts(a -> a.callerByPassword(name, PASSWORD, SignInWay.BASIC));
        }
        assertThat(lines(name)).containsExactly("done basic 192.0.2.7 1");

        node.accounts(a -> a.callerByPassword(name, PASSWORD, SignInWay.CONSOLE));
        node.accounts(a -> a.callerByPassword(name, PASSWORD, SignInWay.CONSOLE));
        assertThat(lines(name)).containsExactly("done console 192.0.2.7 2", "done basic 192.0.2.7 1");
    }

    @Test
    void a_new_password_ends_the_code_and_what_nodes_remember_at_once() {
        Services other = new Services();
        String code = code();
        for (Services anywhere : List.of(node, other)) {
            anywhere.accounts(a -> a.callerByCode(code));
            anywhere.accounts(a -> a.callerByPassword(name, PASSWORD, SignInWay.BASIC));
        }
        change(Map.of("password", "another one"));

        for (Services anywhere : List.of(node, other)) {
            assertRefused("unknown_code", () -> anywhere.accounts(a -> a.callerByCode(code)));
            assertRefused(
                    "credentials", () -> anywhere.accounts(a -> a.callerByPassword(name, PASSWORD, SignInWay.BASIC)));
        }
        assertThat(outcome(name, PASSWORD)).isEqualTo(WRONG_PASSWORD);
        assertThat(outcome(name, "another one")).isEqualTo(GIVEN);
    }

    @Test
    void deactivating_ends_the_code_at_once() {
        String code = code();
        node.accounts(a -> a.callerByPassword(name, PASSWORD, SignInWay.BASIC));
        change(Map.of("active", false));

        assertRefused("unknown_code", () -> node.accounts(a -> a.callerByCode(code)));
        assertRefused("credentials", () -> node.accounts(a -> a.callerByPassword(name, PASSWORD, SignInWay.BASIC)));
    }

    @Test
    void what_changes_for_a_user_holds_at_once_on_a_node_that_knew_him() {
        Services other = new Services();
        String suffix = UUID.randomUUID().toString();
        node.directory(d -> d.addGroup(Services.ADMIN, Map.of("name", "IT" + suffix)));
        role("clerk" + suffix, Map.of("incident", List.of("view")));
        String code = code();
        Supplier<Caller> there = () -> other.accounts(a -> a.callerByCode(code));
        assertThat(there.get().groups()).isEmpty();

        change(Map.of("groups", List.of("IT" + suffix), "roles", List.of("clerk" + suffix)));
        assertThat(there.get().groups()).containsExactly("IT" + suffix);
        assertThat(there.get().permissions().get("incident")).containsExactly(Permission.VIEW);

        node.directory(d -> d.changeRole(
                Services.ADMIN, "clerk" + suffix, Map.of("permissions", Map.of("incident", List.of("add")))));
        assertThat(there.get().permissions().get("incident")).containsExactly(Permission.ADD);

        node.directory(d -> d.changeGroup(Services.ADMIN, "IT" + suffix, Map.of("name", "HR" + suffix)));
        assertThat(there.get().groups()).containsExactly("HR" + suffix);

        change(Map.of("groups", List.of(), "roles", List.of()));
        assertThat(there.get().groups()).isEmpty();
        assertThat(there.get().permissions()).isEmpty();

        change(Map.of("active", false));
        assertRefused("unknown_code", there::get);
        change(Map.of("active", true));
        node.directory(d -> {
            d.removeUser(Services.ADMIN, name);
            return null;
        });
        assertRefused("unknown_code", there::get);
    }

    @Test
    void what_nothing_changed_for_is_not_asked_for_again() {
        String code = code();
        Caller first = node.accounts(a -> a.callerByCode(code));
        outcome(name, "wrong");
        Caller again = node.accounts(a -> a.callerByCode(code));

        assertThat(again).isSameAs(first);
    }

    @Test
    void a_caller_by_password_is_the_user_again_and_again() {
        assertThat(node.accounts(a -> a.callerByPassword(name, PASSWORD, SignInWay.BASIC))
                        .username())
                .isEqualTo(name);
        assertThat(node.accounts(a -> a.callerByPassword(name, PASSWORD, SignInWay.BASIC))
                        .username())
                .isEqualTo(name);
        assertRefused("credentials", () -> node.accounts(a -> a.callerByPassword(name, "wrong", SignInWay.BASIC)));
        assertRefused("credentials", () -> node.accounts(a -> a.callerByPassword("nobody", PASSWORD, SignInWay.BASIC)));
    }

    @Test
    void a_caller_brings_his_groups_and_the_sum_of_his_roles() {
        String suffix = UUID.randomUUID().toString();
        node.directory(d -> d.addGroup(Services.ADMIN, Map.of("name", "IT" + suffix)));
        role("clerk" + suffix, Map.of("incident", List.of("view", "add")));
        role("editor" + suffix, Map.of("incident", List.of("modify"), "leave", List.of("view")));
        change(Map.of("groups", List.of("IT" + suffix), "roles", List.of("clerk" + suffix, "editor" + suffix)));

        String code = code();
        Caller caller = node.accounts(a -> a.callerByCode(code));

        assertThat(caller.groups()).containsExactly("IT" + suffix);
        assertThat(caller.admin()).isFalse();
        assertThat(caller.permissions().get("incident"))
                .containsExactlyInAnyOrder(Permission.VIEW, Permission.ADD, Permission.MODIFY);
        assertThat(caller.may(Permission.VIEW, "leave")).isTrue();
    }

    private List<String> lines(String who) {
        return node.audit(who, AuditAction.SIGN_IN).stream()
                .map(line -> line.outcome() + " " + line.object() + " " + line.address() + " " + line.times())
                .toList();
    }

    private String code() {
        return node.accounts(a -> a.securityCode(name, PASSWORD).code());
    }

    private SecurityCodeAnswer.Outcome outcome(String username, String password) {
        return node.accounts(a -> a.securityCode(username, password).outcome());
    }

    private void change(Map<String, ?> body) {
        node.directory(d -> d.changeUser(Services.ADMIN, name, body));
    }

    private void role(String role, Map<String, ?> permissions) {
        node.directory(d -> d.addRole(Services.ADMIN, Map.of("name", role, "permissions", permissions)));
    }

    private static void assertRefused(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(Refused.class, e -> assertThat(e.has(code))
                .isTrue());
    }
}
