package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A called ticket that cannot go on shows at those that called it, as much of it as the reader may see. */
class CalledIncidentsIT extends BlackBox {

    /** Knows what to do with a and with b. */
    private static FlowBuilder choosy() {
        return start(text("x"))
                .exclusive("which")
                .when("= x = \"a\"")
                .end("end")
                .from("which")
                .when("= x = \"b\"")
                .end("other");
    }

    private static String calling(String flow) {
        return api().deployed(start(text("x")).call("call", flow).end("end"));
    }

    private static Api someone(String name, Map<String, List<String>> permissions) {
        permissions.forEach((flow, may) -> api().role(name + "-" + flow, flow, may.toArray(String[]::new)));
        List<String> roles =
                permissions.keySet().stream().map(flow -> name + "-" + flow).toList();
        api().user(name, List.of(), roles);
        return new Api(base(), name, name);
    }

    private static List<Map<String, Object>> shown(Api reader, String flow, String no) {
        return Answer.objects(reader.ticket(flow, no).get("incidents"));
    }

    private static List<Map<String, Object>> listed(Api reader, String query) {
        return reader.get("incidents" + query).list("items");
    }

    private static Map<String, Object> call(String flow, String no) {
        return Map.of("apiPath", flow, "dataNo", no, "node", "call");
    }

    @Test
    void it_shows_at_every_ticket_above_it_as_it_stands_and_through_which_call() {
        String c = api().deployed(choosy());
        String b = calling(c);
        String a = calling(b);
        String no = admin().open(a, Map.of("x", "c"));
        String id = api().incident(c, "1");

        assertThat(shown(api(), a, no)).singleElement().satisfies(i -> assertThat(i)
                .containsEntry("id", id)
                .containsEntry("apiPath", c)
                .containsEntry("dataNo", "1")
                .containsEntry("node", "which")
                .containsEntry("name", "判斷 which")
                .containsEntry("code", "no_condition_true")
                .containsEntry("calledBy", call(a, no)));
        assertThat(shown(api(), b, "1")).extracting("calledBy").containsExactly(call(b, "1"));
        assertThat(shown(api(), c, "1")).singleElement().satisfies(i -> assertThat(i)
                .containsEntry("calledBy", null));
        assertThat(listed(api(), "?apiPath=" + a)).singleElement().satisfies(i -> assertThat(i)
                .containsOnlyKeys(
                        "id", "apiPath", "flow", "dataNo", "node", "name", "message", "code", "at", "calledBy")
                .containsEntry("id", id)
                .containsEntry("apiPath", c)
                .containsEntry("dataNo", "1")
                .containsEntry("node", "which")
                .containsEntry("calledBy", call(a, no)));
        assertThat(listed(api(), "?apiPath=" + c)).extracting("calledBy").containsOnlyNulls();
        assertThat(listed(api(), "?apiPath=" + a + "&code=no_condition_true&node=which"))
                .hasSize(1);
        assertThat(listed(api(), "?apiPath=" + a + "&node=call")).isEmpty();
    }

    @Test
    void its_retry_lets_all_go_on_and_it_shows_nowhere_any_more() {
        String c = api().deployed(choosy());
        String b = calling(c);
        String a = calling(b);
        String no = admin().open(a, Map.of("x", "c"));
        String id = (String) shown(api(), a, no).get(0).get("id");

        assertThat(api().post("incidents/" + id + "/retry", Map.of("values", Map.of("x", "a")))
                        .http())
                .isEqualTo(200);

        assertThat(api().ticket(a, no)).containsEntry("state", "closed").containsEntry("incidents", List.of());
        assertThat(listed(api(), "?apiPath=" + a)).isEmpty();
    }

    @Test
    void its_own_come_first_and_those_of_several_calls_after_them() {
        String called = api().deployed(choosy());
        String flow = api().deployed(start(text("x"))
                .parallel("split")
                .call("one", called)
                .end("end")
                .from("split")
                .call("two", called)
                .to("end")
                .from("split")
                .exclusive("own")
                .when("= x = \"a\"")
                .to("end")
                .from("own")
                .when("= x = \"b\"")
                .end("other"));

        String no = admin().open(flow, Map.of("x", "c"));

        assertThat(shown(api(), flow, no)).extracting(i -> i.get("node")).containsExactly("own", "which", "which");
        assertThat(shown(api(), flow, no).get(0)).containsEntry("calledBy", null);
        assertThat(shown(api(), flow, no).subList(1, 3))
                .extracting(i -> Answer.object(i.get("calledBy")).get("node"))
                .containsExactlyInAnyOrder("one", "two");
    }

    @Test
    void it_comes_in_pages_with_those_of_the_flow_itself() {
        String called = api().deployed(choosy());
        String flow = calling(called);
        for (int i = 0; i < 3; i++) {
            admin().open(flow, Map.of("x", "c"));
        }

        Answer first = api().get("incidents?limit=2&apiPath=" + flow);
        Answer second = api().get("incidents?limit=2&apiPath=" + flow + "&cursor="
                + first.json().get("next"));

        assertThat(first.list("items")).hasSize(2);
        assertThat(second.list("items")).hasSize(1);
        assertThat(second.json()).containsEntry("next", null);
        assertThat(first.list("items")).doesNotContainAnyElementsOf(second.list("items"));
    }

    @Test
    void who_may_not_see_the_called_ticket_learns_that_it_cannot_go_on_and_nothing_else() {
        String called = api().deployed(choosy());
        String flow = calling(called);
        String no = admin().open(flow, Map.of("x", "c"));
        String id = api().incident(called, "1");
        Api other = someone("ci-outer", Map.of(flow, List.of("view", "modify")));

        assertThat(shown(other, flow, no)).singleElement().satisfies(i -> assertThat(i)
                .containsEntry("id", id)
                .containsEntry("apiPath", flow)
                .containsEntry("dataNo", no)
                .containsEntry("node", "call")
                .containsEntry("name", "呼叫 call")
                .containsEntry("code", "called_incident")
                .containsEntry("message", "被呼叫的單應繼續進行，但無法繼續；有權查看該單的人可知其原因。")
                .containsEntry("calledBy", call(flow, no)));
        assertThat(listed(other, "?apiPath=" + flow)).singleElement().satisfies(i -> assertThat(i)
                .containsEntry("apiPath", flow)
                .containsEntry("node", "call")
                .containsEntry("name", "呼叫 call")
                .containsEntry("code", "called_incident"));
        assertThat(listed(other, "")).extracting(i -> i.get("id")).containsExactly(id);
        assertThat(listed(other, "?code=no_condition_true"))
                .as("nobody guesses the reason")
                .isEmpty();
        assertThat(listed(other, "?node=which")).isEmpty();
        assertThat(listed(other, "?text=which")).isEmpty();
        assertThat(other.post("incidents/" + id + "/retry", Map.of()).http()).isEqualTo(404);
        assertThat(other.post("incidents/retry", Map.of("apiPath", flow)).json())
                .containsEntry("retried", 0)
                .containsEntry("failed", 0)
                .containsEntry("skipped", 0);
    }

    @Test
    void who_may_see_both_sees_why() {
        String called = api().deployed(choosy());
        String flow = calling(called);
        String no = admin().open(flow, Map.of("x", "c"));
        Api both = someone("ci-both", Map.of(flow, List.of("view", "modify"), called, List.of("view")));

        assertThat(shown(both, flow, no)).extracting(i -> i.get("apiPath")).containsExactly(called);
        assertThat(listed(both, "?code=no_condition_true")).singleElement().satisfies(i -> assertThat(i)
                .containsEntry("apiPath", called)
                .containsEntry("calledBy", call(flow, no)));
    }

    @Test
    void who_may_modify_the_called_flow_alone_sees_its_incidents_as_its_own() {
        String called = api().deployed(choosy());
        String flow = calling(called);
        admin().open(flow, Map.of("x", "c"));
        Api inner = someone("ci-inner", Map.of(called, List.of("modify")));

        assertThat(listed(inner, ""))
                .singleElement()
                .satisfies(i -> assertThat(i).containsEntry("apiPath", called).containsEntry("calledBy", null));
        assertThat(listed(inner, "?apiPath=" + flow)).isEmpty();
    }

    @Test
    void links_name_only_the_tickets_that_the_reader_may_see() {
        String called = api().deployed(oneTask(text("x")));
        String flow = calling(called);
        String no = admin().open(flow, Map.of());
        Api outer = someone("cl-outer", Map.of(flow, List.of("view")));
        Api inner = someone("cl-inner", Map.of(called, List.of("view")));
        Api adds = someone("cl-adds", Map.of(called, List.of("view"), flow, List.of("add")));
        Api both = someone("cl-both", Map.of(called, List.of("view"), flow, List.of("view")));

        assertThat(outer.ticket(flow, no).get("children"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Object.class))
                .singleElement()
                .satisfies(child -> assertThat(Answer.object(child))
                        .containsEntry("apiPath", null)
                        .containsEntry("dataNo", null)
                        .containsEntry("node", "call")
                        .containsEntry("state", "open")
                        .containsEntry("incidents", 0));
        assertThat(inner.ticket(called, "1").get("parent")).isNull();
        assertThat(adds.ticket(called, "1").get("parent")).isNull();
        assertThat(both.ticket(called, "1").get("parent")).isEqualTo(call(flow, no));
        assertThat(Answer.objects(both.ticket(flow, no).get("children")).get(0)).containsEntry("apiPath", called);
    }
}
