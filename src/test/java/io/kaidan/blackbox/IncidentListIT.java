package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.FlowBuilder.start;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Incidents are found by what they say, retried as they were found, and counted by flow. */
class IncidentListIT extends BlackBox {

    private FlowBuilder flow;

    @BeforeEach
    void given_two_incidents() {
        flow = start(number("days"))
                .exclusive("size")
                .when("= days > 3")
                .task("review", "審核")
                .end("end")
                .from("size")
                .when("= days < 0")
                .to("end");
        api().deployed(flow);
        admin().open(flow.apiPath(), Map.of("days", 1));
        admin().open(flow.apiPath(), Map.of("days", 2));
    }

    @Test
    void each_tells_the_names_of_its_flow_and_its_node() {
        assertThat(found("")).hasSize(2).allSatisfy(incident -> assertThat(incident)
                .containsEntry("flow", api().flow(flow.apiPath()).get("name"))
                .containsEntry("node", "size")
                .containsEntry("name", "判斷 size"));
    }

    @Test
    void they_are_found_by_text_in_the_node_the_number_or_the_problem() {
        assertThat(found("&text=SIZE")).hasSize(2);
        assertThat(found("&text=no_condition")).hasSize(2);
        assertThat(found("&text=size%202")).extracting(i -> i.get("dataNo")).containsExactly("2");
        assertThat(found("&text=%25")).isEmpty();
        assertThat(api().get("incidents?text=%00").problems()).containsExactly("text:characters");
    }

    @Test
    void those_that_were_found_are_retried_together() {
        Answer answer = api().post("incidents/retry", Map.of("apiPath", flow.apiPath(), "text", "size 2"));

        assertThat(answer.json()).containsEntry("retried", 1).containsEntry("failed", 1);
    }

    @Test
    void an_application_counts_them_where_the_reader_may_retry_them() {
        String name = "counts-" + flow.apiPath();
        api().role(name, flow.apiPath(), "view");
        api().user(name, List.of(), List.of(name));

        assertThat(application(api()).get("incidents")).isEqualTo(Map.of(flow.apiPath(), 2));
        assertThat(application(new Api(base(), name, name)).get("incidents")).isEqualTo(Map.of());
    }

    @Test
    void a_flow_tells_what_its_design_says_of_it() {
        Map<String, byte[]> files = new HashMap<>(Api.application("app " + flow.apiPath(), flow));
        files.replaceAll((name, bytes) -> name.endsWith(".bpmn")
                ? Text.utf8(new String(bytes, UTF_8)
                        .replaceFirst("(<(\\w+:)process [^>]*>)", "$1<$2documentation>員工請假，三天以上須審核。</$2documentation>"))
                : bytes);
        assertThat(api().flow(flow.apiPath())).containsEntry("description", "");

        assertThat(api().deploy(files).http()).isEqualTo(201);

        assertThat(api().flow(flow.apiPath())).containsEntry("description", "員工請假，三天以上須審核。");
    }

    private Map<String, Object> application(Api reader) {
        return reader.get("applications/app%20" + flow.apiPath()).json();
    }

    private List<Map<String, Object>> found(String filter) {
        return api().get("incidents?apiPath=" + flow.apiPath() + filter).list("items");
    }
}
