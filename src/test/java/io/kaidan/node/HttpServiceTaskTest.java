package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.builder.ServiceTaskBuilder;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Service tasks of the type http: what is kept for the call, and where its answer goes. */
class HttpServiceTaskTest {

    private static BpmnModelInstance http(UnaryOperator<ServiceTaskBuilder> task) {
        return ServiceTaskTest.drawing(t -> task.apply(t.zeebeJobType("http")));
    }

    @Test
    void an_http_task_is_told_by_headers_and_inputs() {
        Ride ride = Ride.open(
                http(t -> t.zeebeTaskHeader("url", "=\"https://a.example/\" + id")
                        .zeebeTaskHeader("method", "POST")
                        .zeebeInputExpression("{\"X-Id\": id}", "headers")
                        .zeebeInputExpression("{\"no\": 1}", "body")
                        .zeebeInput("ignored", "other")),
                Map.of("id", "7", "url", "http://evil.example"));

        assertThat(ride.job("http").headers())
                .isEqualTo(Map.of(
                        "url",
                        "https://a.example/7",
                        "method",
                        "POST",
                        "headers",
                        Map.of("X-Id", "7"),
                        "body",
                        Map.of("no", 1)));
    }

    @Test
    void an_incident_does_not_tell_what_stands_in_a_header_that_fails() {
        Ride ride = Ride.open(
                http(t -> t.zeebeTaskHeader("headers", "={\"Authorization\": assert(\"Bearer s3cret\", id = 1)}")),
                Map.of("id", 7));

        assertThat(ride.incidents()).isEqualTo("pay task_header_value");
        assertThat(ride.incident()).contains("headers").doesNotContain("s3cret");
        assertThat(ride.retry(Map.of("id", 1)).jobs()).isEqualTo("http");
    }

    @Test
    void what_an_http_task_gets_back_is_for_its_outputs_alone() {
        Ride ride = Ride.open(http(t -> t.zeebeOutputExpression("response.status", "status")), Map.of());
        ride.answer("http", Map.of("response", Map.of("status", 201)));
        assertThat(ride.ticket.values().get("status")).isEqualTo(201);
        assertThat(ride.ticket.values()).hasSize(1);

        ride = Ride.open(http(t -> t), Map.of());
        ride.answer("http", Map.of("response", Map.of("status", 201)));
        assertThat(ride.ticket.values()).isEmpty();
        assertThat(ride.waits()).isEqualTo("check");
    }
}
