package io.kaidan.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kaidan.identity.Caller;
import io.kaidan.identity.UserQuery;
import io.kaidan.identity.UserRow;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.run.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DirectoryTest {

    private final Services node = new Services();
    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void given_nobody_but_the_first_administrator() {
        System.setProperty("kaidan.password.iterations", "1000");
        System.setProperty("kaidan.password.min", "8");
        TestDatabase.transaction(TestDatabase.get().entities(), entities -> {
            entities.createNativeQuery("delete from users").executeUpdate();
            entities.createNativeQuery("delete from roles").executeUpdate();
        });
        node.start();
    }

    @AfterEach
    void usual_settings() {
        System.clearProperty("kaidan.password.iterations");
        System.clearProperty("kaidan.password.min");
    }

    @Test
    void a_user_has_what_was_given_and_defaults_for_the_rest() {
        ask(d -> d.addGroup(Services.ADMIN, Map.of("name", "IT" + id)));
        ask(d -> d.addUser(
                Services.ADMIN,
                Map.of(
                        "username",
                        "mei",
                        "password",
                        "long enough",
                        "displayName",
                        "林美",
                        "email",
                        "mei@example.com",
                        "groups",
                        List.of("IT" + id),
                        "roles",
                        List.of("administrator"),
                        "active",
                        true)));
        UserRow plain = ask(d -> d.addUser(Services.ADMIN, Map.of("username", "bo", "password", "long enough")));

        UserRow mei = ask(d -> d.user(Services.ADMIN, "mei"));
        assertThat(mei.displayName()).isEqualTo("林美");
        assertThat(mei.email()).isEqualTo("mei@example.com");
        assertThat(List.copyOf(mei.groups())).isEqualTo(List.of("IT" + id));
        assertThat(List.copyOf(mei.roles())).isEqualTo(List.of("administrator"));
        assertThat(plain).isEqualTo(new UserRow("bo", "bo", null, true, List.of(), List.of(), "2026-05-04T12:00:00Z"));
    }

    @Test
    void every_problem_of_a_new_user_is_named_at_once() {
        assertThat(problems(d -> d.addUser(
                        Services.ADMIN,
                        Map.of(
                                "username",
                                "a:b\u0007",
                                "password",
                                "short",
                                "email",
                                "nowhere",
                                "active",
                                "yes",
                                "groups",
                                List.of("none", 3),
                                "roles",
                                "administrator",
                                "colour",
                                "red"))))
                .containsExactlyInAnyOrder(
                        "username colon",
                        "username characters",
                        "password length",
                        "email format",
                        "active type",
                        "groups type",
                        "groups unknown_group",
                        "roles type",
                        "colour unknown_member");
        assertThat(problems(d -> d.addUser(Services.ADMIN, Map.of())))
                .containsExactlyInAnyOrder("username required", "password required");
        assertThat(problems(d -> d.addUser(Services.ADMIN, Map.of("username", "admin", "password", "long enough"))))
                .containsExactly("username username_taken");
    }

    @Test
    void a_change_leaves_alone_what_it_does_not_name() {
        ask(d -> d.addUser(
                Services.ADMIN,
                Map.of(
                        "username",
                        "mei",
                        "password",
                        "long enough",
                        "email",
                        "m@x",
                        "roles",
                        List.of("administrator"))));

        UserRow changed = ask(d -> d.changeUser(Services.ADMIN, "mei", Map.of("displayName", "林美")));

        assertThat(changed.displayName()).isEqualTo("林美");
        assertThat(changed.email()).isEqualTo("m@x");
        assertThat(List.copyOf(changed.roles())).isEqualTo(List.of("administrator"));
        assertThat(ask(d -> d.changeUser(Services.ADMIN, "mei", Map.of("email", "")))
                        .email())
                .isNull();
        assertThat(problems(d -> d.changeUser(Services.ADMIN, "mei", Map.of("username", "other"))))
                .containsExactly("username unknown_member");
    }

    @Test
    void the_last_active_administrator_stays() {
        assertLast(d -> d.changeUser(Services.ADMIN, "admin", Map.of("active", false)));
        assertLast(d -> d.changeUser(Services.ADMIN, "admin", Map.of("roles", List.of())));
        assertLast(d -> d.changeRole(Services.ADMIN, "administrator", Map.of("admin", false)));
        assertLast(d -> removed(() -> d.removeUser(Services.ADMIN, "admin")));
        assertLast(d -> removed(() -> d.removeRole(Services.ADMIN, "administrator")));

        assertThat(ask(d -> d.user(Services.ADMIN, "admin")).active()).isTrue();
    }

    @Test
    void an_administrator_may_go_while_another_one_stays() {
        ask(d -> d.addUser(
                Services.ADMIN,
                Map.of("username", "mei", "password", "long enough", "roles", List.of("administrator"))));

        ask(d -> removed(() -> d.removeUser(Services.ADMIN, "admin")));

        assertThat(problems(d -> d.user(Services.ADMIN, "admin"))).containsExactly("null unknown_user");
    }

    @Test
    void nobody_but_administrators_gets_in() {
        Caller clerk = new Caller(1, "clerk", Set.of(), false, Map.of(), 1);

        assertThat(problems(d -> d.users(clerk, UserQuery.ALL, "", 10))).containsExactly("null forbidden");
        assertThat(problems(d -> d.addUser(clerk, Map.of()))).containsExactly("null forbidden");
        assertThat(problems(d -> d.changeRole(clerk, "x", Map.of()))).containsExactly("null forbidden");
        assertThat(problems(d -> removed(() -> d.removeGroup(clerk, "x")))).containsExactly("null forbidden");
    }

    @Test
    void a_role_permits_by_flow_and_its_problems_are_named_at_once() {
        ask(d -> d.addRole(
                Services.ADMIN,
                Map.of("name", "IT" + id, "permissions", Map.of("incident", List.of("view", "add", "view")))));

        assertThat(ask(d -> d.role(Services.ADMIN, "IT" + id)).permissions().toString())
                .isEqualTo("{incident=[view, add]}");
        assertThat(problems(d -> d.addRole(
                        Services.ADMIN,
                        Map.of(
                                "name",
                                "IT" + id,
                                "admin",
                                1,
                                "permissions",
                                Map.of("a", List.of("view", "fly"), "b", "view")))))
                .containsExactlyInAnyOrder(
                        "name role_taken", "admin type", "permissions unknown_permission", "permissions type");
    }

    @Test
    void groups_are_renamed_and_removed_with_their_memberships() {
        ask(d -> d.addGroup(Services.ADMIN, Map.of("name", "old" + id)));
        ask(d -> d.addUser(
                Services.ADMIN, Map.of("username", "mei", "password", "long enough", "groups", List.of("old" + id))));

        ask(d -> d.changeGroup(Services.ADMIN, "old" + id, Map.of("name", "new" + id)));
        assertThat(ask(d -> d.group(Services.ADMIN, "new" + id)).members()).isEqualTo(1);
        ask(d -> removed(() -> d.removeGroup(Services.ADMIN, "new" + id)));

        assertThat(ask(d -> d.user(Services.ADMIN, "mei")).groups()).isEmpty();
        assertThat(problems(d -> d.group(Services.ADMIN, "new" + id))).containsExactly("null unknown_group");
    }

    @Test
    void members_join_and_leave_a_group_while_the_others_stay() {
        ask(d -> d.addGroup(Services.ADMIN, Map.of("name", "IT" + id)));
        for (String name : List.of("a", "b", "c")) {
            ask(d -> d.addUser(Services.ADMIN, Map.of("username", name, "password", "long enough")));
        }
        ask(d -> d.changeGroup(Services.ADMIN, "IT" + id, Map.of("add", List.of("a", "b"))));

        ask(d -> d.changeGroup(Services.ADMIN, "IT" + id, Map.of("add", List.of("b", "c"), "remove", List.of("a"))));

        List<UserRow> members = ask(d -> d.users(Services.ADMIN, new UserQuery("", "IT" + id, ""), "", 10));
        assertThat(members).extracting(UserRow::username).containsExactly("b", "c");
    }

    @Test
    void members_that_nobody_knows_change_nothing() {
        ask(d -> d.addGroup(Services.ADMIN, Map.of("name", "IT" + id)));

        assertThat(problems(d -> d.changeGroup(
                        Services.ADMIN, "IT" + id, Map.of("add", List.of("admin", "x"), "remove", List.of("y")))))
                .containsExactly("add unknown_user", "remove unknown_user");
        assertThat(ask(d -> d.group(Services.ADMIN, "IT" + id)).members()).isZero();
    }

    @Test
    void users_are_found_by_any_of_their_names_and_by_their_role() {
        ask(d -> d.addRole(Services.ADMIN, Map.of("name", "clerk" + id)));
        ask(d -> d.addUser(
                Services.ADMIN,
                Map.of(
                        "username",
                        "mei",
                        "password",
                        "long enough",
                        "displayName",
                        "林美 Lin",
                        "email",
                        "x@Example.org")));
        ask(d -> d.addUser(
                Services.ADMIN, Map.of("username", "bob", "password", "long enough", "roles", List.of("clerk" + id))));

        assertThat(found("MEI", "")).containsExactly("mei");
        assertThat(found("林美", "")).containsExactly("mei");
        assertThat(found("x@example", "")).containsExactly("mei");
        assertThat(found("%", "")).isEmpty();
        assertThat(found("", "clerk" + id)).containsExactly("bob");
        assertThat(found("mei", "clerk" + id)).isEmpty();
    }

    private List<String> found(String text, String role) {
        return ask(d -> d.users(Services.ADMIN, new UserQuery(text, "", role), "", 10)).stream()
                .map(UserRow::username)
                .toList();
    }

    @Test
    void a_list_goes_on_after_a_name() {
        for (String name : List.of("b", "a", "c")) {
            ask(d -> d.addUser(Services.ADMIN, Map.of("username", name, "password", "long enough")));
        }

        List<UserRow> page = ask(d -> d.users(Services.ADMIN, UserQuery.ALL, "a", 2));
        assertThat(page).extracting(UserRow::username).containsExactly("admin", "b");
    }

    @Test
    void one_of_many_who_take_a_name_at_the_same_moment_gets_it() {
        long taken = IntStream.range(0, 8)
                .parallel()
                .filter(i -> {
                    try {
                        ask(d -> d.addUser(Services.ADMIN, Map.of("username", "mei", "password", "long enough")));
                        return false;
                    } catch (Refused refused) {
                        return refused.has("username_taken");
                    }
                })
                .count();

        assertThat(taken).isEqualTo(7);
    }

    @Test
    void the_first_administrator_is_made_once_with_the_password_of_the_setting() {
        TestDatabase.transaction(
                TestDatabase.get().entities(),
                entities -> entities.createNativeQuery("delete from users").executeUpdate());
        System.setProperty("kaidan.admin.password", "ju\u0308rgen"); // decomposed, as some keyboards give it
        try {
            IntStream.range(0, 4).parallel().forEach(i -> new Services().start());
        } finally {
            System.clearProperty("kaidan.admin.password");
        }

        List<UserRow> all = ask(d -> d.users(Services.ADMIN, UserQuery.ALL, "", 10));
        assertThat(all).hasSize(1);
        assertThat(node.accounts(a -> a.callerByPassword("admin", "j\u00fcrgen", SignInWay.BASIC))
                        .admin())
                .isTrue();
    }

    private <T> T ask(Function<Directory, T> call) {
        return node.directory(call);
    }

    private List<String> problems(Function<Directory, ?> call) {
        Refused refused = catchThrowableOfType(Refused.class, () -> node.directory(call));
        return refused.problems().stream()
                .map((Problem p) -> p.field() + " " + p.code())
                .toList();
    }

    private void assertLast(Function<Directory, ?> call) {
        assertThatThrownBy(() -> node.directory(call))
                .isInstanceOfSatisfying(
                        Refused.class, e -> assertThat(e.has("last_admin")).isTrue());
    }

    private static Void removed(Runnable removal) {
        removal.run();
        return null;
    }
}
