package io.kaidan.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.flow.ApplicationReader;
import io.kaidan.flow.Flow;
import io.kaidan.problem.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Models as others draw them, after the well-known examples of the field: with lanes, pools, annotations, groups, data,
 * extensions of other tools, with and without prefixes and ids. Each runs to its end, or is refused for what it needs.
 */
class PublishedModelsTest {

    private static List<Finding> findings;

    private static Map<String, Flow> read(String model) {
        findings = new ArrayList<>();
        try (InputStream file = PublishedModelsTest.class.getResourceAsStream("/published/" + model + ".bpmn")) {
            return new ApplicationReader(NodeTypes.ALL).read(Map.of(model + ".bpmn", file.readAllBytes()), findings);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Flow flow(String model) {
        Map<String, Flow> flows = read(model);
        assertThat(findings).filteredOn(f -> !f.warning()).isEmpty();
        return flows.values().iterator().next();
    }

    private static Ride open(String model, Map<String, Object> values) {
        return Ride.open(flow(model), values);
    }

    @Test
    void order_fulfilment_with_a_form_in_the_file_and_all_kinds_of_decoration() {
        Ride ride = open("order-fulfilment", Map.of());
        assertThat(findings).allMatch(f -> f.code().equals("no_effect"));
        assertThat(flow("order-fulfilment")
                        .node("Activity_check")
                        .human()
                        .form()
                        .has("inStock"))
                .isTrue();

        ride.push("Activity_check", Map.of("inStock", false));
        assertThat(ride.expects()).isEqualTo("Event_wait");
        ride.happen("Event_wait").push("Activity_check", Map.of("inStock", true));
        assertThat(ride.waits()).isEqualTo("Activity_bill");

        assertThat(ride.push("Activity_bill").isClosed()).isTrue();
    }

    @Test
    void invoice_approval_with_lanes_in_lanes_and_extensions_of_camunda_7() {
        Ride ride = open("invoice-approval", Map.of("amount", 500));

        ride.push("assign", Map.of("approver", "lin"));
        assertThat(ride.at("approve").assignee()).isEqualTo("lin");
        ride.push("approve", Map.of("approved", false)).push("review", Map.of("clarified", true));
        assertThat(ride.waits()).isEqualTo("approve");
        ride.push("approve", Map.of("approved", true));

        assertThat(ride.isClosed()).isTrue();
    }

    @Test
    void leave_request_of_one_day_with_reminders() {
        Ride ride = open("leave-request", Map.of("from", "2026-03-02", "until", "2026-03-02", "employee", "amy"));

        ride.happen("reminder").happen("reminder");
        assertThat(ride.expects()).isEqualTo("cs");

        assertThat(ride.push("lead").isClosed()).isTrue();
    }

    @Test
    void leave_request_of_several_days_that_one_approver_refuses_and_one_that_is_taken_back() {
        Map<String, Object> values = Map.of(
                "from", "2026-03-02", "until", "2026-03-06", "employee", "amy", "approvers", List.of("a", "b", "c"));

        Ride ride = open("leave-request", values);
        ride.push("hr", Map.of("vote", true)).push("hr", Map.of("vote", false));
        assertThat(ride.isClosed()).isTrue();
        assertThat(ride.value("votes")).asString().startsWith("[true, false");

        assertThat(open("leave-request", values).happen("cs").isClosed()).isTrue();
    }

    @Test
    void incident_management_with_escalation_and_error() {
        Ride ride = open("incident-management", Map.of());
        ride.push("look", Map.of("severity", "high", "blocked", true, "hopeless", true));
        assertThat(ride.waits()).isEqualTo("second workaround");
        ride.push("workaround");
        assertThat(ride.waits()).isEqualTo("second vendor");

        assertThat(ride.push("vendor").push("close").push("second").isClosed()).isTrue();
    }

    @Test
    void know_your_customer_with_three_checks_at_once_and_links_without_ids() {
        Ride ride = open("kyc-onboarding", Map.of("customerId", "C-1"));
        assertThat(ride.event("docs").correlationKey()).isEqualTo("C-1");
        ride.happen("docs");
        ride.push("check", Map.of("ok", true))
                .push("check", Map.of("ok", false))
                .push("check", Map.of("ok", true));
        assertThat(ride.waits()).isEqualTo("officer");
        assertThat(ride.push("officer").isClosed()).isTrue();

        assertThat(open("kyc-onboarding", Map.of("customerId", "C-1"))
                        .happen("twoWeeks")
                        .isClosed())
                .isTrue();
    }

    @Test
    void loan_application_with_papers_to_bring_a_deadline_and_a_link() {
        Ride ride = open("loan-application", Map.of("income", 2000, "rate", 900));
        assertThat(ride.waits()).isEqualTo("guarantor payslip");
        ride.push("payslip").push("guarantor");
        ride.happen("sla");
        assertThat(ride.waits()).isEqualTo("manager");

        assertThat(ride.push("manager", Map.of("granted", true)).push("sign").isClosed())
                .isTrue();
    }

    @Test
    void pizza_with_a_pool_for_customer_and_vendor() {
        Map<String, Flow> flows = read("pizza");
        assertThat(flows).containsOnlyKeys("pizza-customer", "pizza-vendor");
        assertThat(findings).allMatch(Finding::warning);

        Ride customer = Ride.open(flows.get("pizza-customer"), Map.of());
        customer.push("order").happen("hour").push("ask").happen("pizza");
        assertThat(customer.isClosed()).isTrue();

        Ride vendor = Ride.open(flows.get("pizza-vendor"), Map.of());
        vendor.happen("where").push("calm").push("bake").push("deliver");
        assertThat(vendor.isClosed()).isTrue();
        assertThat(vendor.expects()).isEmpty();
    }

    @Test
    void insurance_claim_that_is_withdrawn_late_or_settled() {
        Ride settled = open("insurance-claim", Map.of())
                .happen("storm")
                .push("expert")
                .push("cover")
                .push("staff");
        assertThat(settled.isClosed()).isTrue();

        Ride withdrawn = open("insurance-claim", Map.of()).push("expert").happen("ws");
        assertThat(withdrawn.waits()).isEqualTo("confirm");
        assertThat(withdrawn.expects()).isEqualTo("month storm");
        assertThat(withdrawn.push("confirm").isClosed()).isTrue();

        assertThat(open("insurance-claim", Map.of())
                        .happen("month")
                        .push("lawyer")
                        .isClosed())
                .isTrue();
    }

    @Test
    void document_review_by_most_of_the_reviewers() {
        Ride ride = open("document-review", Map.of("reviewers", List.of("x", "y", "z")));
        ride.push("write").push("review", Map.of("opinion", "bad")).push("review", Map.of("opinion", "fine"));
        assertThat(ride.waits()).isEqualTo("write");

        ride.push("write").push("review", Map.of("opinion", "fine")).push("review", Map.of("opinion", "fine"));

        assertThat(ride.isClosed()).isTrue();
    }

    @Test
    void purchase_in_chinese_with_an_inclusive_gateway() {
        Ride ride = open("purchase", Map.of("金額", 20000, "品項", "電腦三台"));
        assertThat(ride.waits()).isEqualTo("財務 資訊");

        assertThat(ride.push("資訊").push("財務").push("採購").isClosed()).isTrue();
    }

    @Test
    void employee_exit_as_often_as_there_are_things() {
        Ride ride = open("employee-exit", Map.of("things", List.of("badge", "car")));

        ride.push("give", Map.of("state", "ok")).push("give", Map.of("state", "ok"));

        assertThat(ride.isClosed()).isTrue();
        assertThat(ride.value("returned")).isEqualTo("ok");
    }

    @Test
    void hotel_booking_is_refused_for_each_element_that_it_needs_and_nobody_has() {
        read("hotel-booking");

        assertThat(findings)
                .filteredOn(f -> !f.warning())
                .extracting(f -> f.element() + " " + f.code())
                .containsExactlyInAnyOrder(
                        "price unsupported", "book unsupported", "listened extension", "e unsupported");
    }
}
