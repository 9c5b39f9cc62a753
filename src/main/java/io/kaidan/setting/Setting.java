package io.kaidan.setting;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Every setting of the product, on one page. A setting is taken from the system property {@code kaidan.some.name},
 * else from the environment {@code KAIDAN_SOME_NAME}, else from what administrators have chosen while the product runs,
 * else it has the default given here. A number has bounds; one that is malformed keeps the product from starting.
 */
public enum Setting {
    /** Password of the first administrator, {@code admin}; empty: one is generated and logged once. */
    ADMIN_PASSWORD("", text -> text.length() <= 1024, "at most 1024 characters"),
    /** A token that lets a monitoring system read the metrics, and nothing else; empty: only administrators may. */
    METRICS_TOKEN("", text -> text.isEmpty() || text.matches("\\S{16,}"), "at least 16 characters, none of them blank"),
    /** Seconds without use after which a security code is dead. */
    SECURITY_IDLE_SECONDS(300, 1, Setting.YEAR),
    /** Seconds without use after which a session of the console is over. */
    SESSION_IDLE_SECONDS(1_800, 1, Setting.YEAR),
    /** Seconds after which a session of the console is over, however much it is used. */
    SESSION_SECONDS(43_200, 1, Setting.YEAR),
    /** True: the cookie of a session goes over TLS only, also where TLS ends at a proxy and the server does not see it. */
    SESSION_SECURE(false),
    /** True: wrong password, unknown and inactive user get the same answer. */
    LOGIN_UNIFORM(false),
    /** Wrong passwords in a row that lock an account. */
    LOGIN_FAILURES(10, 1, Integer.MAX_VALUE),
    /** Seconds for which the account is locked. */
    LOGIN_LOCK_SECONDS(300, 0, Setting.YEAR),
    /** Rounds of PBKDF2-HMAC-SHA512 for a new password. */
    PASSWORD_ITERATIONS(210_000, 1_000, 10_000_000),
    /** Characters that a new password must have at least. */
    PASSWORD_MIN(1, 0, 254),
    /** True: {@code status} is a number in every answer of the quick API. */
    QUICK_NUMERIC_STATUS(false),
    /** Requests that one user may make in a minute at one node, and at once; 0: as many as he likes. */
    USER_REQUESTS(600_000, 0, 1_000_000_000),

    /** Uploads of one user that a node takes in at once; 0: as many as he likes. */
    USER_UPLOADS(100, 0, 1_000_000),

    /** Uploads of all users that a node takes in at once; 0: as many as come. */
    UPLOADS(500, 0, 1_000_000),

    /** Downloads of one user that a node gives out at once, exports included; 0: as many as he likes. */
    USER_DOWNLOADS(16, 0, 1_000_000),

    /** Downloads of all users that a node gives out at once; 0: as many as are asked for. */
    DOWNLOADS(500, 0, 1_000_000),

    /** Bytes of a request body without its files, and of the files that come before a security code. */
    BODY_BYTES(10_485_760, 1_024, Integer.MAX_VALUE - 8),
    /** Bytes of one file. */
    FILE_BYTES(209_715_200, 0, Setting.PEBIBYTE),
    /** Bytes of one request, files included. */
    REQUEST_BYTES(1_073_741_824, 1, Setting.PEBIBYTE),
    /** Files of one request. */
    FILES(100, 0, Integer.MAX_VALUE),
    /** Seconds for which a message is kept that says nothing else; 0: not at all. */
    MESSAGE_SECONDS(3600, 0, Setting.YEAR),
    /** Bytes of the values of one ticket, as JSON. */
    TICKET_BYTES(16_777_216, 1_024, 1_073_741_824),

    /** Values of one ticket, those inside of lists and objects included. */
    TICKET_VALUES(100_000, 1, 100_000_000),

    /** Nodes that one transition may enter before it counts as an endless loop. */
    STEP_LIMIT(10_000, 1, Integer.MAX_VALUE),
    /** Seconds after which a transition enters no further node. */
    STEP_SECONDS(30, 1, 240),
    /** Tickets that may call one another in a row before it counts as endless. */
    CALL_DEPTH(50, 1, 10_000),
    /** Tickets that one transition may open by calls before it counts as an endless loop. */
    CALL_LIMIT(1_000, 1, Integer.MAX_VALUE),
    /** Background jobs (timers, validations, schedules) that a node does at once; each holds a connection of the pool. */
    JOB_THREADS(8, 1, 1_000),
    /** Workers that may wait for jobs at a node at once. */
    JOB_POLLS(1_000, 1, 1_000_000),
    /** Those of one user. */
    USER_JOB_POLLS(500, 1, 1_000_000),
    /**
     * Hosts that tasks of the type http may call, {@code host} or {@code host:port} with commas between; empty: none. It
     * protects the operator's network, from administrators of the product, too: only the server can set it.
     */
    HTTP_ALLOWED_HOSTS("", Setting::isHosts, "hosts, or host:port, with commas between"),
    /** Seconds that such a call may take. */
    HTTP_TIMEOUT_SECONDS(30, 1, 600),
    /** Bytes of an answer to it. */
    HTTP_RESPONSE_BYTES(1_048_576, 1, 67_108_864),
    /** Seconds before it is tried again; they double from one time to the next. */
    HTTP_RETRY_SECONDS(5, 0, 86_400),

    /** Days for which a line of the audit trail is kept. */
    AUDIT_DAYS(365, 1, 36_500);

    private static final long YEAR = 365L * 24 * 60 * 60;
    /** Exact also as a number of JavaScript, which the console shows. */
    private static final long PEBIBYTE = 1L << 50;

    private static final Pattern HOST =
            Pattern.compile("(?:private/)?(?:\\[[0-9a-fA-F:.]+]|[^\\s:/\\[\\]@?#]+)(?::([1-9]\\d{0,4}))?");
    private static final int PORTS = 65_535;

    /** What is used once, when the product starts, is nobody's to see, or is not for administrators to choose. */
    private static final Set<Setting> FIXED = Collections.unmodifiableSet(EnumSet.of(
            ADMIN_PASSWORD,
            METRICS_TOKEN,
            STEP_LIMIT,
            STEP_SECONDS,
            JOB_THREADS,
            JOB_POLLS,
            USER_JOB_POLLS,
            HTTP_ALLOWED_HOSTS,
            AUDIT_DAYS,
            HTTP_TIMEOUT_SECONDS,
            HTTP_RESPONSE_BYTES));

    private static volatile Map<Setting, String> chosen = Map.of();

    /** Where the value of a setting comes from. */
    public enum Source {
        PROPERTY,
        ENVIRONMENT,
        CHOSEN,
        DEFAULT
    }

    /** What the value of a setting is. */
    public enum Kind {
        TEXT,
        FLAG,
        NUMBER
    }

    private final String property;
    private final String variable;
    private final String otherwise;
    private final Kind kind;
    private final long least;
    private final long most;
    private final Predicate<String> fits;
    private final String expected;

    Setting(String otherwise) {
        this(otherwise, text -> true, "text");
    }

    Setting(boolean otherwise) {
        this(String.valueOf(otherwise), Kind.FLAG, 0, 0, text -> text.matches("(?i)true|false"), "true or false");
    }

    Setting(long otherwise, long least, long most) {
        this(
                String.valueOf(otherwise),
                Kind.NUMBER,
                least,
                most,
                text -> text.matches("[0-9]{1,18}") && Long.parseLong(text) >= least && Long.parseLong(text) <= most,
                "a whole number from " + least + " to " + most);
    }

    Setting(String otherwise, Predicate<String> fits, String expected) {
        this(otherwise, Kind.TEXT, 0, 0, fits, expected);
    }

    Setting(String otherwise, Kind kind, long least, long most, Predicate<String> fits, String expected) {
        this.property = "kaidan." + name().toLowerCase(Locale.ROOT).replace('_', '.');
        this.variable = "KAIDAN_" + name();
        this.otherwise = otherwise;
        this.kind = kind;
        this.least = least;
        this.most = most;
        this.fits = fits;
        this.expected = expected;
    }

    private static boolean isHosts(String text) {
        return text.isBlank()
                || Arrays.stream(text.split(",")).map(String::strip).allMatch(Setting::isHost);
    }

    private static boolean isHost(String text) {
        Matcher parts = HOST.matcher(text);
        return parts.matches() && (parts.group(1) == null || Integer.parseInt(parts.group(1)) <= PORTS);
    }

    /**
     * Looks at every setting, before anything uses one.
     *
     * @throws IllegalStateException with a sentence for each that is not as it must be
     */
    public static void check() {
        String wrong = Arrays.stream(values())
                .filter(setting -> !setting.accepts(setting.text()))
                .map(setting -> "Expected KAIDAN_" + setting.name() + " to be " + setting.expected + " but it is "
                        + (setting.isSecret() ? "not." : "\"" + setting.text() + "\"."))
                .collect(Collectors.joining(" "));
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(wrong);
        }
    }

    /**
     * From now on these are what administrators have chosen on this node. Those that do not fit, because another version
     * of the product kept them, and those that are fixed do not count.
     */
    public static synchronized void choose(Map<Setting, String> values) {
        Map<Setting, String> fitting = new EnumMap<>(Setting.class);
        values.forEach((setting, value) -> {
            if (setting.isChangeable() && setting.accepts(value)) {
                fitting.put(setting, value);
            }
        });
        chosen = fitting;
    }

    /** The same, of what is read now: what is chosen meanwhile is newer, and comes after it. */
    public static synchronized void choose(Supplier<Map<Setting, String>> read) {
        choose(read.get());
    }

    public String text() {
        String given = given();
        return given != null ? given : chosen.getOrDefault(this, otherwise);
    }

    public long number() {
        return Long.parseLong(text().trim());
    }

    public boolean on() {
        return text().trim().equalsIgnoreCase("true");
    }

    public Duration seconds() {
        return Duration.ofSeconds(number());
    }

    /** Where its value comes from. */
    public Source source() {
        if (property() != null) {
            return Source.PROPERTY;
        }
        if (environment() != null) {
            return Source.ENVIRONMENT;
        }
        return chosen.containsKey(this) ? Source.CHOSEN : Source.DEFAULT;
    }

    /** Whether the server sets it, so that nothing that is chosen here counts. */
    public boolean isGiven() {
        return given() != null;
    }

    /** Whether it acts on what comes next, rather than only when the product starts. */
    public boolean isChangeable() {
        return !FIXED.contains(this);
    }

    /** Whether nobody may see its value. */
    public boolean isSecret() {
        return this == ADMIN_PASSWORD || this == METRICS_TOKEN;
    }

    /** Whether it could have this value. */
    public boolean accepts(String text) {
        return fits.test(text.trim());
    }

    /** Its value where nobody sets another one. */
    public String byDefault() {
        return otherwise;
    }

    public Kind kind() {
        return kind;
    }

    /** The least that a number may be. */
    public long least() {
        return least;
    }

    /** The most that a number may be. */
    public long most() {
        return most;
    }

    private String given() {
        String property = property();
        return property != null ? property : environment();
    }

    private String property() {
        return System.getProperty(property);
    }

    private String environment() {
        return System.getenv(variable);
    }
}
