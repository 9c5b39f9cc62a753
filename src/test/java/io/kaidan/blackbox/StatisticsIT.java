package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** How the tickets of a flow went in a period. The moments of the past are set in the database. */
class StatisticsIT extends BlackBox {

    private static final int HOUR = 3_600;
    private static final Offset<Double> NEARLY = within(0.5);

    private final String flow = api().deployed(start(text("title"))
            .task("review", "審核")
            .task("record", "登錄")
            .end("end"));

    @Test
    void each_human_point_tells_how_often_and_how_long_people_were_waited_for() {
        for (int hours : new int[] {1, 3, 20}) {
            String no = admin().open(flow, Map.of());
            admin().pushed(flow, admin().stop(flow, no), Map.of());
            sql("update work_item w set since = '2024-03-10 08:00Z', done_at = '2024-03-10 08:00Z'::timestamptz"
                    + " + interval '" + hours + " hours' where " + items(no, "review"));
            sql("update work_item w set since = '2024-03-11 08:00Z' where " + items(no, "record"));
        }
        String stuck = admin().open(flow, Map.of());
        sql("update work_item w set since = '2023-01-01 00:00Z' where " + items(stuck, "review"));

        Map<String, Object> report = report("from=2024-03-10&to=2024-03-11");

        assertThat(report)
                .containsEntry("from", "2024-03-10")
                .containsEntry("to", "2024-03-11")
                .containsEntry("zone", "Z");
        Map<String, Object> review = node(report, "review");
        assertThat(review)
                .containsEntry("name", "審核")
                .containsEntry("arrivals", 3)
                .containsEntry("done", 3)
                .containsEntry("open", 1);
        assertThat(number(review.get("median"))).isEqualTo(3 * HOUR, NEARLY);
        assertThat(number(review.get("p90"))).isBetween(16.0 * HOUR, 20.0 * HOUR);
        assertThat(node(report, "record"))
                .containsEntry("arrivals", 3)
                .containsEntry("done", 0)
                .containsEntry("median", null)
                .containsEntry("open", 3);
        assertThat(node(report("from=2024-03-11&to=2024-03-11"), "review"))
                .as("the day after only one of three was pushed on")
                .containsEntry("arrivals", 0)
                .containsEntry("done", 1);
    }

    @Test
    void nodes_without_people_tell_what_the_log_saw_of_them() {
        String waits = api().deployed(
                        start(text("title")).service("work", "stat-" + flow).end("end"));
        admin().open(waits, Map.of());
        sql("update ticket_event e set at = now() - interval '5 hours' from ticket t join flow f on f.id = t.flow_id"
                + " where t.id = e.ticket_id and f.api_path = '" + waits + "'");
        String key =
                (String) api().post("jobs/activate", Map.of("type", "stat-" + flow, "maxJobs", 1, "timeoutSeconds", 60))
                        .list("jobs")
                        .get(0)
                        .get("key");
        api().post("jobs/" + key + "/complete", Map.of());

        Answer answer = api().get("flows/" + waits + "/statistics");

        Map<String, Object> work = node(answer.json(), "work");
        assertThat(work)
                .containsEntry("name", null)
                .containsEntry("arrivals", 1)
                .containsEntry("done", 1)
                .containsEntry("open", 0);
        assertThat(number(work.get("median"))).isEqualTo(5 * HOUR, within(60.0));
        assertThat(number(node(answer.json(), "start").get("median"))).isZero();
    }

    @Test
    void what_was_entered_while_the_log_was_off_is_not_known() {
        String no = admin().open(flow, Map.of());
        admin().pushed(flow, admin().stop(flow, no), Map.of());
        api().patch("flows/" + flow, Map.of("log", false));
        admin().open(flow, Map.of());

        assertThat(node(report(""), "start"))
                .containsEntry("arrivals", 1)
                .containsEntry("done", 1)
                .containsEntry("open", 0);
        assertThat(node(report(""), "review")).containsEntry("arrivals", 2);
        admin().pushed(flow, admin().stop(flow, no), Map.of());
        assertThat(Answer.objects(report("").get("nodes")))
                .extracting(node -> node.get("node"))
                .containsExactlyInAnyOrder("review", "record", "start");
    }

    @Test
    void each_day_tells_what_was_opened_and_closed_in_the_readers_time_zone() {
        for (int i = 1; i <= 3; i++) {
            admin().open(flow, Map.of());
        }
        sql("update ticket t set opened_at = '2024-05-01 20:00Z' where t.data_no in (1, 2) and " + flowOf());
        sql("update ticket t set opened_at = '2024-05-02 10:00Z' where t.data_no = 3 and " + flowOf());
        sql("update ticket t set state = 'CLOSED', closed_at = '2024-05-03 15:59Z' where t.data_no = 1 and "
                + flowOf());

        assertThat(days("from=2024-05-01&to=2024-05-03"))
                .containsExactly("2024-05-01 +2 -0", "2024-05-02 +1 -0", "2024-05-03 +0 -1");
        assertThat(days("from=2024-05-01&to=2024-05-04&zone=Asia/Taipei"))
                .containsExactly("2024-05-01 +0 -0", "2024-05-02 +3 -0", "2024-05-03 +0 -1", "2024-05-04 +0 -0");
    }

    @Test
    void closed_tickets_tell_how_long_they_took_and_cancelled_ones_do_not() {
        int[] hours = {0, 2, 2, 50, 2_000};
        for (int took : hours) {
            String no = admin().open(flow, Map.of());
            sql("update ticket t set state = 'CLOSED', closed_at = '2024-07-01 12:00Z', opened_at = '2024-07-01 12:00Z'"
                    + "::timestamptz - interval '" + took + " hours' where " + ticket(no));
        }
        String cancelled = admin().open(flow, Map.of());
        sql("update ticket t set state = 'CANCELLED', closed_at = '2024-07-01 12:00Z' where " + ticket(cancelled));

        Map<String, Object> durations =
                Answer.object(report("from=2024-07-01&to=2024-07-01").get("durations"));

        assertThat(durations).containsEntry("tickets", 5);
        assertThat(number(durations.get("median"))).isEqualTo(2 * HOUR, NEARLY);
        List<Map<String, Object>> buckets = Answer.objects(durations.get("buckets"));
        assertThat(buckets).extracting(b -> b.get("tickets")).containsExactly(1, 2, 0, 0, 1, 0, 0, 0, 1);
        assertThat(buckets.get(0)).containsEntry("from", 0).containsEntry("to", HOUR);
        assertThat(buckets.get(8)).containsEntry("to", null);
    }

    @Test
    void without_a_period_it_is_the_last_thirty_days() {
        admin().open(flow, Map.of());

        Map<String, Object> report = report("");

        List<Map<String, Object>> days = Answer.objects(report.get("days"));
        assertThat(days).hasSize(30);
        assertThat(days.get(29)).containsEntry("opened", 1).containsEntry("day", report.get("to"));
        assertThat(Answer.object(report.get("durations")))
                .containsEntry("tickets", 0)
                .containsEntry("median", null);
    }

    @Test
    void everything_that_is_wrong_with_a_period_is_told() {
        assertThat(problems("from=yesterday&to=2024-02-30&zone=Mars/Olympus"))
                .containsExactlyInAnyOrder("from:format", "to:format", "zone:time_zone");
        assertThat(problems("from=2024-03-02&to=2024-03-01")).containsExactly("to:range");
        assertThat(problems("from=2022-01-01&to=2023-01-02")).containsExactly("to:range");
        assertThat(problems("from=0001-01-01&to=0001-01-02")).containsExactlyInAnyOrder("from:format", "to:format");
        assertThat(report("from=2023-01-01&to=2024-01-01")).containsEntry("to", "2024-01-01");
    }

    @Test
    void statistics_are_for_those_who_may_view_the_flow() {
        String id = UUID.randomUUID().toString().substring(0, 8);
        api().role("stat-view-" + id, flow, "view");
        api().role("stat-add-" + id, flow, "add");
        api().user("stat-view-" + id, List.of(), List.of("stat-view-" + id));
        api().user("stat-add-" + id, List.of(), List.of("stat-add-" + id));
        api().user("stat-none-" + id, List.of(), List.of());

        assertThat(as("stat-view-" + id).http()).isEqualTo(200);
        assertThat(as("stat-add-" + id).http()).isEqualTo(403);
        assertThat(as("stat-none-" + id).http()).isEqualTo(404);
        assertThat(api().get("flows/no-such-flow/statistics").http()).isEqualTo(404);
    }

    @Test
    void what_takes_too_long_to_count_is_refused() throws SQLException {
        try (Connection connection = KaidanServer.get().database().getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table work_item in access exclusive mode");

            Answer answer = api().get("flows/" + flow + "/statistics");

            assertThat(answer.http()).as("%s", answer).isEqualTo(422);
            assertThat(answer.problems()).containsExactly("too_slow");
            connection.rollback();
        }
        assertThat(report("")).containsKey("nodes");
    }

    private Answer as(String name) {
        return new Api(base(), name, name).get("flows/" + flow + "/statistics");
    }

    private Map<String, Object> report(String query) {
        Answer answer = api().get("flows/" + flow + "/statistics?" + query);
        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    private List<String> problems(String query) {
        Answer answer = api().get("flows/" + flow + "/statistics?" + query);
        assertThat(answer.http()).as("%s", answer).isEqualTo(422);
        return answer.problems();
    }

    private List<String> days(String query) {
        return Answer.objects(report(query).get("days")).stream()
                .map(day -> day.get("day") + " +" + day.get("opened") + " -" + day.get("closed"))
                .toList();
    }

    private static Map<String, Object> node(Map<String, Object> report, String id) {
        return Answer.objects(report.get("nodes")).stream()
                .filter(node -> node.get("node").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static double number(Object json) {
        return ((Number) json).doubleValue();
    }

    private String flowOf() {
        return "t.flow_id = (select f.id from flow f where f.api_path = '" + flow + "')";
    }

    private String ticket(String no) {
        return "t.data_no = " + no + " and " + flowOf();
    }

    /** The work items of a ticket at a node. */
    private String items(String no, String node) {
        return "w.node = '" + node + "' and w.ticket_id in (select t.id from ticket t where " + ticket(no) + ")";
    }
}
