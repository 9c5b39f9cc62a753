package io.kaidan.flow;

import io.kaidan.feel.Feel;
import java.util.Map;

/**
 * What an event waits for, or throws.
 *
 * @param name of a message or signal, the code of an error or escalation; null where any code is caught
 * @param key what a message must be for (its correlation key); null where it is for anybody
 * @param timer when a timer is due; null for the other kinds
 * @param attachedTo the id of the activity at whose boundary the event lies; null for all others
 * @param interrupting whether that which it happens to ends
 */
public record Trigger(Kind kind, Text name, Feel key, Timer timer, String attachedTo, boolean interrupting) {

    /** The kinds of events that a flow may have, besides those that just pass or end. */
    public enum Kind {
        TIMER,
        MESSAGE,
        SIGNAL,
        ERROR,
        ESCALATION,
        LINK;

        /** Whether somebody or something outside of the ticket makes it happen. */
        public boolean fromOutside() {
            return this == TIMER || this == MESSAGE || this == SIGNAL;
        }
    }

    /** Whether it catches an error or escalation of this code. */
    public boolean catches(Kind thrown, String code) {
        return kind == thrown && (name == null || name.of(Map.of()).equals(code));
    }
}
