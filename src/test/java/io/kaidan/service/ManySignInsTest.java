package io.kaidan.service;

import static io.kaidan.service.SecurityCodeAnswer.Outcome.GIVEN;
import static io.kaidan.service.SecurityCodeAnswer.Outcome.WRONG_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.audit.AuditAction;
import io.kaidan.audit.AuditEntry;
import io.kaidan.identity.UserRow;
import io.kaidan.limit.PasswordTries;
import io.kaidan.problem.Refused;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More want to sign in at once than a node tries passwords at once. */
class ManySignInsTest {

    private final Services node = new Services();
    private final String name = "mei+" + UUID.randomUUID() + "@example.com";

    @BeforeEach
    void given_a_user() {
        System.setProperty("kaidan.password.iterations", "1000");
        node.start();
        node.directory(d -> d.addUser(Services.ADMIN, Map.of("username", name, "password", "secret")));
    }

    @AfterEach
    void usual_settings() {
        System.clearProperty("kaidan.password.iterations");
    }

    @Test
    void while_too_many_passwords_are_tried_others_are_refused_and_ordinary_calls_go_on() {
        String code = code();
        node.tries = new PasswordTries(1, 0, Duration.ZERO);
        try (HashWork work = HashWork.counted()) {
            node.tries.take(() -> {
                assertRefused(() -> outcome(name, "wrong"));
                assertRefused(() -> outcome("nobody", "wrong"));
                assertRefused(() -> node.accounts(a -> a.callerByPassword(name, "wrong", SignInWay.CONSOLE)));
                assertThat(node.accounts(a -> a.callerByCode(code)).username()).isEqualTo(name);
                assertThat(code()).isEqualTo(code);
                return null;
            });
            assertThat(work.iterations()).isZero();
        }
        assertThat(outcome(name, "wrong")).isEqualTo(WRONG_PASSWORD);
        assertThat(node.audit(name, AuditAction.SIGN_IN))
                .as("who was not tried is not counted")
                .filteredOn(line -> line.outcome().equals("refused"))
                .extracting(AuditEntry::times)
                .containsExactly(1);
    }

    @Test
    void passwords_that_an_administrator_sets_take_their_turns_and_what_else_he_changes_does_not() {
        node.tries = new PasswordTries(1, 0, Duration.ZERO);
        try (HashWork work = HashWork.counted()) {
            node.tries.take(() -> {
                assertRefused(() -> change(Map.of("password", "another")));
                assertRefused(() -> node.directory(
                        d -> d.addUser(Services.ADMIN, Map.of("username", name + "2", "password", "secret"))));
                assertThat(change(Map.of("displayName", "Mei")).displayName()).isEqualTo("Mei");
                return null;
            });
            assertThat(work.iterations()).isZero();
        }
        assertThat(outcome(name, "another")).isEqualTo(WRONG_PASSWORD);
        change(Map.of("password", "another"));
        assertThat(outcome(name, "another")).isEqualTo(GIVEN);
    }

    @Test
    void who_waits_while_the_same_password_is_found_right_pays_for_nothing() {
        PasswordTries usual = node.tries;
        PasswordTries whileHeWaits = new PasswordTries(1, 0, Duration.ZERO) {
            @Override
            public <T> T take(Supplier<T> work) {
                node.tries = usual;
                code();
                return super.take(work);
            }
        };
        node.tries = whileHeWaits;
        try (HashWork work = HashWork.counted()) {
            assertThat(code()).isEqualTo(code());

            assertThat(work.iterations()).isEqualTo(1000);
        }
    }

    private UserRow change(Map<String, ?> body) {
        return node.directory(d -> d.changeUser(Services.ADMIN, name, body));
    }

    private String code() {
        return node.accounts(a -> a.securityCode(name, "secret").code());
    }

    private SecurityCodeAnswer.Outcome outcome(String username, String password) {
        return node.accounts(a -> a.securityCode(username, password).outcome());
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.has(PasswordTries.CODE))
                        .isTrue());
    }
}
