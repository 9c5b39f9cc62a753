package io.kaidan.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.ticket.TicketQuery.Order;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TicketQueryTest {

    private static final Instant NOW = Instant.parse("2026-05-04T12:00:00.123456Z");

    @ParameterizedTest
    @EnumSource
    void the_end_of_a_page_is_where_the_next_of_the_same_sort_begins(Order order) {
        String end = by(order, true).end(new Ticket(1, 1, "ann", NOW));

        assertThat(TicketQuery.cursor(order, true, end)).isPresent();
        assertThat(TicketQuery.cursor(order, false, end)).isEmpty();
        for (Order other : Order.values()) {
            assertThat(TicketQuery.cursor(other, true, end).isPresent()).isEqualTo(other == order);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "DATA_NO; 1",
                "DATA_NO; dataNo",
                "DATA_NO; dataNo 1",
                "DATA_NO; dataNo x 1",
                "DATA_NO; dataNo 1 x",
                "DATA_NO; dataNo 1 99999999999999999999",
                "DATA_NO; -dataNo 1 1",
                "OPENED_AT; openedAt 1 yesterday",
                "OPENED_AT; openedAt 1 2026-02-30T00:00:00Z",
                "OPENED_AT; openedAt 1 +1000000000-12-31T23:59:59Z",
                "UPDATED_AT; updatedAt 1 -0001-01-01T00:00:00Z",
                "UPDATED_AT; updatedAt 1 +10000-01-01T00:00:00Z",
                "TITLE; title"
            })
    void what_no_page_of_this_sort_ends_with_is_no_cursor(Order order, String end) {
        assertThat(TicketQuery.cursor(order, false, end)).isEmpty();
    }

    @Test
    void a_title_may_have_blanks() {
        Object key = TicketQuery.cursor(Order.TITLE, false, "title 7  a b ")
                .orElseThrow()
                .key();
        assertThat(key).isEqualTo(" a b ");
    }

    @Test
    void the_statement_holds_parameters_and_nothing_that_was_sent() {
        TicketQuery.Cursor after =
                TicketQuery.cursor(Order.TITLE, false, "title 7 '--").orElseThrow();
        TicketFilter filter = new TicketFilter(
                null,
                new Opening(8L, "o'", NOW, NOW),
                Map.of("'", "\""),
                Map.of("a'", "%\""),
                Map.of("b'", "c"),
                Map.of("b'", "--"));
        Sql sql = new TicketQuery(filter, Order.TITLE, false, after, 10).page(3);

        assertThat(sql.text()).doesNotContain("--", "%", "'\"", "a'");
        assertThat(sql.parameters())
                .containsExactly(
                        3L,
                        8L,
                        Timestamp.from(NOW),
                        Timestamp.from(NOW),
                        "{\"'\":\"\\\"\"}",
                        "{\"'\":[\"\\\"\"]}",
                        "'--",
                        7L,
                        "o'",
                        "%\"",
                        "a'",
                        "b'",
                        "b'",
                        "c",
                        "b'",
                        "b'",
                        "--");
    }

    @Test
    void a_value_is_looked_for_as_all_that_it_may_be_in_the_document() {
        Sql sql = new Sql();
        new TicketFilter(null, Opening.ANY, Map.of("a.b", "1"), Map.of(), Map.of(), Map.of()).addIndexed(sql);

        assertThat(sql.parameters())
                .containsExactly(
                        "{\"a\":{\"b\":\"1\"}}", "{\"a\":{\"b\":1}}", "{\"a\":{\"b\":[\"1\"]}}", "{\"a\":{\"b\":[1]}}");
    }

    @Test
    void a_key_that_no_form_has_finds_nothing() {
        Sql sql = new Sql();
        new TicketFilter(null, Opening.ANY, Map.of("a" + ".a".repeat(4_000), "1"), Map.of(), Map.of(), Map.of())
                .addIndexed(sql);

        assertThat(sql.text()).isEqualTo(" and (false)");
    }

    @Test
    void a_long_title_sorts_by_its_first_200_characters() {
        Ticket ticket = new Ticket(1, 1, "ann", NOW);
        ticket.write(Map.of(), new Ticket.Headers("\uD83D\uDE00".repeat(300), null, null));

        assertThat(by(Order.TITLE, false).end(ticket)).isEqualTo("title 0 " + "\uD83D\uDE00".repeat(200));
    }

    private static TicketQuery by(Order order, boolean descending) {
        return new TicketQuery(
                new TicketFilter(null, Opening.ANY, Map.of(), Map.of(), Map.of(), Map.of()),
                order,
                descending,
                null,
                10);
    }
}
