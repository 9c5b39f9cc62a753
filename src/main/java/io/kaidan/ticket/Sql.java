package io.kaidan.ticket;

import java.util.ArrayList;
import java.util.List;

/** A statement in the making: whatever comes from a client goes into it as a parameter. */
final class Sql {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /** Words of ours. */
    Sql add(String words) {
        text.append(words);
        return this;
    }

    /** A value of anybody's. */
    Sql value(Object value) {
        parameters.add(value);
        text.append('?').append(parameters.size());
        return this;
    }

    String text() {
        return text.toString();
    }

    /** The values by their positions; the first is at 1 in the text, at 0 here. */
    List<Object> parameters() {
        return parameters;
    }
}
