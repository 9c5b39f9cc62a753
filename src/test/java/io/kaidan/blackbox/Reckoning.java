package io.kaidan.blackbox;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.blackbox.Ledger.Create;
import io.kaidan.blackbox.Ledger.Push;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/** When the harm is over: what is there, held against what the clients sent and were told. */
final class Reckoning {

    /** A dead node's jobs are taken over after 20 to 30 seconds; then they wait for one another. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(90);

    private final Ledger ledger;
    private final ChaosFlows flows;
    private final Api api;
    private final QuickClient quick;
    private final DataSource database;

    Reckoning(Ledger ledger, ChaosFlows flows, URI base, DataSource database) {
        this.ledger = ledger;
        this.flows = flows;
        this.api = new Api(base, KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
        this.database = database;
        // connections that were cut may lie in the pool yet
        Eventually.get(
                () -> QuickClient.askForCode(base, KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD)
                        .status(),
                status -> status.equals(200));
        this.quick = QuickClient.login(base, KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
    }

    private record Ticket(String flow, String dataNo, String state, Map<String, Object> values) {
        String key() {
            return (String) values.get("key");
        }
    }

    /** All of it: throws at the first thing that is lost, doubled, halved or stuck. Returns what was counted, in words. */
    String check() {
        awaitQuiet();
        List<Ticket> tickets = tickets();
        everyCreateIsThereOnceAndWhole(tickets);
        everyFileIsWhole();
        everyPushHappenedOnceOrNotAtAll(tickets);
        everySubmissionIsDecided();
        everyTimerFiredOnceAndNotBeforeItsTime();
        String counted =
                "%d creates made %d tickets (%d with a file, %d refused when validated); %d of %d pushes happened; %d timers fired; 0 lost, 0 doubled"
                        .formatted(
                                ledger.creates().size(),
                                tickets.size(),
                                count("select count(*) from attachment"),
                                count("select count(*) from submission where state = 'refused'"),
                                count("select count(*) from ticket_event where event = 'pushed'"),
                                ledger.pushes().size(),
                                count("select count(*) from ticket_event where event = 'happened'"));
        nothingIsStuck();
        return counted;
    }

    private void awaitQuiet() {
        Eventually.get(
                TAKEN_OVER,
                () -> count("select count(*) from scheduled_tasks"
                        + " where task_name in ('fire-timer', 'validate-submission')"),
                jobs -> jobs == 0);
        Eventually.get(
                () -> count("select count(*) from pg_stat_activity"
                        + " where pid <> pg_backend_pid() and datname = current_database() and state <> 'idle'"),
                busy -> busy == 0);
    }

    private List<Ticket> tickets() {
        List<Ticket> tickets = new ArrayList<>();
        for (String flow : List.of(flows.branched(), flows.validated(), flows.timed())) {
            String cursor = "";
            while (cursor != null) {
                Answer page = api.get("flows/" + flow + "/tickets?limit=1000" + cursor);
                page.list("items")
                        .forEach(row -> tickets.add(new Ticket(
                                flow,
                                (String) row.get("dataNo"),
                                (String) row.get("state"),
                                Answer.object(row.get("values")))));
                Object next = page.json().get("next");
                cursor = next == null ? null : "&cursor=" + next;
            }
        }
        return tickets;
    }

    private void everyCreateIsThereOnceAndWhole(List<Ticket> tickets) {
        Map<String, List<Ticket>> byKey = tickets.stream().collect(Collectors.groupingBy(Ticket::key));
        List<Create> accepted =
                ledger.creates().stream().filter(create -> !isRefused(create)).toList();

        assertThat(tickets.stream().map(ticket -> ticket.flow() + " " + ticket.dataNo()))
                .as("numbers")
                .doesNotHaveDuplicates();
        assertThat(byKey.values().stream().filter(same -> same.size() > 1))
                .as("creates that made several tickets")
                .isEmpty();
        assertThat(byKey.keySet())
                .as("creates that made a ticket")
                .containsExactlyInAnyOrderElementsOf(
                        accepted.stream().map(Create::key).toList());
        for (Create create : accepted) {
            Ticket ticket = byKey.get(create.key()).get(0);
            assertThat(ticket.flow()).isEqualTo(create.flow());
            assertThat(ticket.values()).containsAllEntriesOf(create.values());
            if (create.dataNo() != null) {
                assertThat(ticket.dataNo()).as("the number that was answered").isEqualTo(create.dataNo());
            }
        }
    }

    private boolean isRefused(Create create) {
        return create.flow().equals(flows.validated()) && (int) create.values().get("amount") < 0;
    }

    private void everyFileIsWhole() {
        Map<String, String> numbers = texts("select t.values ->> 'key', t.data_no from ticket t");
        List<Create> withFile = ledger.creates().stream()
                .filter(create -> create.file() != null && !isRefused(create))
                .toList();
        for (Create create : withFile) {
            List<Map<String, Object>> files = api.attachments(create.flow(), numbers.get(create.key()));
            assertThat(files).hasSize(1);
            assertThat(files.get(0)).containsEntry("sha256", create.file());
            assertThat(ChaosClient.sha256(download("" + files.get(0).get("id"))))
                    .isEqualTo(create.file());
        }
        assertThat(count("select count(*) from attachment"))
                .as("files, none of which belongs to nobody or to somebody else")
                .isEqualTo(withFile.size());
        assertThat(count("select count(distinct attachment_id) from attachment_chunk"))
                .as("files with a byte at least")
                .isEqualTo(withFile.stream()
                        .filter(create -> !create.file().equals(ChaosClient.sha256(new byte[0])))
                        .count());
    }

    private byte[] download(String id) {
        return Http.send(
                        "GET",
                        api.base().resolve("/api/v1/attachments/" + id),
                        BodyPublishers.noBody(),
                        "Authorization",
                        Http.basic(api.username(), api.password()))
                .bytes();
    }

    private void everyPushHappenedOnceOrNotAtAll(List<Ticket> tickets) {
        Map<String, String> happened = texts("""
                select t.data_no || ' ' || e.node, count(*) from ticket_event e join ticket t on t.id = e.ticket_id
                  join flow f on f.id = t.flow_id where f.api_path = '%s' and e.event = 'pushed'
                 group by t.data_no, e.node""".formatted(flows.branched()));
        Map<String, Ticket> byNumber = tickets.stream()
                .filter(ticket -> ticket.flow().equals(flows.branched()))
                .collect(toMap(Ticket::dataNo, ticket -> ticket));

        assertThat(happened.values()).as("times that a stop was pushed").containsOnly("1");
        assertThat(ledger.pushes().stream().map(push -> push.dataNo() + " " + push.node()))
                .containsAll(happened.keySet())
                .doesNotHaveDuplicates();
        for (Push push : ledger.pushes()) {
            Object value = byNumber.get(push.dataNo()).values().get(push.node());
            if (happened.containsKey(push.dataNo() + " " + push.node())) {
                assertThat(value).as("%s happened", push).isEqualTo(push.mark());
            } else {
                assertThat(push.answered()).as("%s is lost", push).isFalse();
                assertThat(value).as("%s did not happen", push).isNull();
            }
        }
    }

    private void everySubmissionIsDecided() {
        long refused = ledger.creates().stream().filter(this::isRefused).count();
        long submitted = ledger.creates().stream()
                .filter(create -> create.flow().equals(flows.validated()))
                .count();
        assertThat(texts("select state, count(*) from submission group by state"))
                .isEqualTo(decided(submitted - refused, refused));
    }

    private static Map<String, String> decided(long opened, long refused) {
        Map<String, String> counts = new LinkedHashMap<>();
        counts.put("opened", "" + opened);
        counts.put("refused", "" + refused);
        counts.values().remove("0");
        return counts;
    }

    private void everyTimerFiredOnceAndNotBeforeItsTime() {
        String timed = "select count(*) from ticket t join flow f on f.id = t.flow_id where f.api_path = '"
                + flows.timed() + "' and ";
        assertThat(count(timed + "true")).as("tickets with a timer").isPositive();
        assertThat(count(timed + "t.state <> 'CLOSED'"))
                .as("timers that did not fire")
                .isZero();
        assertThat(count(timed + "1 <> (select count(*) from ticket_event e where e.ticket_id = t.id"
                        + " and e.event = 'happened')"))
                .as("timers that did not fire once")
                .isZero();
        assertThat(count(timed + "t.closed_at < t.opened_at + (t.values ->> 'amount')::int * interval '1 s'"))
                .as("timers that fired early")
                .isZero();
    }

    /** Each open ticket shows where it waits, and can be pushed from there to its end. */
    private void nothingIsStuck() {
        assertThat(count("select count(*) from token where failure is not null"))
                .as("incidents")
                .isZero();
        assertThat(count("select count(*) from ticket t where t.state = 'OPEN' and not exists"
                        + " (select from work_item w where w.ticket_id = t.id and w.state = 'open')"))
                .as("open tickets that wait for nobody")
                .isZero();
        assertThat(count("select count(*) from idempotency_key where data_no is null and submission_id is null"))
                .as("keys without an answer")
                .isZero();
        for (String flow : List.of(flows.branched(), flows.validated())) {
            texts(
                            "select t.data_no, '' from ticket t join flow f on f.id = t.flow_id where t.state = 'OPEN' and f.api_path = '"
                                    + flow + "'")
                    .keySet()
                    .forEach(dataNo -> finish(flow, dataNo));
            assertThat(api.open(flow)).isZero();
        }
    }

    private void finish(String flow, String dataNo) {
        List<QuickClient.Stop> stops = quick.stops(flow, dataNo);
        while (!stops.isEmpty()) {
            stops.forEach(stop -> quick.pushed(flow, stop.dataId(), Map.of()));
            stops = quick.stops(flow, dataNo);
        }
    }

    private long count(String select) {
        return Long.parseLong(
                texts(select.replaceFirst("select ", "select '', ")).get(""));
    }

    /** The second column by the first. */
    private Map<String, String> texts(String select) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(select)) {
            Map<String, String> texts = new LinkedHashMap<>();
            while (rows.next()) {
                texts.put(rows.getString(1), rows.getString(2));
            }
            return texts;
        } catch (SQLException e) {
            throw new AssertionError(select, e);
        }
    }
}
