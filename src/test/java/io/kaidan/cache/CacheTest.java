package io.kaidan.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CacheTest {

    private final Cache<Long, String> cache = new Cache<>("test", 2);

    @Test
    void what_was_not_used_for_longest_is_forgotten() {
        cache.keep(1L, "first");
        cache.keep(2L, "second");

        cache.find(1L, any -> true);
        cache.keep(3L, "third");

        assertThat(cache.find(1L, any -> true)).contains("first");
        assertThat(cache.find(2L, any -> true)).isEmpty();
        assertThat(cache.find(3L, any -> true)).contains("third");
        assertThat(cache.size()).isEqualTo(2);
    }

    @Test
    void what_holds_no_more_is_forgotten_and_counts_as_not_there() {
        cache.keep(1L, "old");

        assertThat(cache.find(1L, value -> value.equals("new"))).isEmpty();

        assertThat(cache.size()).isZero();
        assertThat(cache.misses()).isEqualTo(1);
        assertThat(cache.hits()).isZero();
    }

    @Test
    void it_counts_what_it_had() {
        cache.keep(1L, "first");

        cache.find(1L, any -> true);
        cache.find(1L, any -> true);
        cache.find(2L, any -> true);

        assertThat(cache.hits()).isEqualTo(2);
        assertThat(cache.misses()).isEqualTo(1);
    }

    @Test
    void it_can_be_emptied() {
        cache.keep(1L, "first");

        cache.clear();

        assertThat(cache.find(1L, any -> true)).isEmpty();
    }
}
