package io.kaidan.job;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import io.kaidan.trace.Trace;
import java.nio.charset.StandardCharsets;

/**
 * The trace of who had a job scheduled, which is all the data that a job has beside its id. Its thread takes it over before
 * the job begins, and keeps it until the library has logged how the job ended.
 */
final class JobTrace extends AbstractSchedulerListener implements Serializer {

    /** The data of a job that is scheduled now; null where nobody's work is done. */
    static byte[] current() {
        return Trace.current().map(trace -> bytes(trace.toString())).orElse(null);
    }

    @Override
    public void onExecutionStart(CurrentlyExecuting job) {
        Trace.enter(Trace.from((String) job.getTaskInstance().getData()));
    }

    @Override
    public void onExecutionComplete(ExecutionComplete job) {
        Trace.enter(null);
    }

    @Override
    public byte[] serialize(Object trace) {
        return trace == null ? null : bytes((String) trace);
    }

    @Override
    public <T> T deserialize(Class<T> text, byte[] trace) {
        return trace == null ? null : text.cast(new String(trace, StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String trace) {
        return trace.getBytes(StandardCharsets.UTF_8);
    }
}
