package io.kaidan.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CallerTest {

    private static final Ticket TICKET = new Ticket(1, 1, "amy", Instant.EPOCH);

    private static Caller giving(Map<String, Object> inherited) {
        return new Caller(TICKET, TICKET.addToken("call", null, null), inherited);
    }

    @Test
    void what_is_as_the_caller_gave_it_does_not_go_back() {
        assertThat(giving(Map.of("title", "漏水", "days", 1)).left(Map.of("title", "漏水", "days", 2, "cost", 300)))
                .isEqualTo(Map.of("days", 2, "cost", 300));
    }

    @Test
    void what_was_cleared_goes_back_as_null() {
        assertThat(giving(Map.of("title", "漏水")).left(Map.of())).isEqualTo(Collections.singletonMap("title", null));
    }

    @Test
    void all_goes_back_where_nothing_was_inherited() {
        assertThat(giving(Map.of()).left(Map.of("title", "漏水"))).isEqualTo(Map.of("title", "漏水"));
    }

    @Test
    void callers_are_counted_one_above_the_other() {
        Ticket called = new Ticket(1, 1, "amy", Instant.EPOCH);
        assertThat(called.isCalled()).isFalse();
        called.calledBy(giving(Map.of()));
        assertThat(called.isCalled()).isTrue();

        Caller next = new Caller(called, called.addToken("call", null, null), Map.of());

        assertThat(called.caller().depth()).isEqualTo(1);
        assertThat(next.depth()).isEqualTo(2);
    }
}
