package io.kaidan.trace;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * Stands before a handler of the server's log and sees to what is logged while somebody's work is done: nothing that was
 * sent to us makes a line of its own, and the line bears the trace. WildFly's handlers know the trace by themselves,
 * from the MDC; Payara has none, so there it goes into the record, as a member of JSON or before the message.
 */
public final class LogLines implements Filter {

    /** Where WildFly's handlers are at home. */
    private static final String WILDFLY = "org.jboss.logmanager.";

    private static final char DELETE = 0x7f;
    private static final char LAST_CONTROL = 0x9f;
    private static final char LINE_SEPARATOR = 0x2028;
    private static final char PARAGRAPH_SEPARATOR = 0x2029;

    private static final Formatter TEXTS = new SimpleFormatter();

    private final Filter before;
    private final boolean mdc;
    private final boolean json;

    /**
     * @param before the filter that the handler had; null for none
     * @param formatter of the handler; one of JSON escapes what it writes by itself; null for one that passes lines on
     * @param mdc whether the handler knows the MDC
     */
    LogLines(Filter before, Formatter formatter, boolean mdc) {
        this.before = before;
        this.mdc = mdc;
        this.json = formatter != null
                && formatter.getClass().getSimpleName().toLowerCase(Locale.ROOT).startsWith("json");
    }

    /**
     * Stands before every handler of the server.
     *
     * @return what takes it away again
     */
    public static Runnable watch() {
        Map<Handler, Filter> filters = new LinkedHashMap<>();
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            boolean mdc = handler.getClass().getName().startsWith(WILDFLY);
            filters.put(handler, handler.getFilter());
            handler.setFilter(new LogLines(handler.getFilter(), handler.getFormatter(), mdc));
        }
        return () -> filters.forEach(Handler::setFilter);
    }

    @Override
    public boolean isLoggable(LogRecord line) {
        Trace.current().ifPresent(trace -> amend(line, Map.of(Trace.KEY, trace.id())));
        return before == null || before.isLoggable(line);
    }

    private void amend(LogRecord line, Map<String, String> trace) {
        if (!mdc && !Arrays.asList(parameters(line)).contains(trace)) { // else another handler has seen it
            bear(line, trace);
        } else if (!json) {
            toOneLine(line);
        }
        if (!json && line.getThrown() != null && !(line.getThrown() instanceof Told)) {
            line.setThrown(new Told(line.getThrown(), new HashSet<>()));
        }
    }

    /** Sets only what changes: a record of WildFly forgets then how its message is written. */
    private static void toOneLine(LogRecord line) {
        String message = oneLine(line.getMessage());
        if (message != null && !message.equals(line.getMessage())) {
            line.setMessage(message);
        }
        Object[] parameters = parameters(line);
        Object[] safe = Arrays.stream(parameters).map(LogLines::oneLine).toArray();
        if (!Arrays.equals(safe, parameters)) {
            line.setParameters(safe);
        }
    }

    /** Puts the text together, for the message may be the key of a text; Payara's formatters would give the whole line. */
    private void bear(LogRecord line, Map<String, String> trace) {
        String text = TEXTS.formatMessage(line);
        line.setMessage(json ? text : "[" + trace.get(Trace.KEY) + "] " + oneLine(text));
        line.setResourceBundle(null);
        line.setParameters(new Object[] {trace});
    }

    private static Object[] parameters(LogRecord line) {
        return line.getParameters() == null ? new Object[0] : line.getParameters();
    }

    /** A number stays one, for a message may say how it is written. */
    private static Object oneLine(Object parameter) {
        String text = String.valueOf(parameter);
        String safe = oneLine(text);
        return safe.equals(text) ? parameter : safe;
    }

    /** The text with its control characters, line ends among them, written as the escapes of Java. */
    static String oneLine(String text) {
        if (text == null || text.chars().noneMatch(LogLines::breaks)) {
            return text;
        }
        StringBuilder line = new StringBuilder();
        text.chars().forEach(c -> {
            switch (c) {
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> line.append(breaks(c) ? String.format("\\u%04x", c) : Character.toString((char) c));
            }
        });
        return line.toString();
    }

    private static boolean breaks(int c) {
        return c < ' ' || c >= DELETE && c <= LAST_CONTROL || c == LINE_SEPARATOR || c == PARAGRAPH_SEPARATOR;
    }

    /** A failure whose message is in one line; the stack is that of the failure itself. */
    private static final class Told extends Throwable {

        Told(Throwable failure, Set<Throwable> seen) {
            super(oneLine(failure.toString()));
            seen.add(failure);
            setStackTrace(failure.getStackTrace());
            if (failure.getCause() != null && !seen.contains(failure.getCause())) {
                initCause(new Told(failure.getCause(), seen));
            }
            for (Throwable suppressed : failure.getSuppressed()) {
                if (!seen.contains(suppressed)) {
                    addSuppressed(new Told(suppressed, seen));
                }
            }
        }

        @Override
        public String toString() {
            return getMessage();
        }
    }
}
