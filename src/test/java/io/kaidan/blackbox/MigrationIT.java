package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Open tickets go to another version of their flow. */
class MigrationIT extends BlackBox {

    private static FlowBuilder first() {
        return start(text("subject"))
                .task("review", "初審", text("old"))
                .task("sign", "簽核")
                .end("end");
    }

    private static FlowBuilder second(FlowBuilder first) {
        return first.nextVersion(text("subject"))
                .task("approve", "複審", text("fresh").required())
                .task("sign", "簽核")
                .end("end");
    }

    private static final String OF_FLOW = " and flow_id = (select id from flow where api_path = '%s')";

    private static Answer migrate(String flow, Map<String, ?> body) {
        Map<String, Object> whole = new LinkedHashMap<>(Map.of("version", 2, "reason", "改版"));
        whole.putAll(body);
        return api().post("flows/" + flow + "/migrations", whole);
    }

    @Test
    void tickets_go_on_with_the_new_form_at_the_node_that_the_map_names() {
        FlowBuilder first = first();
        String flow = api().deployed(first);
        String atReview = admin().open(flow, Map.of("subject", "a"));
        String atSign = admin().open(flow, Map.of("subject", "b"));
        admin().pushed(flow, admin().stop(flow, atSign), Map.of("old", "x"));
        api().deployed(second(first));

        Answer answer = migrate(flow, Map.of("nodes", Map.of("review", "approve")));

        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json())
                .containsEntry("version", 2)
                .containsEntry("tickets", 2)
                .containsEntry("migrated", 2)
                .containsEntry("problems", List.of())
                .containsEntry("next", null);
        assertThat(api().ticket(flow, atReview)).containsEntry("version", 2);
        assertThat(admin().stops(flow, atReview))
                .extracting(QuickClient.Stop::name)
                .containsExactly("複審");
        assertThat(admin().push(flow, admin().stop(flow, atReview), Map.of()).problems())
                .containsExactly("fresh:required");
        admin().pushed(flow, admin().stop(flow, atReview), Map.of("fresh", "好"));
        admin().pushed(flow, admin().stop(flow, atReview), Map.of());
        admin().pushed(flow, admin().stop(flow, atSign), Map.of());
        assertThat(api().ticket(flow, atReview)).containsEntry("state", "closed");
        assertThat(api().ticket(flow, atSign)).containsEntry("state", "closed");
    }

    @Test
    void a_dry_run_tells_everything_and_changes_nothing() {
        FlowBuilder first = first();
        String flow = api().deployed(first);
        String atReview = admin().open(flow, Map.of());
        String atSign = admin().open(flow, Map.of());
        admin().pushed(flow, admin().stop(flow, atSign), Map.of());
        api().deployed(second(first));
        Map<String, Object> before = api().ticket(flow, atSign);

        Answer answer = migrate(flow, Map.of("dryRun", true));

        assertThat(answer.json()).containsEntry("tickets", 2).containsEntry("migrated", 1);
        assertThat(answer.list("problems"))
                .extracting(p -> p.get("dataNo") + " " + p.get("field") + " " + p.get("code"))
                .containsExactly(atReview + " nodes.review unknown_node");
        assertThat(api().ticket(flow, atSign)).isEqualTo(before);
    }

    @Test
    void what_only_shows_when_it_is_done_is_told_by_a_dry_run_too_and_holds_up_no_other() {
        FlowBuilder first = first();
        String flow = api().deployed(first);
        String without = admin().open(flow, Map.of());
        String with = admin().open(flow, Map.of("subject", "PT5H"));
        api().deployed(first.nextVersion(text("subject"))
                .task("review", "初審", text("old"))
                .task("sign", "簽核")
                .end("end")
                .raw("""
                        <bpmn:boundaryEvent id="late" attachedToRef="review">
                          <bpmn:outgoing>late_to_end</bpmn:outgoing>
                          <bpmn:timerEventDefinition><bpmn:timeDuration>=subject</bpmn:timeDuration></bpmn:timerEventDefinition>
                        </bpmn:boundaryEvent>
                        <bpmn:sequenceFlow id="late_to_end" sourceRef="late" targetRef="end"/>"""));

        for (boolean dryRun : new boolean[] {true, false}) {
            Answer answer = migrate(flow, Map.of("dryRun", dryRun));
            assertThat(answer.json()).containsEntry("tickets", 2).containsEntry("migrated", 1);
            assertThat(answer.list("problems"))
                    .extracting(p -> p.get("dataNo") + " " + p.get("code"))
                    .containsExactly(without + " timer");
            assertThat(api().ticket(flow, with)).containsEntry("version", dryRun ? 1 : 2);
        }
        assertThat(api().ticket(flow, without)).containsEntry("version", 1);
    }

    @Test
    void a_ticket_that_has_no_place_stays_and_the_others_go() {
        FlowBuilder first = first();
        String flow = api().deployed(first);
        String atReview = admin().open(flow, Map.of());
        String atSign = admin().open(flow, Map.of());
        admin().pushed(flow, admin().stop(flow, atSign), Map.of());
        api().deployed(second(first));

        Answer answer = migrate(flow, Map.of());

        assertThat(answer.json()).containsEntry("migrated", 1);
        assertThat(api().ticket(flow, atSign)).containsEntry("version", 2);
        assertThat(api().ticket(flow, atReview)).containsEntry("version", 1);
        admin().pushed(flow, admin().stop(flow, atReview), Map.of("old", "仍可推"));
    }

    @Test
    void numbers_choose_tickets_wherever_they_stand_and_each_that_cannot_go_is_told() {
        FlowBuilder first = first();
        String flow = api().deployed(first);
        String other = admin().open(flow, Map.of());
        String over = admin().open(flow, Map.of());
        assertThat(api().post("flows/" + flow + "/tickets/" + over + "/cancel", Map.of("reason", "x"))
                        .http())
                .isEqualTo(200);
        String late = admin().open(flow, Map.of());
        sql("update ticket set data_no = 601 where data_no = " + late + OF_FLOW.formatted(flow));
        sql("insert into ticket (id, flow_id, version_id, data_no, state, values, opened_by, opened_at, updated_by,"
                + " updated_at, version) select nextval('ticket_seq'), flow_id, version_id, 10 + n, state, '{}', 'x', now(), 'x',"
                + " now(), 0"
                + " from ticket, generate_series(1, 520) n where data_no = " + other + OF_FLOW.formatted(flow));
        api().deployed(second(first));
        String there = admin().open(flow, Map.of());

        for (boolean dryRun : new boolean[] {true, false}) {
            Answer answer = migrate(
                    flow,
                    Map.of(
                            "dryRun",
                            dryRun,
                            "nodes",
                            Map.of("review", "approve"),
                            "dataNos",
                            List.of("9999", "601", over, there)));

            assertThat(answer.json())
                    .containsEntry("tickets", 4)
                    .containsEntry("migrated", 1)
                    .containsEntry("next", null);
            assertThat(answer.list("problems"))
                    .extracting(p -> p.get("dataNo") + " " + p.get("code"))
                    .containsExactly(over + " ticket_closed", there + " same_version", "9999 unknown_ticket");
            assertThat(api().ticket(flow, "601")).containsEntry("version", dryRun ? 1 : 2);
        }
        assertThat(api().ticket(flow, other)).containsEntry("version", 1);
        assertThat(migrate(flow, Map.of("from", 1, "version", 1, "dataNos", List.of("601", other)))
                        .list("problems"))
                .extracting(p -> p.get("dataNo") + " " + p.get("code"))
                .containsExactly(other + " same_version", "601 other_version");
    }

    @Test
    void a_call_names_at_most_five_hundred_numbers() {
        String flow = api().deployed(first());
        List<String> numbers =
                IntStream.rangeClosed(1, 501).mapToObj(String::valueOf).toList();

        Answer answer = migrate(flow, Map.of("version", 1, "dataNos", numbers, "nodes", Map.of("review", "nowhere")));

        assertThat(answer.http()).isEqualTo(422);
        assertThat(answer.problems()).containsExactlyInAnyOrder("dataNos:too_large", "nodes.review:unknown_node");
        assertThat(answer.text()).contains("500");
        assertThat(migrate(flow, Map.of("version", 1, "dataNos", numbers.subList(0, 500)))
                        .json())
                .containsEntry("tickets", 500)
                .containsEntry("migrated", 0);
    }

    @Test
    void everything_wrong_with_the_body_is_told_at_once() {
        String flow = api().deployed(first());

        assertThat(api().post(
                                "flows/" + flow + "/migrations",
                                Map.of("version", 7, "from", "one", "dryRun", "x", "dataNos", List.of("z"), "odd", 1))
                        .problems())
                .containsExactlyInAnyOrder(
                        "reason:required",
                        "version:unknown_version",
                        "from:type",
                        "dryRun:type",
                        "dataNos:unknown_ticket",
                        "odd:unknown_member");
        assertThat(migrate(flow, Map.of("version", 1, "from", 1, "nodes", Map.of("review", "nowhere", "gone", "sign")))
                        .problems())
                .containsExactlyInAnyOrder("nodes.review:unknown_node", "nodes.gone:unknown_node");
    }

    @Test
    void it_needs_the_modify_permission() {
        String flow = api().deployed(first());
        api().role("mig-view", flow, "view");
        api().user("mig-view", List.of(), List.of("mig-view"));
        api().user("mig-none", List.of(), List.of());
        Map<String, Object> body = Map.of("version", 1, "reason", "x");

        assertThat(new Api(base(), "mig-view", "mig-view")
                        .post("flows/" + flow + "/migrations", body)
                        .http())
                .isEqualTo(403);
        assertThat(new Api(base(), "mig-none", "mig-none")
                        .post("flows/" + flow + "/migrations", body)
                        .http())
                .isEqualTo(404);
    }
}
