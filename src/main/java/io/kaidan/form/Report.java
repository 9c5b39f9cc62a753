package io.kaidan.form;

import io.kaidan.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The problems of one check. It also holds how much work all patterns and expressions together may still make. */
final class Report {

    /** More problems than this help nobody. */
    private static final int MOST = 1_000;

    private static final long EFFORT = 20_000_000;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> failed = new HashSet<>();
    private long effort = EFFORT;
    private long patience = PATIENCE.toNanos();

    Spot at(String name) {
        return new Spot(this, name);
    }

    List<Problem> problems() {
        return problems;
    }

    void add(Problem problem) {
        failed.add(problem.field());
        if (problems.size() < MOST) {
            problems.add(problem);
        }
    }

    boolean failed(String name) {
        return failed.contains(name);
    }

    /** Takes one unit of work; false when there is none left. */
    boolean spend() {
        return effort-- > 0;
    }

    /** Whether there is time for another expression. Once there is none, that is a problem: a value would lack unseen. */
    boolean hasTime() {
        return patience > 0;
    }

    /** Takes the time for an expression. */
    void spend(long nanoseconds) {
        boolean had = hasTime();
        patience -= nanoseconds;
        if (had && !hasTime()) {
            add(Problem.of("form_time", PATIENCE.toSeconds()));
        }
    }
}
