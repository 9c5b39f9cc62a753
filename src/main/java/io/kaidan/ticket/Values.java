package io.kaidan.ticket;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Numbers and moments that a client sends as text, as far as the database has them. */
final class Values {

    private static final int DIGITS = 1000;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private Values() {}

    /**
     * A number.
     *
     * @throws NumberFormatException for a text that is none, and for one of too many digits
     */
    static BigDecimal number(String text) {
        BigDecimal number = new BigDecimal(text.strip());
        if (number.precision() > DIGITS || Math.abs((long) number.scale()) > DIGITS) {
            throw new NumberFormatException("Expected at most " + DIGITS + " digits but got more");
        }
        return number;
    }

    static Optional<BigDecimal> maybeNumber(String text) {
        try {
            return Optional.of(number(text));
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /**
     * A moment in ISO 8601, with a T or a blank before the time, or a date alone; in UTC where no offset is told.
     *
     * @throws DateTimeException for a text that is none
     */
    static Instant moment(String text) {
        String iso = text.strip().replace(' ', 'T');
        Instant moment;
        if (iso.indexOf('T') < 0) {
            moment = LocalDate.parse(iso).atStartOfDay().toInstant(ZoneOffset.UTC);
        } else if (iso.matches(".*T.*(Z|[+-][0-9:]+)")) {
            moment = OffsetDateTime.parse(iso).toInstant();
        } else {
            moment = LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
        }
        if (moment.isBefore(FIRST) || moment.isAfter(LAST)) {
            throw new DateTimeException("Expected a moment that the database knows but got " + text);
        }
        return moment;
    }
}
