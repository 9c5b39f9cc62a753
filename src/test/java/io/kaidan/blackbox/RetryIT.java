package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person corrects the values of a ticket that could not go on, and it tries again. */
class RetryIT extends BlackBox {

    private static String flow;

    /** Knows what to do with more than 3 days, and with less than 0. */
    @BeforeAll
    static void deploy() {
        flow = api().deployed(start(text("subject").required().header("title"), number("days"))
                .exclusive("size")
                .when("= days > 3")
                .task("review", "審核")
                .end("end")
                .from("size")
                .when("= days < 0")
                .to("end"));
    }

    @Test
    void corrected_values_let_it_go_on() {
        String no = open(2);
        String id = api().incident(flow, no);

        Answer answer = retry(id, Map.of("values", Map.of("days", 7, "subject", "改過")));

        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        assertThat(answer.json())
                .isEqualTo(api().ticket(flow, no))
                .containsEntry("title", "改過")
                .containsEntry("incidents", List.of());
        assertThat(answer.list("workItems")).extracting(w -> w.get("node")).containsExactly("review");
        assertThat(last(answer))
                .containsEntry("event", "retried")
                .containsEntry("by", "admin")
                .containsEntry("node", "size")
                .containsEntry("changes", Map.of("days", List.of(2, 7), "subject", List.of("影印機", "改過")));
        assertThat(api().get("incidents?apiPath=" + flow).list("items"))
                .extracting(i -> i.get("id"))
                .doesNotContain(id);
        assertThat(retry(id, Map.of()).problems()).as("it is over").containsExactly("unknown_incident");
        admin().pushed(flow, admin().stop(flow, no), Map.of());
        assertThat(api().ticket(flow, no)).containsEntry("state", "closed");
    }

    @Test
    void what_fails_again_stays_an_incident_and_keeps_the_values() {
        String no = open(2);
        String id = api().incident(flow, no);

        Answer answer = retry(id, Map.of("values", Map.of("days", 3)));

        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        assertThat(answer.list("incidents")).extracting(i -> i.get("id")).containsExactly(id);
        assertThat(answer.list("history"))
                .extracting(e -> e.get("event"))
                .containsExactly("opened", "incident", "retried", "incident");
        assertThat(Answer.object(answer.json().get("values"))).containsEntry("days", 3);
    }

    @Test
    void values_are_optional_and_so_is_the_body() {
        String no = open(2);
        String id = api().incident(flow, no);

        assertThat(retry(id, Map.of()).http()).isEqualTo(200);
        Answer bare = Http.send(
                "POST",
                base().resolve("/api/v1/incidents/" + id + "/retry"),
                BodyPublishers.noBody(),
                "Authorization",
                Http.basic(KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD));
        assertThat(bare.http()).as("%s", bare).isEqualTo(200);
        assertThat(bare.list("history")).hasSize(6);
    }

    @Test
    void values_that_are_wrong_are_refused_all_at_once() {
        String no = open(2);
        String id = api().incident(flow, no);
        Map<String, Object> before = api().ticket(flow, no);

        Answer answer = retry(id, Map.of("values", Map.of("subject", "", "days", "多", "lost", 1), "why", 1));

        assertThat(answer.http()).isEqualTo(422);
        assertThat(answer.problems())
                .containsExactlyInAnyOrder("why:unknown_member", "subject:required", "days:type", "lost:unknown_field");
        assertThat(retry(id, Map.of("values", 1)).problems()).containsExactly("values:type");
        assertThat(api().ticket(flow, no)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"0", "999999999999", "nonsense", "-1", "99999999999999999999"})
    void an_incident_that_is_none_is_unknown(String id) {
        Answer answer = retry(id, Map.of());

        assertThat(answer.http()).isEqualTo(404);
        assertThat(answer.problems()).containsExactly("unknown_incident");
    }

    @Test
    void of_several_retries_at_once_one_goes_on() throws Exception {
        String no = open(2);
        String id = api().incident(flow, no);
        Callable<Answer> retry = () -> retry(id, Map.of("values", Map.of("days", 5)));

        List<Answer> answers;
        try (Together together = new Together(8)) {
            answers = together.run(Collections.nCopies(8, retry));
        }

        assertThat(answers).filteredOn(a -> a.http() == 200).hasSize(1);
        assertThat(answers).filteredOn(a -> a.http() != 200).allSatisfy(a -> assertThat(a.problems())
                .containsExactly("unknown_incident"));
        assertThat(admin().stops(flow, no)).hasSize(1);
    }

    @Test
    void what_only_the_branch_knows_can_be_corrected_too() {
        FlowBuilder outer = start(text("wanted"))
                .element("subProcess", "sub", "子流程")
                .extension("<zeebe:ioMapping><zeebe:input source=\"= wanted\" target=\"list\"/></zeebe:ioMapping>")
                .end("end");
        Map<String, byte[]> files = Api.application("app " + outer.apiPath(), outer);
        files.put(
                outer.apiPath() + ".bpmn",
                Text.utf8(outer.bpmn()
                        .replace(
                                "</bpmn:subProcess>",
                                "<bpmn:startEvent id=\"in\"/><bpmn:sequenceFlow id=\"l1\" sourceRef=\"in\""
                                        + " targetRef=\"each\"/><bpmn:userTask id=\"each\" name=\"每人\">"
                                        + "<bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements>"
                                        + "<bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>"
                                        + "<zeebe:loopCharacteristics inputCollection=\"= list\" inputElement=\"one\"/>"
                                        + "</bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics>"
                                        + "</bpmn:userTask><bpmn:sequenceFlow id=\"l2\" sourceRef=\"each\""
                                        + " targetRef=\"out\"/><bpmn:endEvent id=\"out\"/></bpmn:subProcess>")));
        Answer deployed = api().deploy(files);
        assertThat(deployed.http()).as("%s", deployed).isEqualTo(201);
        String no = admin().open(outer.apiPath(), Map.of("wanted", "no list"));
        assertThat(api().get("incidents?code=no_list&apiPath=" + outer.apiPath())
                        .list("items"))
                .hasSize(1);

        Answer answer = retry(api().incident(outer.apiPath(), no), Map.of("values", Map.of("list", List.of("甲", "乙"))));

        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        assertThat(last(answer))
                .containsEntry("event", "retried")
                .containsEntry("changes", null)
                .containsEntry("variables", Map.of("list", List.of("no list", List.of("甲", "乙"))));
        assertThat(admin().stops(outer.apiPath(), no)).hasSize(2);
        assertThat(api().values(outer.apiPath(), no)).isEqualTo(Map.of("wanted", "no list"));
    }

    private static String open(int days) {
        return admin().open(flow, Map.of("subject", "影印機", "days", days));
    }

    private static Answer retry(String id, Map<String, ?> body) {
        return api().post("incidents/" + id + "/retry", body);
    }

    private static Map<String, Object> last(Answer answer) {
        List<Map<String, Object>> history = answer.list("history");
        return history.get(history.size() - 1);
    }
}
