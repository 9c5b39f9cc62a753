package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whom work can be given, for those who hand it on and are no administrators. */
class AssigneesIT extends BlackBox {

    private static String path;

    @BeforeAll
    static void people() {
        String flow = api().deployed(FlowBuilder.oneTask(text("x")));
        path = "flows/" + flow + "/assignees";
        api().group("assign-desk");
        api().role("assign-modify", flow, "modify");
        api().role("assign-view", flow, "view");
        api().user("assign-modify", List.of(), List.of("assign-modify"));
        api().user("assign-view", List.of(), List.of("assign-view"));
        api().user("assign-none", List.of(), List.of());
        api().user("assign-gone", List.of(), List.of());
        api().patch("users/assign-gone", Map.of("active", false));
    }

    @Test
    void they_are_found_by_parts_of_their_names() {
        Answer found = as("assign-modify").get(path + "?contains=" + "ASSIGN-");

        assertThat(found.http()).as("%s", found).isEqualTo(200);
        assertThat(found.list("users"))
                .extracting(user -> user.get("username"))
                .as("no longer who is gone")
                .containsExactly("assign-modify", "assign-none", "assign-view");
        assertThat(found.list("users").get(0)).containsOnlyKeys("username", "displayName");
        assertThat(found.json().get("groups")).isEqualTo(List.of("assign-desk"));
        assertThat(as("assign-modify").get(path).list("users"))
                .as("of all, the first")
                .hasSizeBetween(4, 20);
    }

    @Test
    void only_those_with_the_modify_permission_are_told() {
        assertThat(as("assign-view").get(path).http()).isEqualTo(403);
        assertThat(as("assign-none").get(path).http()).isEqualTo(404);
        assertThat(api().get("flows/not-there/assignees").http()).isEqualTo(404);
        assertThat(api().get(path + "?contains=%00").problems()).containsExactly("contains:characters");
    }

    private static Api as(String user) {
        return new Api(base(), user, user);
    }
}
