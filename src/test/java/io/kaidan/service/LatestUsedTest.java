package io.kaidan.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LatestUsedTest {

    @Test
    void what_was_not_used_for_longest_is_forgotten() {
        Map<Long, String> used = new LatestUsed<>(2);
        used.put(1L, "first");
        used.put(2L, "second");

        used.get(1L);
        used.put(3L, "third");

        assertThat(used).containsOnlyKeys(1L, 3L);
    }
}
