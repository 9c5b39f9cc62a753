package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tickets that open by themselves (排程). */
class SchedulesIT extends BlackBox {

    private static final Api ADMIN = api();

    // the rhythm ---------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource({"every, PT1S", "cron, * * * * * *"})
    void tickets_open_again_and_again_with_the_values_and_by_who_made_it(String member, String rhythm) {
        String flow = api().deployed(oneTask(text("title").required(), number("days")));

        Map<String, Object> made = added(
                Map.of("apiPath", flow, "name", "巡檢", member, rhythm, "values", Map.of("title", "每日", "days", "3")));

        assertThat(made)
                .containsEntry("apiPath", flow)
                .containsEntry("name", "巡檢")
                .containsEntry(member, rhythm)
                .containsEntry("enabled", true)
                .containsEntry("by", "admin")
                .containsEntry("lastRun", null)
                .containsEntry("lastResult", null);
        Eventually.get(() -> api().open(flow), open -> open >= 2);
        api().patch("schedules/" + made.get("id"), Map.of("enabled", false));
        assertThat(api().values(flow, "1")).containsEntry("title", "每日").containsEntry("days", 3);
        assertThat(api().ticket(flow, "1")).containsEntry("openedBy", "admin");
        assertThat(result(schedule(made)))
                .containsEntry("state", "opened")
                .containsEntry("dataNo", "" + api().open(flow))
                .containsEntry("problems", List.of());
    }

    @Test
    void the_next_time_lies_behind_the_last_one_as_the_rhythm_says() {
        String flow = api().deployed(oneTask(text("title")));
        Map<String, Object> made =
                added(Map.of("apiPath", flow, "cron", "0 9 * * *", "timeZone", "Asia/Taipei", "values", Map.of()));
        assertThat(made).containsEntry("timeZone", "Asia/Taipei");
        assertThat((String) made.get("nextRun")).endsWith("T01:00:00Z");

        due(made.get("id"), Duration.ofDays(10));

        Map<String, Object> ran = ran(made);
        assertThat(ran).containsEntry("nextRun", made.get("nextRun"));
        assertThat(api().open(flow)).as("ten days are made up for by one run").isEqualTo(1);
    }

    // on and off ---------------------------------------------------------------------------------------------------

    @Test
    void off_and_on_act_at_once() {
        String flow = api().deployed(oneTask(text("title")));
        String other = api().deployed(oneTask(text("title")));
        Object id = added(Map.of("apiPath", flow, "every", "PT1S")).get("id");
        Eventually.get(() -> api().open(flow), open -> open >= 1);

        Answer off = api().patch("schedules/" + id, Map.of("enabled", false));

        assertThat(off.json()).containsEntry("enabled", false).containsEntry("nextRun", null);
        int open = api().open(flow);
        Object control = added(Map.of("apiPath", other, "every", "PT1S")).get("id");
        Eventually.get(() -> api().open(other), opened -> opened >= 3);
        assertThat(api().delete("schedules/" + control).http()).isEqualTo(204);
        assertThat(api().open(flow)).isEqualTo(open);
        assertThat(jobs(id)).isZero();
        assertThat(jobs(control)).isZero();
        api().patch("schedules/" + id, Map.of("enabled", true));
        Eventually.get(() -> api().open(flow), opened -> opened > open);
        assertThat(api().delete("schedules/" + id).http()).isEqualTo(204);
        assertThat(api().get("schedules/" + id).http()).isEqualTo(404);
        assertThat(jobs(id)).isZero();
    }

    @Test
    void a_schedule_may_be_added_switched_off() {
        String flow = api().deployed(oneTask(text("title")));

        Map<String, Object> made = added(Map.of("apiPath", flow, "every", "PT1S", "enabled", false));

        assertThat(made).containsEntry("enabled", false).containsEntry("nextRun", null);
        assertThat(jobs(made.get("id"))).isZero();
    }

    @Test
    void another_rhythm_plans_anew_and_other_values_do_not() {
        String flow = api().deployed(oneTask(text("title")));
        Map<String, Object> made = added(Map.of("apiPath", flow, "every", "P1D"));
        String path = "schedules/" + made.get("id");

        Map<String, Object> renamed = api().patch(path, Map.of("name", "新", "values", Map.of("title", "新")))
                .json();
        Map<String, Object> hourly =
                api().patch(path, Map.of("cron", "0 * * * *")).json();

        assertThat(renamed).containsEntry("nextRun", made.get("nextRun")).containsEntry("values", Map.of("title", "新"));
        assertThat(hourly).containsEntry("every", null).containsEntry("cron", "0 * * * *");
        assertThat(Instant.parse((String) hourly.get("nextRun")))
                .isBefore(Instant.now().plusSeconds(3_601));
        assertThat(jobs(made.get("id"))).isEqualTo(1);
    }

    // what is refused when it runs ---------------------------------------------------------------------------------

    @Test
    void values_that_the_form_refuses_are_recorded_in_the_readers_language_and_the_next_time_stays_planned() {
        String flow = api().deployed(oneTask(text("title").required(), number("days")));
        Map<String, Object> made =
                added(Map.of("apiPath", flow, "every", "P1D", "values", Map.of("days", "x", "more", 1)));

        due(made.get("id"), Duration.ofSeconds(1));

        Map<String, Object> ran = ran(made);
        assertThat(result(ran)).containsEntry("state", "refused").containsEntry("dataNo", null);
        assertThat(problems(ran)).containsExactlyInAnyOrder("title:required", "days:type", "more:unknown_field");
        assertThat(Answer.objects(result(ran).get("problems")))
                .allSatisfy(p -> assertThat((String) p.get("message")).matches(".*\\p{IsHan}.*"));
        assertThat(Instant.parse((String) ran.get("nextRun"))).isAfter(Instant.now());
        assertThat(api().open(flow)).isZero();
    }

    @Test
    void a_flow_that_is_disabled_or_taken_off_opens_nothing_and_goes_on_when_it_is_back() {
        FlowBuilder built = oneTask(text("title"));
        String flow = api().deployed(built);
        Map<String, Object> made = added(Map.of("apiPath", flow, "every", "P1D"));
        api().patch("flows/" + flow, Map.of("enabled", false));

        due(made.get("id"), Duration.ofSeconds(1));
        Map<String, Object> disabled = ran(made);
        assertThat(problems(disabled)).containsExactly("flow_disabled");

        api().patch("flows/" + flow, Map.of("enabled", true));
        api().delete("applications/" + ("app " + flow).replace(" ", "%20"));
        due(made.get("id"), Duration.ofSeconds(1));
        Map<String, Object> off = ran(disabled);
        assertThat(problems(off)).containsExactly("unknown_flow");

        api().deployed(built);
        due(made.get("id"), Duration.ofSeconds(1));
        assertThat(result(ran(off))).containsEntry("dataNo", "1");
    }

    @Test
    void the_switch_of_the_api_does_not_matter() {
        String flow = api().deployed(oneTask(text("title")).flowProperty("api", "false"));
        Map<String, Object> made = added(Map.of("apiPath", flow, "every", "P1D"));

        due(made.get("id"), Duration.ofSeconds(1));

        assertThat(result(ran(made))).containsEntry("dataNo", "1");
    }

    @Test
    void a_start_with_validation_is_validated() {
        FlowBuilder built = FlowBuilder.start(text("title"))
                .property("validation", "=if title = \"好\" then true else \"標題不對\"")
                .end("end");
        String flow = api().deployed(built);
        Map<String, Object> made = added(Map.of("apiPath", flow, "every", "P1D", "values", Map.of("title", "壞")));

        due(made.get("id"), Duration.ofSeconds(1));
        Map<String, Object> refused = Eventually.get(
                () -> schedule(made),
                s -> s.get("lastRun") != null && "refused".equals(result(s).get("state")));
        assertThat(problems(refused)).containsExactly("validation");

        api().patch("schedules/" + made.get("id"), Map.of("values", Map.of("title", "好")));
        due(made.get("id"), Duration.ofSeconds(1));
        Eventually.get(() -> schedule(made), s -> "opened".equals(result(s).get("state")));
        assertThat(result(schedule(made))).containsEntry("dataNo", "1");
    }

    // who ----------------------------------------------------------------------------------------------------------

    @Test
    void a_schedule_runs_with_what_its_maker_may_do_then() {
        String flow = api().deployed(oneTask(text("title")));
        api().role("sch-add", flow, "add");
        api().role("sch-view", flow, "view");
        api().user("sch-amy", List.of(), List.of("sch-add"));
        api().user("sch-ben", List.of(), List.of("sch-view"));
        api().user("sch-cho", List.of(), List.of());
        Api amy = new Api(base(), "sch-amy", "sch-amy");
        Api ben = new Api(base(), "sch-ben", "sch-ben");
        Api cho = new Api(base(), "sch-cho", "sch-cho");
        Map<String, Object> daily = Map.of("apiPath", flow, "every", "P1D");

        assertThat(ben.post("schedules", daily).http()).isEqualTo(403);
        assertThat(cho.post("schedules", daily).problems()).containsExactly("apiPath:unknown_flow");
        Map<String, Object> made = amy.post("schedules", daily).json();
        String path = "schedules/" + made.get("id");
        assertThat(made).containsEntry("by", "sch-amy");
        assertThat(amy.get("schedules").list("items")).hasSize(1);
        for (Api other : List.of(ben, cho)) {
            assertThat(other.get("schedules").list("items")).isEmpty();
            assertThat(other.get(path).http()).isEqualTo(404);
            assertThat(other.patch(path, Map.of("enabled", false)).http()).isEqualTo(404);
            assertThat(other.delete(path).http()).isEqualTo(404);
        }
        assertThat(cho.get("schedules?apiPath=" + flow).http()).isEqualTo(404);
        assertThat(api().get("schedules?apiPath=" + flow).list("items")).hasSize(1);

        due(made.get("id"), Duration.ofSeconds(1));
        Map<String, Object> first = ran(made);
        assertThat(api().ticket(flow, "1")).containsEntry("openedBy", "sch-amy");

        api().patch("users/sch-amy", Map.of("roles", List.of("sch-view")));
        due(made.get("id"), Duration.ofSeconds(1));
        Map<String, Object> second = ran(first);
        assertThat(problems(second)).containsExactly("forbidden");

        api().patch("users/sch-amy", Map.of("roles", List.of("sch-add"), "active", false));
        due(made.get("id"), Duration.ofSeconds(1));
        Map<String, Object> third = ran(second);
        assertThat(problems(third)).containsExactly("inactive_user");

        api().delete("users/sch-amy");
        api().user("sch-amy", List.of(), List.of("sch-add"));
        due(made.get("id"), Duration.ofSeconds(1));
        assertThat(problems(ran(third))).as("another one of this name").containsExactly("inactive_user");
        assertThat(amy.get("schedules").list("items")).isEmpty();
    }

    // the body -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | apiPath:required, cron:cron_or_every",
                "{'apiPath':'no-such','every':'PT1H'} | apiPath:unknown_flow",
                "{'apiPath':'FLOW'} | cron:cron_or_every",
                "{'apiPath':'FLOW','every':'PT1H','cron':'* * * * *'} | cron:cron_or_every",
                "{'apiPath':'FLOW','cron':'99 * * * *'} | cron:cron",
                "{'apiPath':'FLOW','cron':'0 0 30 2 *'} | cron:cron",
                "{'apiPath':'FLOW','cron':5} | cron:type",
                "{'apiPath':'FLOW','every':'1 hour'} | every:every",
                "{'apiPath':'FLOW','every':'PT0S'} | every:every",
                "{'apiPath':'FLOW','every':'PT0.5S'} | every:every",
                "{'apiPath':'FLOW','every':'PT-1H'} | every:every",
                "{'apiPath':'FLOW','every':'P9999Y'} | every:every",
                "{'apiPath':'FLOW','every':'PT1H','timeZone':'Taipei'} | timeZone:time_zone",
                "{'apiPath':'FLOW','every':'PT1H','values':[]} | values:type",
                "{'apiPath':'FLOW','every':'PT1H','values':{'a':'\\u0000'}} | values:characters",
                "{'apiPath':'FLOW','every':'PT1H','name':''} | name:required",
                "{'apiPath':'FLOW','every':'PT1H','enabled':'yes'} | enabled:type",
                "{'apiPath':'FLOW','every':'PT1H','evry':1} | evry:unknown_member",
                "{'apiPath':'FLOW','cron':'x','timeZone':'y','enabled':1,'z':1} | cron:cron, enabled:type, timeZone:time_zone, z:unknown_member"
            })
    void everything_that_is_wrong_with_a_body_is_told_at_once(String body, String problems) {
        String flow = api().deployed(oneTask(text("title")));

        Answer answer = api().postText("schedules", body.replace('\'', '"').replace("FLOW", flow));

        assertThat(answer.http()).as("%s", answer).isEqualTo(422);
        assertThat(answer.problems()).containsExactlyInAnyOrder(problems.split(", "));
        assertThat(api().get("schedules?apiPath=" + flow).list("items")).isEmpty();
    }

    @Test
    void a_change_that_is_refused_changes_nothing() {
        String flow = api().deployed(oneTask(text("title")));
        Map<String, Object> made = added(Map.of("apiPath", flow, "every", "P1D"));

        Answer answer =
                api().patch("schedules/" + made.get("id"), Map.of("cron", "x", "enabled", false, "apiPath", "y"));

        assertThat(answer.problems()).containsExactlyInAnyOrder("apiPath:unknown_member", "cron:cron");
        assertThat(schedule(made)).isEqualTo(made);
    }

    @Test
    void lists_come_in_pages() {
        String flow = api().deployed(oneTask(text("title")));
        List<Object> ids = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            ids.add(added(Map.of("apiPath", flow, "every", "P1D")).get("id"));
        }

        Answer first = api().get("schedules?limit=2&apiPath=" + flow);
        Answer second = api().get("schedules?limit=2&apiPath=" + flow + "&cursor="
                + first.json().get("next"));

        List<Object> listed = new ArrayList<>();
        first.list("items").forEach(s -> listed.add(s.get("id")));
        second.list("items").forEach(s -> listed.add(s.get("id")));
        assertThat(listed).isEqualTo(ids);
        assertThat(second.json()).containsEntry("next", null);
    }

    // ----------------------------------------------------------------------------------------------------------------

    /** What was planned for later was due this long ago. */
    static void due(Object ids, Duration ago) {
        sql("update schedule set next_run = date_trunc('milliseconds', now()) - interval '" + ago.toSeconds()
                + " seconds' where id in (" + ids + ")");
        sql("update scheduled_tasks j set execution_time = s.next_run,"
                + " task_instance = s.id || '@' || cast(extract(epoch from s.next_run) * 1000 as bigint)"
                + " from schedule s where j.task_name = 'open-scheduled' and j.task_instance like s.id || '@%'"
                + " and s.id in (" + ids + ")");
    }

    /** It, after a run that was not there before. */
    private static Map<String, Object> ran(Map<String, Object> before) {
        return Eventually.get(
                () -> schedule(before),
                s -> s.get("lastRun") != null && !s.get("lastRun").equals(before.get("lastRun")));
    }

    private static Map<String, Object> added(Map<String, Object> body) {
        Answer answer = ADMIN.post("schedules", new HashMap<>(body));
        assertThat(answer.http()).as("%s", answer).isEqualTo(201);
        assertThat(answer.header("Location"))
                .endsWith("/api/v1/schedules/" + answer.json().get("id"));
        return answer.json();
    }

    private static Map<String, Object> schedule(Map<String, Object> made) {
        return ADMIN.get("schedules/" + made.get("id")).json();
    }

    private static Map<String, Object> result(Map<String, Object> schedule) {
        return Answer.object(schedule.get("lastResult"));
    }

    private static List<String> problems(Map<String, Object> schedule) {
        return Answer.objects(result(schedule).get("problems")).stream()
                .map(p -> p.get("field") == null ? "" + p.get("code") : p.get("field") + ":" + p.get("code"))
                .toList();
    }

    private static long jobs(Object id) {
        return count("select count(*) from scheduled_tasks where task_name = 'open-scheduled' and task_instance like '"
                + id + "@%'");
    }
}
