package io.kaidan.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.identity.Caller;
import io.kaidan.persistence.Proof;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecentCallersTest {

    private final Services node = new Services();
    private final String name = "mei-" + UUID.randomUUID();
    private String code;

    @BeforeEach
    void given_a_user_with_a_code() {
        node.start(); // an administrator must remain, whatever other tests did
        node.directory(d -> d.addUser(Services.ADMIN, Map.of("username", name, "password", name)));
        code = node.accounts(a -> a.securityCode(name, name).code());
    }

    @Test
    void who_called_moments_ago_is_to_show_that_he_still_may() {
        assertThat(caller().isProven()).as("the database was asked").isTrue();

        node.pass(Duration.ofSeconds(5));
        Caller known = caller();

        assertThat(known.username()).isEqualTo(name);
        assertThat(known.isProven()).isFalse();
        assertThat(node.holds(known.proof())).isTrue();
    }

    @Test
    void the_database_is_asked_when_a_use_is_to_be_written_down() {
        caller();
        node.pass(Duration.ofMillis(5001));

        assertThat(caller().isProven()).isTrue();
        assertThat(caller().isProven()).isFalse();
    }

    @Test
    void a_change_of_users_groups_roles_or_flows_is_not_missed() {
        caller();
        Proof proof = caller().proof();
        node.directory(d -> d.addGroup(Services.ADMIN, Map.of("name", "IT" + UUID.randomUUID())));

        assertThat(node.holds(proof)).isFalse();
        node.accounts(a -> a.callerByCode(code));
        assertThat(node.holds(caller().proof())).isTrue();
    }

    @Test
    void nor_is_the_end_of_a_code() {
        caller();
        Proof proof = caller().proof();
        node.directory(d -> d.changeUser(Services.ADMIN, name, Map.of("password", "another one")));

        assertThat(node.holds(proof)).isFalse();
    }

    private Caller caller() {
        return node.known(k -> k.callerByCode(code));
    }
}
