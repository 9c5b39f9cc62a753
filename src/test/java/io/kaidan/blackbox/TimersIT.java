package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static io.kaidan.blackbox.Timed.CYCLE;
import static io.kaidan.blackbox.Timed.DATE;
import static io.kaidan.blackbox.Timed.DURATION;
import static io.kaidan.blackbox.Timed.deadline;
import static io.kaidan.blackbox.Timed.eventSubProcess;
import static io.kaidan.blackbox.Timed.pause;
import static io.kaidan.blackbox.Timed.reminder;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Timers of flows, as people see them: tickets that go on by themselves. */
class TimersIT extends BlackBox {

    @Test
    void a_timer_of_an_application_that_is_taken_off_waits_until_it_is_deployed_again() {
        FlowBuilder built =
                start().to("pause").raw(pause("pause", "timeDuration", "PT4S")).end("end");
        String flow = api().deployed(built);
        String no = admin().open(flow, Map.of());
        assertThat(api().delete("applications/app%20" + built.apiPath()).http()).isEqualTo(204);

        assertThat(Eventually.get(() -> jobs(flow), none -> none == 0)).isZero();
        assertThat(api().ticket(flow, no)).containsEntry("state", "open");
        api().deployed(built);

        closed(flow, no);
    }

    // pauses -------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"PT2S, timeDuration", "=wait, timeDuration", "R1/PT2S, timeCycle", "=\"R/\" + wait, timeCycle"})
    void a_pause_is_over_when_its_time_has_passed_and_soon_after(String text, String kind) {
        String flow = api().deployed(start(text("wait"))
                .to("pause")
                .raw(pause("pause", kind, text))
                .end("end"));

        String no = admin().open(flow, Map.of("wait", "PT2S"));

        assertThat(admin().stops(flow, no)).isEmpty();
        Map<String, Object> ticket = closed(flow, no);
        Duration waited = Duration.between(moment(ticket, "openedAt"), moment(ticket, "closedAt"));
        assertThat(waited).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(7)); // a second late, and a busy machine
        assertThat(events(flow, no)).containsExactly("opened", "happened", "closed");
        assertThat(timers(flow)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"=due", "=date and time(due)", "=date and time(due) - duration(\"PT1S\")"})
    void a_pause_may_last_to_a_moment_that_values_tell(String feel) {
        String flow = api().deployed(start(text("due"))
                .to("pause")
                .raw(pause("pause", DATE, feel))
                .end("end"));
        Instant due = Instant.now().plusSeconds(3);

        String no = admin().open(flow, Map.of("due", due.toString()));

        assertThat(moment(closed(flow, no), "closedAt")).isAfterOrEqualTo(due.minusSeconds(1));
    }

    @Test
    void a_moment_that_is_over_already_holds_up_nothing() {
        String flow = api().deployed(start(text("x"))
                .to("pause")
                .raw(pause("pause", DATE, "2020-01-01T00:00:00Z"))
                .end("end"));

        closed(flow, admin().open(flow, Map.of()));
    }

    @Test
    void a_pause_may_follow_cron() {
        String flow = api().deployed(start(text("x"))
                .to("pause")
                .raw(pause("pause", CYCLE, "* * * * * *"))
                .end("end"));

        closed(flow, admin().open(flow, Map.of()));
    }

    @Test
    void a_timer_that_can_be_none_is_found_when_it_is_deployed() {
        for (String cycle : List.of("R3/PT0S", "0 0 30 2 *", "99 * * * *", "soon")) {
            FlowBuilder flow = start(text("x"))
                    .to("pause")
                    .raw(pause("pause", CYCLE, cycle))
                    .end("end");
            assertThat(api().deploy(flow).errors()).as(cycle).singleElement().satisfies(e -> assertThat(e)
                    .containsEntry("code", "timer")
                    .containsEntry("element", "pause"));
        }
    }

    // deadlines and reminders --------------------------------------------------------------------------------------

    @Test
    void a_deadline_takes_the_work_away() {
        String flow = api().deployed(oneTask(text("x"))
                .raw(deadline("late", "review", DURATION, "PT1S"))
                .from("late")
                .task("escalate", "催辦")
                .end("end2"));
        String no = admin().open(flow, Map.of());
        String stop = admin().stop(flow, no);

        Eventually.get(() -> names(flow, no), names -> names.equals(List.of("催辦")));

        assertThat(admin().push(flow, stop).problems()).containsExactly("already_pushed");
        admin().pushed(flow, admin().stop(flow, no), Map.of());
        assertThat(events(flow, no)).containsExactly("opened", "happened", "pushed", "closed");
    }

    @Test
    void work_that_is_done_in_time_meets_no_deadline_and_leaves_no_timer_behind() {
        String flow = api().deployed(oneTask(text("x"))
                .raw(deadline("late", "review", DURATION, "PT1H"))
                .from("late")
                .to("end")
                .raw(reminder("soon", "review", CYCLE, "R/PT10M"))
                .from("soon")
                .end("reminded"));
        String pushed = admin().open(flow, Map.of());
        String cancelled = admin().open(flow, Map.of());
        String deleted = admin().open(flow, Map.of());
        assertThat(timers(flow)).isEqualTo(6);
        assertThat(jobs(flow)).isEqualTo(6);
        String all = ids(flow);

        admin().pushed(flow, admin().stop(flow, pushed), Map.of());
        api().post("flows/" + flow + "/tickets/" + cancelled + "/cancel", Map.of("reason", "開錯了"));
        admin().delete(flow, deleted);

        assertThat(timers(flow)).isZero();
        assertThat(count("select count(*) from scheduled_tasks where task_instance in (" + all + ")"))
                .as("jobs without a timer")
                .isZero();
    }

    @Test
    void a_reminder_comes_as_often_as_it_says_and_the_work_stays() {
        String flow = api().deployed(oneTask(text("x"))
                .raw(reminder("remind", "review", CYCLE, "R3/PT1S"))
                .from("remind")
                .end("reminded"));

        String no = admin().open(flow, Map.of());

        Eventually.get(() -> timers(flow), left -> left == 0);
        assertThat(events(flow, no)).containsExactly("opened", "happened", "happened", "happened");
        assertThat(names(flow, no)).containsExactly("審核");
        admin().pushed(flow, admin().stop(flow, no), Map.of());
        assertThat(api().ticket(flow, no)).containsEntry("state", "closed");
    }

    @Test
    void exactly_one_of_deadline_and_push_wins_when_they_come_at_the_same_moment() throws Exception {
        int tickets = 24;
        String flow = api().deployed(start(text("due"))
                .task("review", "審核")
                .end("end")
                .raw(deadline("late", "review", DATE, "=due"))
                .from("late")
                .end("missed"));
        Instant due = Instant.now().plusSeconds(4);
        List<String> numbers = new ArrayList<>();
        List<Callable<Answer>> pushes = new ArrayList<>();
        for (int i = 0; i < tickets; i++) {
            String no = admin().open(flow, Map.of("due", due.toString()));
            String stop = admin().stop(flow, no);
            numbers.add(no);
            pushes.add(() -> admin().push(flow, stop));
        }

        try (Together together = new Together(tickets)) {
            Eventually.get(() -> api().closed(flow), closed -> closed > 0); // the first deadlines are met
            List<Answer> answers = together.run(pushes);

            for (int i = 0; i < tickets; i++) {
                String no = numbers.get(i);
                boolean pushed = answers.get(i).message().equals("推單成功。");
                assertThat(pushed || answers.get(i).problems().equals(List.of("already_pushed")))
                        .as("%s", answers.get(i))
                        .isTrue();
                assertThat(events(flow, no)).containsExactly("opened", pushed ? "pushed" : "happened", "closed");
            }
        }
        assertThat(timers(flow)).isZero();
    }

    // other events -------------------------------------------------------------------------------------------------

    @Test
    void an_event_sub_process_begins_beside_the_flow_when_its_timer_is_due() {
        String flow =
                api().deployed(oneTask(text("x")).raw(eventSubProcess("alarm", "check", false, DURATION, "PT1S")));
        String no = admin().open(flow, Map.of());

        Eventually.get(() -> names(flow, no), names -> names.size() == 2);

        assertThat(names(flow, no)).containsExactlyInAnyOrder("審核", "check");
        admin().stops(flow, no).forEach(stop -> admin().pushed(flow, stop.dataId(), Map.of()));
        assertThat(api().ticket(flow, no)).containsEntry("state", "closed");
    }

    @Test
    void an_event_sub_process_that_interrupts_takes_the_flows_place() {
        String flow = api().deployed(oneTask(text("x")).raw(eventSubProcess("alarm", "check", true, DURATION, "PT1S")));
        String no = admin().open(flow, Map.of());

        Eventually.get(() -> names(flow, no), names -> names.equals(List.of("check")));
        assertThat(timers(flow)).isZero();
    }

    @Test
    void the_event_that_happens_first_decides_the_way_after_an_event_based_gateway() {
        String flow = api().deployed(start(text("x"))
                .to("which")
                .raw("<bpmn:eventBasedGateway id=\"which\"/>")
                .to("short")
                .raw(pause("short", DURATION, "PT1S"))
                .task("first", "先到")
                .end("end1")
                .from("which")
                .to("long")
                .raw(pause("long", DURATION, "PT1H"))
                .task("second", "後到")
                .end("end2"));
        String no = admin().open(flow, Map.of());
        assertThat(timers(flow)).isEqualTo(2);

        Eventually.get(() -> names(flow, no), names -> names.equals(List.of("先到")));

        assertThat(timers(flow)).isZero();
        assertThat(jobs(flow)).isZero();
        admin().pushed(flow, admin().stop(flow, no), Map.of());
        assertThat(api().ticket(flow, no)).containsEntry("state", "closed");
    }

    // failures -----------------------------------------------------------------------------------------------------

    @Test
    void a_timer_that_fails_again_and_again_is_an_incident_and_happens_when_it_can() {
        String flow = api().deployed(start(text("x"))
                .to("pause")
                .raw(pause("pause", DURATION, "PT1H"))
                .end("end"));
        String no = admin().open(flow, Map.of());
        String of = " where ticket_id = (select t.id from ticket t join flow f on f.id = t.flow_id and f.api_path = '"
                + flow + "')";
        String job = " where task_name = 'fire-timer' and task_instance = (select cast(id as text) from subscription"
                + of + ")";
        sql("update subscription set node = 'gone'" + of); // no flow has such a node

        sql("update scheduled_tasks set consecutive_failures = 9, execution_time = now()" + job);

        String incident = "select count(*) from token" + of + " and failure is not null";
        Eventually.get(() -> count(incident), incidents -> incidents == 1);
        assertThat(events(flow, no)).containsExactly("opened", "incident");
        assertThat(Eventually.get(
                        () -> count("select count(*) from scheduled_tasks" + job + " and not picked"), n -> n == 1))
                .as("it is tried again")
                .isEqualTo(1);

        sql("update subscription set node = 'pause'" + of);
        sql("update scheduled_tasks set execution_time = now()" + job);

        closed(flow, no);
    }

    // ----------------------------------------------------------------------------------------------------------------

    private static Map<String, Object> closed(String flow, String no) {
        return Eventually.get(() -> api().ticket(flow, no), ticket -> "closed".equals(ticket.get("state")));
    }

    private static Instant moment(Map<String, Object> ticket, String member) {
        return Instant.parse((String) ticket.get(member));
    }

    private static List<String> names(String flow, String no) {
        return admin().stops(flow, no).stream().map(QuickClient.Stop::name).toList();
    }

    private static List<Object> events(String flow, String no) {
        return Answer.objects(api().ticket(flow, no).get("history")).stream()
                .map(e -> e.get("event"))
                .toList();
    }

    private static String of(String flow) {
        return " from subscription s join ticket t on t.id = s.ticket_id join flow f on f.id = t.flow_id"
                + " and f.api_path = '" + flow + "'";
    }

    private static long timers(String flow) {
        return count("select count(*)" + of(flow));
    }

    /** Jobs of timers that are waited for. */
    private static long jobs(String flow) {
        return count("select count(*) from scheduled_tasks j where j.task_name = 'fire-timer' and j.task_instance in"
                + " (select cast(s.id as text)" + of(flow) + ")");
    }

    private static String ids(String flow) {
        StringBuilder ids = new StringBuilder("''");
        long all = timers(flow);
        for (long i = 0; i < all; i++) {
            ids.append(", '")
                    .append(count("select s.id" + of(flow) + " order by s.id limit 1 offset " + i))
                    .append("'");
        }
        return ids.toString();
    }
}
