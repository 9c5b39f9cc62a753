package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Contract §9: applications as they are listed, undeployed and deployed again, and who may do and see that. */
class ApplicationsIT extends BlackBox {

    @Test
    void the_list_tells_each_application_with_its_flows() {
        FlowBuilder one = oneTask(text("title"));
        FlowBuilder other = oneTask(text("title"));
        api().deployed(one, other);

        Map<String, Object> listed = listed(api(), one);

        assertThat(listed)
                .containsEntry("name", name(one))
                .containsEntry("description", "")
                .containsEntry("version", 1)
                .containsEntry("deployedBy", "admin")
                .containsEntry("deployed", true);
        assertThat(Instant.parse((String) listed.get("deployedAt")))
                .isBeforeOrEqualTo(Instant.now().plusSeconds(5));
        assertThat(Answer.objects(listed.get("flows")))
                .extracting(f -> f.get("apiPath"))
                .containsExactlyInAnyOrder(one.apiPath(), other.apiPath());
        assertThat(api().get("applications").json()).containsEntry("next", null);
    }

    @Test
    void one_application_tells_who_deployed_which_version_when() {
        FlowBuilder flow = oneTask(text("title"));
        api().post("roles", Map.of("name", "deployer-" + flow.apiPath(), "admin", true));
        api().user("deployer-" + flow.apiPath(), List.of(), List.of("deployer-" + flow.apiPath()));
        Instant before = Instant.now().minusSeconds(5);
        api().deployed(flow);
        new Api(base(), "deployer-" + flow.apiPath(), "deployer-" + flow.apiPath()).deployed(flow);
        api().delete("users/deployer-" + flow.apiPath()); // other tests count on one administrator

        Map<String, Object> application = one(api(), flow).json();

        List<Map<String, Object>> versions = Answer.objects(application.get("versions"));
        assertThat(application).containsEntry("name", name(flow)).containsEntry("version", 2);
        assertThat(versions).extracting(v -> v.get("version")).containsExactly(2, 1);
        assertThat(versions)
                .extracting(v -> v.get("deployedBy"))
                .containsExactly("deployer-" + flow.apiPath(), "admin");
        assertThat(versions).allSatisfy(v -> assertThat(Instant.parse((String) v.get("deployedAt")))
                .isBetween(before, Instant.now().plus(Duration.ofSeconds(5))));
        assertThat(Answer.objects(application.get("flows")))
                .singleElement()
                .satisfies(f -> assertThat(f).containsEntry("version", 2).containsEntry("enabled", true));
    }

    @Test
    void undeployed_it_opens_no_ticket_and_those_that_are_open_stay_to_be_read() {
        FlowBuilder built = oneTask(text("title"));
        String flow = api().deployed(built);
        String no = admin().open(flow, Map.of("title", "還開著"));
        List<QuickClient.Stop> stops = admin().stops(flow, no);

        assertThat(undeploy(api(), built).http()).isEqualTo(204);

        assertThat(admin().create(flow, Map.of("title", "x")).problems()).containsExactly("unknown_flow");
        assertThat(admin().stops(flow, no)).isEqualTo(stops);
        assertThat(api().ticket(flow, no)).containsEntry("state", "open").containsEntry("title", null);
        assertThat(api().values(flow, no)).containsEntry("title", "還開著");
        assertThat(api().get("flows/" + flow + "/tickets").list("items")).hasSize(1);
        assertThat(api().flow(flow)).containsEntry("version", null).containsEntry("open", 1);
        assertThat(listed(api(), built)).containsEntry("deployed", false);
        assertThat(one(api(), built).json()).containsEntry("deployed", false).containsEntry("version", 1);
        assertThat(admin().push(flow, stops.get(0).dataId()).problems()).containsExactly("flow_undeployed");
        assertThat(admin().stops(flow, no)).isEqualTo(stops);
    }

    @Test
    void deployed_again_it_is_the_next_version_and_open_tickets_go_on() {
        FlowBuilder built = oneTask(text("title"));
        String flow = api().deployed(built);
        String no = admin().open(flow, Map.of());
        undeploy(api(), built);

        Answer again = api().deploy(built);

        assertThat(again.json()).containsEntry("version", 2);
        assertThat(admin().open(flow, Map.of())).as("no number comes twice").isEqualTo("2");
        admin().pushed(flow, admin().stop(flow, no), Map.of("title", "走完了"));
        assertThat(api().ticket(flow, no)).containsEntry("state", "closed");
    }

    @Test
    void a_ticket_stays_on_the_version_it_was_opened_with() {
        FlowBuilder first =
                start(text("title")).task("review", "初審", text("old")).end("end");
        String flow = api().deployed(first);
        String early = admin().open(flow, Map.of("title", "舊版的單"));
        FlowBuilder second = first.nextVersion(text("title"), text("reason").required())
                .task("check", "複審", text("new").required())
                .task("sign", "簽核")
                .end("end");
        api().deployed(second);

        assertThat(admin().create(flow, Map.of("title", "x")).problems()).containsExactly("reason:required");
        String late = admin().open(flow, Map.of("title", "新版的單", "reason", "有"));

        assertThat(admin().stops(flow, early))
                .extracting(QuickClient.Stop::name)
                .containsExactly("初審");
        assertThat(admin().stops(flow, late)).extracting(QuickClient.Stop::name).containsExactly("複審");
        assertThat(api().ticket(flow, early)).containsEntry("version", 1);
        assertThat(api().ticket(flow, late)).containsEntry("version", 2);
        assertThat(api().get("applications/app%20" + flow).json()).containsEntry("open", Map.of(flow, 2));
        assertThat(nodes(api().flow(flow + "?version=1"))).contains("review").doesNotContain("check");
        assertThat(nodes(api().flow(flow))).contains("check").doesNotContain("review");
        assertThat(api().get("flows/" + flow + "?version=3").problems()).containsExactly("unknown_version");
        assertThat(api().get("flows/" + flow + "?version=x").http()).isEqualTo(404);
        assertThat(admin().push(flow, admin().stop(flow, early), Map.of("new", "x"))
                        .problems())
                .containsExactly("new:unknown_field");
        assertThat(admin().push(flow, admin().stop(flow, late), Map.of("old", "x"))
                        .problems())
                .containsExactlyInAnyOrder("old:unknown_field", "new:required");
        admin().pushed(flow, admin().stop(flow, early), Map.of("old", "好"));
        admin().pushed(flow, admin().stop(flow, late), Map.of("new", "好"));
        assertThat(api().ticket(flow, early)).containsEntry("state", "closed");
        assertThat(admin().stops(flow, late)).extracting(QuickClient.Stop::name).containsExactly("簽核");
    }

    @Test
    void a_flow_that_the_next_version_lacks_opens_no_ticket() {
        FlowBuilder kept = oneTask(text("title"));
        FlowBuilder dropped = oneTask(text("title"));
        api().deployed(kept, dropped);
        String no = admin().open(dropped.apiPath(), Map.of());

        api().deployed(kept);

        assertThat(admin().create(dropped.apiPath(), Map.of()).problems()).containsExactly("unknown_flow");
        assertThat(admin().stops(dropped.apiPath(), no)).hasSize(1);
        assertThat(admin().open(kept.apiPath(), Map.of())).isEqualTo("1");
    }

    @Test
    void only_administrators_deploy_and_undeploy() {
        FlowBuilder flow = oneTask(text("title"));
        api().deployed(flow);
        Api user = userWith(flow, "view", "add", "modify", "delete");

        assertThat(user.deploy(flow).http()).isEqualTo(403);
        assertThat(user.deploy(flow).problems()).containsExactly("forbidden");
        assertThat(undeploy(user, flow).http()).isEqualTo(403);
        assertThat(user.patch("flows/" + flow.apiPath(), Map.of("api", false)).http())
                .isEqualTo(403);
        assertThat(one(api(), flow).json()).containsEntry("deployed", true).containsEntry("version", 1);
    }

    @Test
    void one_sees_the_applications_with_a_flow_on_which_one_may_do_something() {
        FlowBuilder mine = oneTask(text("title"));
        FlowBuilder foreign = oneTask(text("title"));
        api().deployed(mine);
        api().deployed(foreign);
        Api user = userWith(mine, "add");

        assertThat(user.get("applications").list("items"))
                .extracting(a -> a.get("name"))
                .containsExactly(name(mine));
        assertThat(one(user, mine).http()).isEqualTo(200);
        assertThat(user.get("flows/" + mine.apiPath()).http()).isEqualTo(200);
        assertThat(one(user, foreign).http()).isEqualTo(404);
        assertThat(one(user, foreign).problems()).containsExactly("unknown_application");
        assertThat(user.get("flows/" + foreign.apiPath()).http()).isEqualTo(404);
    }

    @Test
    void of_an_application_one_sees_the_flows_on_which_one_may_do_something() {
        FlowBuilder mine = oneTask(text("title"));
        FlowBuilder foreign = oneTask(text("title"));
        api().deployed(mine, foreign);
        Api user = userWith(mine, "add");

        Answer application = one(user, mine);

        assertThat(application.list("flows")).extracting(f -> f.get("apiPath")).containsExactly(mine.apiPath());
        assertThat(application.text()).doesNotContain(foreign.apiPath());
        assertThat(user.get("applications").text()).doesNotContain(foreign.apiPath());
    }

    @Test
    void an_application_that_is_not_there_is_not_found() {
        assertThat(api().get("applications/no-such").problems()).containsExactly("unknown_application");
        assertThat(api().delete("applications/no-such").http()).isEqualTo(404);
        // Payara refuses such a path by itself
        assertThat(api().get("applications/a%00b").http()).isIn(400, 404);
        assertThat(api().get("flows/a%00b/tickets").http()).isIn(400, 404);
    }

    private static Api userWith(FlowBuilder flow, String... permissions) {
        String name = "user-" + flow.apiPath();
        api().role(name, flow.apiPath(), permissions);
        api().user(name, List.of(), List.of(name));
        return new Api(base(), name, name);
    }

    private static String name(FlowBuilder first) {
        return "app " + first.apiPath();
    }

    private static String path(FlowBuilder first) {
        return "applications/"
                + URLEncoder.encode(name(first), StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static Answer one(Api user, FlowBuilder first) {
        return user.get(path(first));
    }

    private static Answer undeploy(Api user, FlowBuilder first) {
        return user.delete(path(first));
    }

    private static Map<String, Object> listed(Api user, FlowBuilder first) {
        return user.get("applications").list("items").stream()
                .filter(a -> a.get("name").equals(name(first)))
                .findFirst()
                .orElseThrow();
    }

    private static List<Object> nodes(Map<String, Object> flow) {
        return Answer.objects(flow.get("nodes")).stream().map(n -> n.get("id")).toList();
    }
}
