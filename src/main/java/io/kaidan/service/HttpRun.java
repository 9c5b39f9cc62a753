package io.kaidan.service;

/**
 * One run of the background job that makes the call of a task; each has an id of its own.
 *
 * @param job the id of the ticket's job
 * @param tries calls that failed before
 * @param rests how often it found the application taken off since the last of them
 */
public record HttpRun(long job, int tries, int rests) {

    static HttpRun first(long job) {
        return new HttpRun(job, 0, 0);
    }

    static HttpRun of(String id) {
        String[] parts = id.split("-");
        return new HttpRun(
                Long.parseLong(parts[0]),
                Integer.parseInt(parts[1]),
                parts.length == 2 ? 0 : Integer.parseInt(parts[2]));
    }

    String id() {
        return job + "-" + tries + (rests == 0 ? "" : "-" + rests);
    }

    HttpRun afterFailure() {
        return new HttpRun(job, tries + 1, 0);
    }

    HttpRun afterRest() {
        return new HttpRun(job, tries, rests + 1);
    }
}
