package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.checkbox;
import static io.kaidan.blackbox.Field.checklist;
import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract §9: the tickets of a flow, filtered, sorted and page by page. */
class TicketListIT extends BlackBox {

    private static final int TICKETS = 25;

    /** 25 tickets, of which no test opens more; every fifth is closed, in an order that is not theirs. */
    private static String flow;

    @BeforeAll
    static void tickets() {
        flow = api().deployed(flow());
        for (int i = 1; i <= TICKETS; i++) {
            Map<String, Object> values = new LinkedHashMap<>();
            if (i % 4 != 0) {
                values.put("title", List.of("印表機", "網路 % _", "Zebra", "apple").get(i % 4) + (i % 3));
            }
            values.put("level", List.of("低", "中", "高").get(i % 3));
            values.put("n", i % 2);
            admin().open(flow, values);
        }
        for (int i = TICKETS; i > 0; i -= 5) {
            admin().pushed(flow, admin().stop(flow, "" + i), Map.of("status", "完成"));
        }
    }

    private static FlowBuilder flow() {
        return start(
                        text("title").header("title"),
                        text("level").header("level"),
                        text("status").header("status"),
                        number("n"),
                        text("requester.name"))
                .task("review", "審核")
                .end("end");
    }

    @Test
    void the_newest_ticket_comes_first() {
        assertThat(numbers(items(flow, "")))
                .containsExactlyElementsOf(numbersWhere(i -> true).stream()
                        .sorted(Comparator.reverseOrder())
                        .toList());
    }

    @Test
    void an_item_has_what_a_list_shows() {
        Map<String, Object> item = items(flow, "sort=dataNo&limit=5").get(4);

        assertThat(item)
                .containsEntry("dataNo", "5")
                .containsEntry("state", "closed")
                .containsEntry("title", "網路 % _2")
                .containsEntry("status", "完成")
                .containsEntry("level", "高")
                .containsEntry("openedBy", "admin")
                .containsKeys("openedAt", "closedAt");
        assertThat(Answer.object(item.get("values"))).containsEntry("n", 1).containsEntry("status", "完成");
    }

    @Test
    void a_state_leaves_the_others_out() {
        assertThat(numbers(items(flow, "sort=dataNo&state=closed")))
                .containsExactlyElementsOf(numbersWhere(i -> i % 5 == 0));
        assertThat(numbers(items(flow, "sort=dataNo&state=open")))
                .containsExactlyElementsOf(numbersWhere(i -> i % 5 != 0));
        assertThat(items(flow, "state=cancelled")).isEmpty();
    }

    @Test
    void a_number_who_opened_it_and_when_leave_the_others_out() {
        assertThat(numbers(items(flow, "dataNo=7"))).containsExactly(7);
        assertThat(numbers(items(flow, "sort=dataNo&openedBy=admin")))
                .containsExactlyElementsOf(numbersWhere(i -> true));
        assertThat(items(flow, "openedBy=nobody")).isEmpty();
        String third = (String) items(flow, "dataNo=3").get(0).get("openedAt");
        assertThat(numbers(items(flow, "sort=dataNo&openedTo=" + third))).containsExactly(1, 2, 3);
        assertThat(numbers(items(flow, "sort=dataNo&openedFrom=" + third)))
                .containsExactlyElementsOf(numbersWhere(i -> i >= 3));
        for (String wrong :
                List.of("dataNo=x", "openedFrom=2026-05-04", "openedTo=%2B999999999-01-01T00:00:00Z", "openedBy=%00")) {
            String field = wrong.substring(0, wrong.indexOf('='));
            assertThat(api().get("flows/" + flow + "/tickets?" + wrong).problems())
                    .containsExactly(field + ":type");
        }
    }

    @Test
    void a_value_leaves_the_others_out() {
        assertThat(numbers(items(flow, "sort=dataNo&values.level=" + encoded("高"))))
                .containsExactlyElementsOf(numbersWhere(i -> i % 3 == 2));
        assertThat(numbers(items(flow, "sort=dataNo&state=open&values.n=1&values.level=" + encoded("高"))))
                .containsExactlyElementsOf(numbersWhere(i -> i % 5 != 0 && i % 3 == 2 && i % 2 == 1));
        assertThat(items(flow, "values.title=" + encoded("網路 % _"))).isEmpty();
        assertThat(items(flow, "values.no-such-field=x")).isEmpty();
        assertThat(items(flow, "values.title=" + encoded("' or true --"))).isEmpty();
    }

    @Test
    void a_text_that_a_field_contains_leaves_the_others_out() {
        assertThat(numbers(items(flow, "sort=dataNo&contains.title=" + encoded("路 % _"))))
                .containsExactlyElementsOf(numbersWhere(i -> i % 4 == 1));
        assertThat(numbers(items(flow, "sort=dataNo&state=open&contains.title=zEB")))
                .containsExactlyElementsOf(numbersWhere(i -> i % 5 != 0 && i % 4 == 2));
        assertThat(items(flow, "contains.title=" + encoded("' or true --"))).isEmpty();
        assertThat(items(flow, "contains.no-such-field=x")).isEmpty();
    }

    @Test
    void a_value_may_lie_within_an_object() {
        String own = api().deployed(flow());
        admin().open(own, Map.of("requester.name", "甲"));
        String no = admin().open(own, Map.of("requester.name", "乙"));

        assertThat(items(own, "values.requester.name=" + encoded("乙")))
                .extracting(i -> i.get("dataNo"))
                .containsExactly(no);
    }

    @Test
    void a_value_may_be_one_of_several_choices() {
        String own = api().deployed(start(checklist("parts", "a", "b", "c"), number("n"), checkbox("urgent"))
                .task("review", "審核")
                .end("end"));
        admin().open(own, Map.of("parts", List.of("a"), "n", 1, "urgent", true));
        admin().open(own, Map.of("parts", List.of("b", "c"), "n", 1.5, "urgent", false));

        assertThat(numbers(items(own, "values.parts=c"))).containsExactly(2);
        assertThat(numbers(items(own, "values.n=1.50"))).containsExactly(2);
        assertThat(numbers(items(own, "values.urgent=true"))).containsExactly(1);
        assertThat(numbers(items(own, "values.parts=a&values.n=1"))).containsExactly(1);
        assertThat(items(own, "values.parts=a&values.n=2")).isEmpty();
        assertThat(items(own, "values." + "a.".repeat(1_000) + "=1")).isEmpty();
    }

    @Test
    void numbers_and_days_have_a_least_and_a_most() {
        String own = api().deployed(start(number("n"), text("since"), text("x"))
                .task("review", "審核")
                .end("end"));
        for (int i = 1; i <= 12; i++) {
            admin().open(own, Map.of("n", i, "since", String.format("2026-%02d-15T10:00Z", i)));
        }
        admin().open(own, Map.of("x", "-"));

        assertThat(numbers(items(own, "sort=dataNo&from.n=9"))).containsExactly(9, 10, 11, 12);
        assertThat(numbers(items(own, "sort=dataNo&to.n=2.5"))).containsExactly(1, 2);
        assertThat(numbers(items(own, "from.n=3&to.n=3"))).containsExactly(3);
        assertThat(numbers(items(own, "sort=dataNo&from.since=2026-03-15&to.since=2026-04-15")))
                .containsExactly(3, 4);
        assertThat(numbers(items(own, "to.since=2026-01"))).containsExactly(1);
        assertThat(numbers(paged(own, "limit=3&sort=-dataNo&from.n=2&contains.since=z")))
                .containsExactly(12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2);
        assertThat(items(own, "from.n=x")).isEmpty();
    }

    @Test
    void a_title_of_any_length_is_sorted_by() {
        String own = api().deployed(flow());
        String same = "長".repeat(5_000);
        for (int i = 0; i < 11; i++) {
            admin().open(own, Map.of("title", same + i));
        }

        assertThat(numbers(paged(own, "limit=10&sort=-title"))).containsExactly(11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dataNo", "openedAt", "updatedAt", "title", "status", "level"})
    void every_order_goes_up_and_down_page_by_page(String order) {
        List<Map<String, Object>> whole = numbersWhere(i -> true).stream()
                .map(i -> api().ticket(flow, "" + i))
                .toList();
        List<Integer> expected = whole.stream()
                .sorted(Comparator.comparing((Map<String, Object> t) -> key(t, order))
                        .thenComparing(TicketListIT::dataNo))
                .map(TicketListIT::dataNo)
                .toList();

        assertThat(numbers(paged(flow, "limit=10&sort=" + order))).containsExactlyElementsOf(expected);

        List<Integer> descending = new ArrayList<>(expected);
        Collections.reverse(descending);
        assertThat(numbers(paged(flow, "limit=10&sort=-" + order))).containsExactlyElementsOf(descending);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dataNo", "-dataNo", "openedAt", "-openedAt", "title", "-title", "level"})
    void tickets_that_are_added_meanwhile_neither_hide_one_nor_show_one_twice(String sort) {
        String own = api().deployed(flow());
        for (int i = 0; i < TICKETS; i++) {
            admin().open(own, Map.of("title", "t" + i % 7, "level", "" + i % 2));
        }

        List<Integer> seen = new ArrayList<>();
        Object cursor = null;
        do {
            Map<String, Object> page = page(own, "limit=10&sort=" + sort, cursor);
            seen.addAll(numbers(Answer.objects(page.get("items"))));
            cursor = page.get("next");
            if (seen.size() < 2 * TICKETS) {
                admin().open(own, Map.of("title", "t0", "level", "0"));
                admin().open(own, Map.of("title", "t9", "level", "1"));
            }
        } while (cursor != null);

        assertThat(seen).doesNotHaveDuplicates().containsAll(numbersWhere(i -> true));
    }

    @Test
    void the_last_page_has_no_next_even_when_it_is_full() {
        Map<String, Object> page = page(flow, "limit=" + TICKETS, null);

        assertThat(Answer.objects(page.get("items"))).hasSize(TICKETS);
        assertThat(page).containsEntry("next", null);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit:range",
        "limit=1001, limit:range",
        "limit=-1, limit:range",
        "limit=many, limit:range",
        "sort=nonsense, sort:option",
        "sort=--dataNo, sort:option",
        "sort=values, sort:option",
        "state=OPEN, state:option",
        "state=gone, state:option",
        "cursor=%2A%2A, cursor:cursor",
        "cursor=AAAA, cursor:cursor",
        "values.title=%00, values.title:characters",
        "contains.title=%00, contains.title:characters",
        "from.n=%00, from.n:characters",
        "to.n=%00, to.n:characters"
    })
    void nonsense_is_refused_with_its_parameter(String query, String problem) {
        Answer answer = api().get("flows/" + flow + "/tickets?" + query);

        assertThat(answer.http()).as("%s", answer).isEqualTo(422);
        assertThat(answer.problems()).containsExactly(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sort=title", "sort=dataNo", "sort=-openedAt"})
    void a_cursor_of_another_order_is_refused(String query) {
        Object cursor = page(flow, "limit=3&sort=openedAt", null).get("next");

        Answer answer = api().get("flows/" + flow + "/tickets?" + query + "&cursor=" + cursor);

        assertThat(answer.http()).as("%s", answer).isEqualTo(422);
        assertThat(answer.problems()).containsExactly("cursor:cursor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openedAt x 5", "openedAt 5 x", "openedAt 5", "openedAt", "openedAt 5 "})
    void a_forged_cursor_is_refused(String text) {
        String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(Text.utf8(text));

        Answer answer = api().get("flows/" + flow + "/tickets?sort=openedAt&cursor=" + cursor);

        assertThat(answer.http()).as("%s", answer).isEqualTo(422);
        assertThat(answer.problems()).containsExactly("cursor:cursor");
    }

    @Test
    void a_list_is_for_those_who_may_view() {
        api().role("list-view", flow, "view");
        api().role("list-add", flow, "add", "modify", "delete");
        api().user("list-view", List.of(), List.of("list-view"));
        api().user("list-add", List.of(), List.of("list-add"));
        api().user("list-none", List.of(), List.of());

        assertThat(listed("list-view", flow).list("items")).hasSize(TICKETS);
        assertThat(listed("list-add", flow).http()).isEqualTo(403);
        assertThat(listed("list-add", flow).problems()).containsExactly("forbidden");
        assertThat(listed("list-none", flow).http())
                .as("must not even know of it")
                .isEqualTo(404);
        assertThat(listed("list-none", flow).problems())
                .isEqualTo(listed("list-none", "no-such-flow").problems());
        assertThat(listed("admin", "no-such-flow").http()).isEqualTo(404);
    }

    @Test
    void a_ticket_is_for_those_who_may_view() {
        api().role("one-add", flow, "add");
        api().user("one-add", List.of(), List.of("one-add"));
        api().user("one-none", List.of(), List.of());
        Api add = new Api(base(), "one-add", "one-add");
        Api none = new Api(base(), "one-none", "one-none");

        assertThat(add.get("flows/" + flow + "/tickets/1").http()).isEqualTo(403);
        assertThat(add.get("flows/" + flow + "/tickets/999").http()).isEqualTo(403);
        assertThat(none.get("flows/" + flow + "/tickets/1").problems()).containsExactly("unknown_flow");
        assertThat(none.get("flows/" + flow + "/tickets/999").problems()).containsExactly("unknown_flow");
        for (String no : List.of("999", "0", "-1", "x", "99999999999999999999")) {
            Answer answer = api().get("flows/" + flow + "/tickets/" + no);
            assertThat(answer.http()).isEqualTo(404);
            assertThat(answer.problems()).containsExactly("unknown_ticket");
        }
    }

    private static Answer listed(String user, String apiPath) {
        return new Api(base(), user, user).get("flows/" + apiPath + "/tickets");
    }

    private static List<Map<String, Object>> items(String apiPath, String query) {
        return Answer.objects(page(apiPath, query, null).get("items"));
    }

    /** All pages of a list. */
    private static List<Map<String, Object>> paged(String apiPath, String query) {
        List<Map<String, Object>> all = new ArrayList<>();
        Object cursor = null;
        do {
            Map<String, Object> page = page(apiPath, query, cursor);
            assertThat(Answer.objects(page.get("items"))).hasSizeBetween(1, 10);
            all.addAll(Answer.objects(page.get("items")));
            cursor = page.get("next");
        } while (cursor != null);
        return all;
    }

    private static Map<String, Object> page(String apiPath, String query, Object cursor) {
        Answer answer =
                api().get("flows/" + apiPath + "/tickets?" + query + (cursor == null ? "" : "&cursor=" + cursor));
        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    private static String key(Map<String, Object> ticket, String order) {
        Object key = order.equals("dataNo") ? "" : ticket.get(order);
        return key == null ? "" : moment(order, key.toString());
    }

    /** ISO 8601 leaves out the zeros at the end of a fraction; a text order needs them. */
    private static String moment(String order, String text) {
        return order.endsWith("At") ? String.format("%020d", micros(text)) : text;
    }

    private static long micros(String text) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
    }

    private static List<Integer> numbers(List<Map<String, Object>> items) {
        return items.stream().map(TicketListIT::dataNo).toList();
    }

    private static int dataNo(Map<String, Object> item) {
        return Integer.parseInt((String) item.get("dataNo"));
    }

    private static List<Integer> numbersWhere(IntPredicate which) {
        return IntStream.rangeClosed(1, TICKETS).filter(which).boxed().toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
