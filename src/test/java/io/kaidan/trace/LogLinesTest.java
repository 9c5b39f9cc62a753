package io.kaidan.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogLinesTest {

    private static final String FORGED = "mei\n2026-05-04 12:00:00 INFO admin signed in\r\u001b[2K\u2028";
    private static final String TAMED = "mei\\n2026-05-04 12:00:00 INFO admin signed in\\r\\u001b[2K\\u2028";

    private final Trace trace = Trace.from(null);

    @BeforeEach
    void enter() {
        Trace.enter(trace);
    }

    @AfterEach
    void leave() {
        Trace.enter(null);
    }

    @Test
    void what_was_sent_makes_no_line_of_its_own() {
        assertThat(text(seen(true, "{0} signed in", FORGED))).isEqualTo(TAMED + " signed in");
        assertThat(text(seen(true, "Unknown user " + FORGED))).isEqualTo("Unknown user " + TAMED);
    }

    @Test
    void a_line_that_is_tame_already_is_not_touched() {
        LogRecord line = new LogRecord(Level.INFO, "%s came in") {
            private static final long serialVersionUID = 1L;

            @Override
            public void setMessage(String message) {
                throw new AssertionError("WildFly's records forget then that the message is written for printf");
            }
        };
        Object[] parameters = {"mei"};
        line.setParameters(parameters);

        new LogLines(null, new SimpleFormatter(), true).isLoggable(line);

        assertThat(line.getParameters()).isSameAs(parameters);
    }

    @Test
    void a_handler_without_a_formatter_is_no_obstacle() {
        LogRecord line = new LogRecord(Level.INFO, FORGED);

        new LogLines(null, null, true).isLoggable(line);

        assertThat(line.getMessage()).isEqualTo(TAMED);
    }

    @Test
    void nor_does_it_in_a_failure_or_its_causes() {
        LogRecord line = new LogRecord(Level.SEVERE, "It failed");
        Exception cause = new IllegalStateException(FORGED);
        line.setThrown(new RuntimeException("outer " + FORGED, cause));
        line.getThrown().addSuppressed(new RuntimeException(FORGED));

        new LogLines(null, new SimpleFormatter(), true).isLoggable(line);

        assertThat(new SimpleFormatter().format(line).lines())
                .contains("java.lang.RuntimeException: outer " + TAMED)
                .contains("Caused by: java.lang.IllegalStateException: " + TAMED)
                .contains("\tSuppressed: java.lang.RuntimeException: " + TAMED)
                .noneMatch(text -> text.startsWith("2026-05-04"));
        assertThat(line.getThrown().getCause().getStackTrace()).isEqualTo(cause.getStackTrace());
    }

    @Test
    void a_failure_that_is_its_own_cause_is_told_once() {
        Exception first = new Exception("first");
        first.initCause(new Exception("second", first));
        LogRecord line = new LogRecord(Level.SEVERE, "It failed");
        line.setThrown(first);

        new LogLines(null, new SimpleFormatter(), true).isLoggable(line);

        assertThat(line.getThrown().getCause().getCause()).isNull();
    }

    @Test
    void without_an_mdc_the_trace_stands_before_the_message() {
        LogRecord line = seen(false, "{0} came in after {1} s", FORGED, 7);

        assertThat(text(line)).isEqualTo("[" + trace.id() + "] " + TAMED + " came in after 7 s");
    }

    @Test
    void a_second_handler_adds_nothing() {
        LogRecord line = seen(false, "{0} came in", "mei");

        new LogLines(null, new SimpleFormatter(), false).isLoggable(line);

        assertThat(text(line)).isEqualTo("[" + trace.id() + "] mei came in");
    }

    @Test
    void json_gets_the_trace_as_a_member_and_escapes_by_itself() {
        LogRecord line = new LogRecord(Level.INFO, FORGED);

        new LogLines(null, new JsonLines(), false).isLoggable(line);

        assertThat(line.getMessage()).isEqualTo(FORGED);
        assertThat(line.getParameters()).containsExactly(Map.of("traceId", trace.id()));
    }

    @Test
    void what_the_server_says_of_itself_stays_as_it_is() {
        Trace.enter(null);

        assertThat(text(seen(true, "first line\nsecond line"))).isEqualTo("first line\nsecond line");
    }

    @Test
    void the_filter_that_was_there_has_the_last_word() {
        LogLines lines = new LogLines(line -> line.getLevel() == Level.SEVERE, new SimpleFormatter(), true);

        assertThat(lines.isLoggable(new LogRecord(Level.INFO, "x"))).isFalse();
        assertThat(lines.isLoggable(new LogRecord(Level.SEVERE, "x"))).isTrue();
    }

    private static LogRecord seen(boolean mdc, String message, Object... parameters) {
        LogRecord line = new LogRecord(Level.INFO, message);
        line.setParameters(parameters);
        assertThat(new LogLines(null, new SimpleFormatter(), mdc).isLoggable(line))
                .isTrue();
        return line;
    }

    private static String text(LogRecord line) {
        return new SimpleFormatter().formatMessage(line);
    }

    /** Goes by its name, as the servers' do. */
    private static final class JsonLines extends Formatter {
        @Override
        public String format(LogRecord line) {
            return formatMessage(line);
        }
    }
}
