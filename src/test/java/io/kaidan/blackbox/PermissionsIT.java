package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may create, query and push; the stop's assignee and candidates may push without the modify permission. */
class PermissionsIT extends BlackBox {

    private static String flow;

    @BeforeAll
    static void people() {
        FlowBuilder built = start(text("title"))
                .task("mine", "指派給甲")
                .assignee("perm-assignee")
                .task("ours", "服務台")
                .candidateGroups("perm-desk, perm-second-line")
                .end("end");
        flow = api().deployed(built);
        api().group("perm-desk");
        api().group("perm-second-line");
        api().group("perm-others");
        for (String permission : List.of("view", "add", "modify", "delete")) {
            api().role("perm-" + permission, flow, permission);
            api().user("perm-" + permission, List.of("perm-others"), List.of("perm-" + permission));
        }
        api().user("perm-none", List.of(), List.of());
        api().user("perm-assignee", List.of(), List.of());
        api().user("perm-candidate", List.of("perm-second-line"), List.of());
    }

    @ParameterizedTest
    @CsvSource({
        "perm-view,      403, 200, 403, 403",
        "perm-add,       200, 403, 403, 403",
        "perm-modify,    403, 403, 200, 200",
        "perm-delete,    403, 403, 403, 403",
        "perm-none,      403, 403, 403, 403",
        "perm-assignee,  403, 403, 200, 403",
        "perm-candidate, 403, 403, 403, 200",
        "admin,          200, 200, 200, 200"
    })
    void a_call_answers_by_permission(String name, String create, String query, String pushMine, String pushOurs) {
        QuickClient user = name.equals("admin") ? admin() : QuickClient.login(base(), name, name);
        String no = admin().open(flow, Map.of("title", "x"));

        assertThat(user.create(flow, Map.of("title", "x")).status())
                .as("create")
                .isEqualTo(create);
        assertThat(user.push(flow, admin().stop(flow, no)).status())
                .as("push of the assignee's")
                .isEqualTo(pushMine);
        if (!pushMine.equals("200")) {
            admin().pushed(flow, admin().stop(flow, no), Map.of());
        }
        assertThat(user.push(flow, admin().stop(flow, no)).status())
                .as("push of the group's")
                .isEqualTo(pushOurs);
        String waiting = admin().open(flow, Map.of("title", "y"));
        if (!name.equals("perm-assignee")) {
            assertThat(user.query(flow, waiting).status()).as("query").isEqualTo(query);
        }
    }

    @Test
    void the_assignee_finds_the_stop_to_push() {
        String no = admin().open(flow, Map.of("title", "x"));
        QuickClient assignee = QuickClient.login(base(), "perm-assignee", "perm-assignee");

        assertThat(assignee.stops(flow, no)).hasSize(1);

        admin().pushed(flow, admin().stop(flow, no), Map.of());
        assertThat(assignee.query(flow, no).status())
                .as("no longer the assignee")
                .isEqualTo("403");
    }

    @Test
    void who_may_not_push_cannot_find_out_which_stops_there_are() {
        String another = api().deployed(FlowBuilder.oneTask(text("title")));
        String stop = admin().stop(flow, admin().open(flow, Map.of("title", "x")));
        String elsewhere = admin().stop(another, admin().open(another, Map.of("title", "x")));
        QuickClient none = QuickClient.login(base(), "perm-none", "perm-none");
        QuickClient modify = QuickClient.login(base(), "perm-modify", "perm-modify");

        for (String dataId : List.of(stop, elsewhere, "999999999", "-1", "x")) {
            assertThat(none.push(flow, dataId).json())
                    .as(dataId)
                    .isEqualTo(Map.of("status", "403", "message", "您沒有權限進行此操作。"));
            if (!dataId.equals(stop)) {
                assertThat(modify.push(flow, dataId).problems()).as(dataId).containsExactly("unknown_work_item");
            }
        }
    }

    @Test
    void what_one_may_not_push_stays() {
        String no = admin().open(flow, Map.of("title", "原來的"));
        QuickClient other = QuickClient.login(base(), "perm-candidate", "perm-candidate");

        Answer answer = other.push(flow, admin().stop(flow, no), Map.of("title", "偷改"));

        assertThat(answer.json()).isEqualTo(Map.of("status", "403", "message", "您沒有權限進行此操作。"));
        assertThat(api().values(flow, no)).containsEntry("title", "原來的");
    }

    @Test
    void who_may_do_nothing_with_a_flow_finds_none() {
        String no = admin().open(flow, Map.of("title", "x"));
        Api none = new Api(base(), "perm-none", "perm-none");

        for (String path : List.of("", "/tickets", "/tickets/" + no, "/tickets/999999")) {
            Answer missing = none.get("flows/no-such-flow" + path);
            assertThat(missing.http()).isEqualTo(404);
            assertThat(none.get("flows/" + flow + path).text())
                    .as(path)
                    .isEqualTo(missing.text().replace("no-such-flow", flow));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"perm-add", "perm-modify", "perm-delete"})
    void without_view_a_flows_tickets_are_not_to_be_seen(String name) {
        String no = admin().open(flow, Map.of("title", "x"));
        Api user = new Api(base(), name, name);

        for (String path : List.of("", "/" + no, "/999999")) {
            Answer answer = user.get("flows/" + flow + "/tickets" + path);
            assertThat(answer.http()).as(path).isEqualTo(403);
            assertThat(answer.problems()).containsExactly("forbidden");
        }
    }

    @Test
    void tickets_are_seen_by_those_who_view_the_flow_or_act_on_them() {
        String no = admin().open(flow, Map.of("title", "x"));
        Api assignee = new Api(base(), "perm-assignee", "perm-assignee");

        assertThat(new Api(base(), "perm-view", "perm-view").ticket(flow, no)).containsEntry("dataNo", no);
        assertThat(assignee.ticket(flow, no)).containsEntry("dataNo", no);
        assertThat(assignee.get("flows/" + flow + "/tickets/999999").http()).isEqualTo(404);
        assertThat(new Api(base(), "perm-view", "wrong")
                        .get("flows/" + flow + "/tickets")
                        .http())
                .isEqualTo(401);
    }

    @Test
    void an_application_that_one_may_not_see_cannot_be_told_from_none() {
        String application = "applications/app%20" + flow;
        Api none = new Api(base(), "perm-none", "perm-none");
        Api view = new Api(base(), "perm-view", "perm-view");

        assertThat(none.delete(application).http()).isEqualTo(404);
        assertThat(none.delete("applications/no-such-application").http()).isEqualTo(404);
        assertThat(view.delete(application).http()).isEqualTo(403);
        assertThat(api().get(application).json()).containsEntry("deployed", true);
    }
}
