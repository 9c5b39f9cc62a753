package io.kaidan.ticket;

/** The life of a ticket. */
public enum TicketState {
    /** Something waits. */
    OPEN,
    /** Every token has reached an end. */
    CLOSED,
    /** An administrator stopped it. */
    CANCELLED;

    /** The name on the wire and in the database. */
    public String text() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
