package io.kaidan.persistence;

import java.io.Serializable;

/** JSON text on its way into a {@code jsonb} column: {@link KaidanPostgres} tells it from other text by this type. */
public record Jsonb(String text) implements Serializable {
    /** The text, as the driver's own type for what comes out of a {@code jsonb} column has it. */
    @Override
    public String toString() {
        return text;
    }
}
