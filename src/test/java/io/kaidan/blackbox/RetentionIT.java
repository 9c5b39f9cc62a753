package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Closed tickets are kept as long as their flow says. */
class RetentionIT extends BlackBox {

    private static final int OLD = 5_000;
    private static final int CLIENTS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private volatile boolean over;

    @Test
    void thousands_of_old_tickets_go_while_others_are_opened_and_pushed_on() throws Exception {
        String flow = api().deployed(oneTask(text("title")));
        long id = flowId(flow);
        insertOld(id);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<List<Life>>> load = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            load.add(clients.submit(() -> lives(flow)));
        }

        assertThat(api().patch("flows/" + flow, Map.of("retentionDays", 30)).http())
                .isEqualTo(200);
        run();
        List<Long> seen = new ArrayList<>();
        Eventually.get(PATIENCE, () -> seen.add(old(id)), more -> seen.contains(0L));
        over = true;
        List<Life> lives = new ArrayList<>();
        for (Future<List<Life>> one : load) {
            lives.addAll(one.get());
        }
        clients.shutdown();

        assertThat(seen)
                .as("how many are left, seen by others: they do not go in one transaction")
                .anySatisfy(left -> assertThat(left).isBetween(1L, OLD - 1L));
        assertThat(lives).as("lives beside it").hasSizeGreaterThan(2 * CLIENTS);
        assertThat(Collections.max(lives.stream().map(Life::took).toList())).isLessThan(Duration.ofSeconds(5));
        assertThat(api().closed(flow)).isEqualTo(lives.size());
        assertThat(lives)
                .allSatisfy(life -> assertThat(Integer.parseInt(life.no())).isGreaterThan(OLD));
        for (String part : List.of("work_item", "ticket_event", "attachment", "work_note")) {
            assertThat(count("select count(*) from " + part + " where ticket_id / 1000000 = " + id))
                    .as(part)
                    .isZero();
        }
        assertThat(count("select count(*) from attachment_chunk where attachment_id / 1000000 = " + id))
                .isZero();
        Eventually.get(
                RetentionIT::log, log -> log.matches("(?s).*Retention removed [0-9,]+ tickets, [0-9,]+ files.*"));
    }

    @Test
    void a_ticket_whose_time_is_over_is_gone_for_everybody_and_its_number_stays_taken() {
        String flow = api().deployed(oneTask(text("title")).flowProperty("retentionDays", "90"));
        String closed = admin().open(flow, Map.of());
        admin().pushed(flow, admin().stop(flow, closed), Map.of());
        String waiting = admin().open(flow, Map.of());
        sql("update ticket set opened_at = opened_at - interval '91 days', closed_at = closed_at - interval '91 days'"
                + " where flow_id = " + flowId(flow));

        run();
        Eventually.get(() -> api().get("flows/" + flow + "/tickets/" + closed).http(), http -> http == 404);

        assertThat(api().ticket(flow, waiting)).containsEntry("state", "open");
        assertThat(api().get("flows/" + flow + "/tickets").list("items")).hasSize(1);
        assertThat(admin().open(flow, Map.of())).isEqualTo("3");
    }

    @Test
    void the_design_says_it_first_and_administrators_afterwards() {
        FlowBuilder built = oneTask(text("title")).flowProperty("retentionDays", "90");
        String flow = api().deployed(built);
        assertThat(api().flow(flow)).containsEntry("retentionDays", 90);

        Answer changed = api().patch("flows/" + flow, Map.of("retentionDays", 30));
        assertThat(changed.json()).containsEntry("retentionDays", 30);
        api().deployed(built);
        assertThat(api().flow(flow)).as("after the next deploy").containsEntry("retentionDays", 30);

        api().patch("flows/" + flow, Collections.singletonMap("retentionDays", null));
        assertThat(api().flow(flow)).containsEntry("retentionDays", null);
    }

    @ParameterizedTest
    @CsvSource({"0, range", "-1, range", "36501, range", "1.5, type", "\"30\", type", "true, type", "[], type"})
    void other_than_whole_days_within_a_hundred_years_is_refused(String days, String code) {
        String flow = api().deployed(oneTask(text("title")));

        Answer refused = api().patch("flows/" + flow, Text.parse("{\"retentionDays\": " + days + "}"));

        assertThat(refused.http()).isEqualTo(422);
        assertThat(refused.problems()).containsExactly("retentionDays:" + code);
        assertThat(api().flow(flow)).containsEntry("retentionDays", null);
    }

    @ParameterizedTest
    @CsvSource({"0", "36501", "1.5", "-3", "soon"})
    void a_design_that_says_so_is_not_deployed(String days) {
        Answer refused = api().deploy(oneTask(text("title")).flowProperty("retentionDays", days));

        assertThat(refused.http()).isEqualTo(422);
        assertThat(refused.problems()).containsExactly("retention");
    }

    /** A create, a query and a push. */
    private record Life(String no, Duration took) {}

    private List<Life> lives(String flow) {
        List<Life> lives = new ArrayList<>();
        while (!over) {
            long began = System.nanoTime();
            String no = admin().open(flow, Map.of("title", "x"));
            admin().pushed(flow, admin().stop(flow, no), Map.of());
            lives.add(new Life(no, Duration.ofNanos(System.nanoTime() - began)));
        }
        return lives;
    }

    /** Has the next run begin now. */
    private static void run() {
        sql("update scheduled_tasks set execution_time = now() where task_name = 'remove-old-tickets' and not picked");
    }

    /** Tickets as the product leaves them, with numbers of the flow's own. */
    private static void insertOld(long flow) {
        String ids = "cast(" + flow + " as bigint) * 1000000 + n";
        String each = " from generate_series(1, " + OLD + ") n";
        sql(
                "insert into ticket (id, flow_id, version_id, data_no, state, values, title, opened_by, opened_at, updated_by,"
                        + " updated_at, closed_at, version) select " + ids + ", " + flow
                        + ", f.version_id, nextval('ticket_number_"
                        + flow
                        + "'), 'CLOSED', '{\"title\": \"舊\"}', '舊', 'admin', now() - interval '40 days', 'admin',"
                        + " now() - interval '31 days', now() - interval '31 days', 2" + each
                        + " join flow f on f.id = " + flow);
        sql(
                "insert into work_item (id, ticket_id, token_id, node, name, state, candidate_users, candidate_groups, since,"
                        + " done_at, done_by) select " + ids + ", " + ids + ", 1, 'review', '審核', 'done', '[]', '[]',"
                        + " now() - interval '40 days', now() - interval '31 days', 'admin'" + each);
        sql("insert into ticket_event (id, ticket_id, at, by_user, event) select -(" + ids + ") * 10 - e, " + ids
                + ", now() - interval '31 days', 'admin', 'opened'" + each + ", generate_series(1, 3) e");
        sql("insert into attachment (id, ticket_id, name, size, content_type, sha256, added_by, added_at) select " + ids
                + ", " + ids + ", 'a', 1000, 'text/plain', '', 'admin', now()" + each);
        sql("insert into attachment_chunk (attachment_id, seq, bytes) select " + ids
                + ", 0, cast(repeat('x', 1000) as bytea)" + each);
        sql("insert into work_note (id, ticket_id, content, written_by, written_at) select " + ids + ", " + ids
                + ", 'x', 'admin', now()" + each);
    }

    private static long old(long flow) {
        return count(
                "select count(*) from ticket where flow_id = " + flow + " and opened_at < now() - interval '1 day'");
    }

    private static long flowId(String apiPath) {
        return count("select id from flow where api_path = '" + apiPath + "'");
    }

    private static String log() {
        try {
            return Files.readString(KaidanServer.get().log());
        } catch (java.io.IOException e) {
            throw new AssertionError(e);
        }
    }
}
