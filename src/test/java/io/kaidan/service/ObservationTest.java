package io.kaidan.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Several look while the database is asked how things stand. */
class ObservationTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final Reading TOLD = new Reading(NOW, Duration.ZERO, Map.of(), Map.of(), Map.of("used", 3L));
    private static final int MANY = 3;

    private final AtomicInteger questions = new AtomicInteger();
    private final Observation observation = new Observation();

    @Test
    void all_who_look_at_once_wait_at_once_and_for_one_answer() throws Exception {
        CountDownLatch coming = new CountDownLatch(MANY);
        asking(NOW, new CompletableFuture<>() {
            /** It comes when all wait for it. */
            @Override
            public Reading get(long time, TimeUnit unit) throws InterruptedException, TimeoutException {
                coming.countDown();
                if (!coming.await(time, unit)) {
                    throw new TimeoutException();
                }
                return TOLD;
            }
        });
        ExecutorService threads = Executors.newFixedThreadPool(MANY);
        List<Future<Reading>> seen = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            seen.add(threads.submit(observation::refresh));
        }
        threads.shutdown();

        for (Future<Reading> each : seen) {
            assertThat(each.get(1, TimeUnit.MINUTES)).isEqualTo(TOLD);
        }
        assertThat(questions).hasValue(1);
    }

    @Test
    void who_comes_when_others_have_waited_in_vain_does_not_wait_and_finds_the_answer_later() {
        List<Long> waits = new ArrayList<>();
        CompletableFuture<Reading> answer = new CompletableFuture<>() {
            @Override
            public Reading get(long time, TimeUnit unit) throws TimeoutException {
                waits.add(unit.toMillis(time));
                if (!isDone()) {
                    throw new TimeoutException();
                }
                return join();
            }
        };
        for (int after : List.of(0, 1_500, 2_000, 60_000)) {
            asking(NOW.plusMillis(after), answer);
            assertThat(observation.databaseAnswers()).isFalse();
        }
        answer.complete(TOLD);

        assertThat(observation.refresh()).isEqualTo(TOLD);
        assertThat(observation.databaseAnswers()).isTrue();
        assertThat(waits).startsWith(2_000L, 500L, 0L, -58_000L);
        assertThat(questions).as("the answer was old when it came").hasValue(2);
    }

    @Test
    void an_answer_that_nobody_came_for_in_ten_minutes_is_not_told_any_more() {
        CompletableFuture<Reading> answer = new CompletableFuture<>() {
            @Override
            public Reading get(long time, TimeUnit unit)
                    throws InterruptedException, TimeoutException, ExecutionException {
                return super.get(1, TimeUnit.MILLISECONDS);
            }
        };
        asking(NOW, answer);
        observation.refresh();
        answer.complete(TOLD);
        asking(NOW.plusSeconds(601), answer);

        assertThat(observation.refresh()).isEqualTo(Reading.NONE);
    }

    private void asking(Instant now, Future<Reading> answer) {
        observation.clock = Clock.fixed(now, ZoneOffset.UTC);
        observation.readings = new Readings() {
            @Override
            public Future<Reading> read() {
                questions.incrementAndGet();
                return answer;
            }
        };
    }
}
