package io.kaidan.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** The types of which this node has just made jobs, for those who wait for some. */
@ApplicationScoped
public class NewJobs {

    private final Set<String> types = new HashSet<>();
    private boolean heard;

    /** From now on somebody asks again and again. */
    public synchronized void listen() {
        heard = true;
    }

    /** There is a job of this type, committed. */
    public synchronized void announce(String type) {
        if (heard) {
            types.add(type);
            notifyAll();
        }
    }

    /** Waits until something is announced, not longer than this; gives what was since it was asked before. */
    public synchronized Set<String> await(Duration longest) throws InterruptedException {
        if (types.isEmpty()) {
            wait(longest.toMillis());
        }
        Set<String> announced = Set.copyOf(types);
        types.clear();
        return announced;
    }
}
