package io.kaidan.metric;

/**
 * How far behind the work on a queue is.
 *
 * @param due jobs that could be done now
 * @param seconds for which the oldest of them has been due; 0 where there is none
 */
public record Lag(long due, double seconds) {}
