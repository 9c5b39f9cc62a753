package io.kaidan.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.problem.Refused;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {

    @Test
    void the_cursor_of_a_page_asks_for_the_one_after_it() {
        Paging.Page<String> page = Paging.of(null, "2").page(List.of("甲", "乙", "丙"), Function.identity());

        assertThat(page.items()).containsExactly("甲", "乙");
        assertThat(Paging.of(page.next(), "2").after()).isEqualTo("乙");
    }

    @Test
    void the_last_page_has_no_cursor() {
        Paging paging = Paging.of(null, null);

        assertThat(paging.page(List.of("a"), Function.identity()).next()).isNull();
        assertThat(paging.fetch()).isEqualTo(101);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "x", ""})
    void a_limit_out_of_bounds_is_refused(String limit) {
        assertThatThrownBy(() -> Paging.of(null, limit)).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"**", "AA"})
    void a_cursor_that_no_page_gave_is_refused(String cursor) {
        assertThatThrownBy(() -> Paging.of(cursor, null)).isInstanceOf(Refused.class);
    }
}
