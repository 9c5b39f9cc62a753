package io.kaidan.service;

import java.time.Duration;
import java.time.Instant;

/**
 * The latest reading, and when there may be another: the database is never asked for more than a twentieth of the time, also
 * where asking it comes to nothing.
 *
 * @param reading what was told last; {@link Reading#NONE} where nothing was, or the database does not answer
 * @param took how long the database was asked last, also where that was given up
 * @param next not before this moment is it asked again
 * @param answers whether it did, last time
 */
record LatestReading(Reading reading, Duration took, Instant next, boolean answers) {

    static final LatestReading NONE = new LatestReading(Reading.NONE, Duration.ZERO, Instant.EPOCH, false);

    private static final int PAUSE = 20;

    /** It is not asked again before this. */
    private static final Duration SHORTEST = Duration.ofSeconds(5);

    /** Without a new answer, the last one is not told for longer than this, nor is a new one waited for longer. */
    private static final Duration LONGEST = Duration.ofMinutes(10);

    /** It told. */
    LatestReading told(Reading reading) {
        return after(reading, reading.took(), reading.at(), true);
    }

    /** It was asked and answers, but had to count for too long: what it told before stays. It is found out now, maybe late. */
    LatestReading gaveUp(Instant asked, Instant now) {
        return after(reading, Duration.between(asked, now), now, true);
    }

    /** It failed, which kept it from nothing. */
    LatestReading failed(Instant now) {
        return after(Reading.NONE, Duration.ZERO, now, false);
    }

    /** It has been asked and nothing has come yet. */
    LatestReading silent() {
        return new LatestReading(reading, took, next, false);
    }

    /** As it is now: what is too old is not known any more. */
    LatestReading at(Instant now) {
        return now.isAfter(reading.at().plus(LONGEST)) ? new LatestReading(Reading.NONE, took, next, answers) : this;
    }

    private static LatestReading after(Reading reading, Duration took, Instant end, boolean answers) {
        Duration pause = took.multipliedBy(PAUSE);
        pause = pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause;
        pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        return new LatestReading(reading, took, end.plus(pause), answers);
    }
}
