package io.kaidan.service;

import java.time.Instant;
import java.util.List;

/**
 * What a worker takes at once.
 *
 * @param worker the name under which it has the jobs
 * @param until they are its own until then
 */
public record Taken(List<Assigned> jobs, String worker, Instant until) {

    static final Taken NONE = new Taken(List.of(), null, null);

    boolean isNone() {
        return jobs.isEmpty();
    }
}
