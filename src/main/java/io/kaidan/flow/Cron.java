package io.kaidan.flow;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import io.kaidan.problem.Refused;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Moments that a cron text names. Five fields are those of every crontab: minute, hour, day of month, month, day of week.
 * Six have the second before them, and know {@code L}, {@code W} and {@code #}, as Camunda's timers do; so do {@code
 * @hourly}, {@code @daily}, {@code @weekly}, {@code @monthly} and {@code @yearly}.
 *
 * <p>What lies in an hour that the clocks skip in spring does not happen that day, what lies in one that they have twice in
 * autumn happens once.
 */
public final class Cron {

    private static final int LONGEST = 200;
    private static final int FIELDS_OF_CRONTAB = 5;
    private static final CronParser CRONTAB = parser(CronType.UNIX);
    private static final CronParser WITH_SECONDS = parser(CronType.SPRING53);

    private Cron() {}

    /**
     * The first of the moments after another one.
     *
     * @param code of the refusal when the text is no cron, or names no moment at all, such as a 30 February
     */
    public static Instant next(String text, Instant after, ZoneId zone, String code) {
        try {
            String cron = text.strip();
            if (cron.length() <= LONGEST) {
                CronParser parser = cron.split("\\s+").length == FIELDS_OF_CRONTAB ? CRONTAB : WITH_SECONDS;
                return ExecutionTime.forCron(parser.parse(cron))
                        .nextExecution(after.atZone(zone))
                        .orElseThrow(() -> Refused.because(code, text))
                        .toInstant();
            }
        } catch (RuntimeException none) { // the library says so with whatever went wrong in it
            // refused below
        }
        throw Refused.because(code, text);
    }

    private static CronParser parser(CronType type) {
        return new CronParser(CronDefinitionBuilder.instanceDefinitionFor(type));
    }
}
