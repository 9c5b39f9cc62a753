package io.kaidan.service;

import io.kaidan.json.Members;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Job;
import java.time.Duration;
import java.util.Map;

/**
 * What a worker asks for.
 *
 * @param type of the jobs
 * @param most jobs that he takes at once
 * @param hold how long they are his
 * @param worker a name of his own; null for none
 * @param patience how long he waits when there are none
 */
public record Ask(String type, int most, Duration hold, String worker, Duration patience) {

    static final int NAME = 254;

    private static final long DAY = 86_400;
    private static final long MINUTE = 60;

    /**
     * Reads {@code type}, {@code maxJobs} (1 to 1,000; default 1), {@code timeoutSeconds} (1 to 86,400; default 300), {@code
     * worker} and {@code requestTimeoutSeconds} (0 to 60; default 10).
     *
     * @throws Refused with everything that is wrong
     */
    public static Ask of(Map<String, ?> body) {
        Members members = new Members(body);
        members.allow("type", "maxJobs", "timeoutSeconds", "worker", "requestTimeoutSeconds");
        String type = members.words("type", NAME);
        if (Job.HTTP.equals(type)) {
            members.add(Problem.at("type", "built_in", type));
        }
        Long most = members.number("maxJobs", 1, 1_000);
        Long hold = members.number("timeoutSeconds", 1, DAY);
        Long patience = members.number("requestTimeoutSeconds", 0, MINUTE);
        String worker = Workers.optional(members, "worker", NAME);
        Refused.ifAny(members.problems());
        return new Ask(
                type,
                most == null ? 1 : most.intValue(),
                Duration.ofSeconds(hold == null ? 300 : hold),
                worker,
                Duration.ofSeconds(patience == null ? 10 : patience));
    }
}
