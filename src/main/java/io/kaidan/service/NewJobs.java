package io.kaidan.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The types of which this node has just made jobs, for those who wait for some. No method is synchronized: the proxy of a
 * bean would hold a monitor of its own while somebody waits in it.
 */
@ApplicationScoped
public class NewJobs {

    private final BlockingQueue<String> types = new LinkedBlockingQueue<>();
    private volatile boolean heard;

    /** From now on somebody asks again and again. */
    public void listen() {
        heard = true;
    }

    /** There is a job of this type, committed. */
    public void announce(String type) {
        if (heard) {
            types.add(type);
        }
    }

    /** Waits until something is announced, not longer than this; gives what was since it was asked before. */
    public Set<String> await(Duration longest) throws InterruptedException {
        Set<String> announced = new HashSet<>();
        String first = types.poll(longest.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            announced.add(first);
            types.drainTo(announced);
        }
        return announced;
    }
}
