package io.kaidan.setting;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Every setting of the product, on one page. A setting is taken from the system property {@code kaidan.some.name},
 * else from the environment {@code KAIDAN_SOME_NAME}, else it has the default given here.
 * A number has bounds; one that is malformed keeps the product from starting.
 */
public enum Setting {
    /** Password of the first administrator, {@code admin}; empty: one is generated and logged once. */
    ADMIN_PASSWORD(""),
    /** Seconds without use after which a security code is dead. */
    SECURITY_IDLE_SECONDS(300, 1, Setting.YEAR),
    /** Seconds without use after which a session of the console is over. */
    SESSION_IDLE_SECONDS(1_800, 1, Setting.YEAR),
    /** Seconds after which a session of the console is over, however much it is used. */
    SESSION_SECONDS(43_200, 1, Setting.YEAR),
    /** True: wrong password, unknown and inactive user get the same answer. */
    LOGIN_UNIFORM(false),
    /** Wrong passwords in a row that lock an account. */
    LOGIN_FAILURES(10, 1, Integer.MAX_VALUE),
    /** Seconds for which the account is locked. */
    LOGIN_LOCK_SECONDS(300, 0, Setting.YEAR),
    /** Rounds of PBKDF2-HMAC-SHA512 for a new password. */
    PASSWORD_ITERATIONS(210_000, 1, Integer.MAX_VALUE),
    /** Characters that a new password must have at least. */
    PASSWORD_MIN(1, 0, 254),
    /** True: {@code status} is a number in every answer of the quick API. */
    QUICK_NUMERIC_STATUS(false),
    /** Bytes of a request body without its files, and of the files that come before a security code. */
    BODY_BYTES(10_485_760, 1, Integer.MAX_VALUE - 8),
    /** Bytes of one file. */
    FILE_BYTES(209_715_200, 0, Setting.EXBIBYTE),
    /** Bytes of one request, files included. */
    REQUEST_BYTES(1_073_741_824, 1, Setting.EXBIBYTE),
    /** Files of one request. */
    FILES(100, 0, Integer.MAX_VALUE),
    /** Seconds for which a message is kept that says nothing else; 0: not at all. */
    MESSAGE_SECONDS(3600, 0, Setting.YEAR),
    /** Nodes that one transition may enter before it counts as an endless loop. */
    STEP_LIMIT(10_000, 1, Integer.MAX_VALUE),
    /** Tickets that may call one another in a row before it counts as endless. */
    CALL_DEPTH(50, 1, 10_000),
    /** Tickets that one transition may open by calls before it counts as an endless loop. */
    CALL_LIMIT(1_000, 1, Integer.MAX_VALUE),
    /** Background jobs (timers, validations, schedules) that a node does at once; each holds a connection of the pool. */
    JOB_THREADS(8, 1, 1_000),
    /** Workers that may wait for jobs at a node at once. */
    JOB_POLLS(1_000, 1, 1_000_000),
    /** Hosts that tasks of the type http may call, {@code host} or {@code host:port} with commas between; empty: none. */
    HTTP_ALLOWED_HOSTS("", Setting::isHosts, "hosts, or host:port, with commas between"),
    /** Seconds that such a call may take. */
    HTTP_TIMEOUT_SECONDS(30, 1, 600),
    /** Bytes of an answer to it. */
    HTTP_RESPONSE_BYTES(1_048_576, 1, 67_108_864),
    /** Seconds before it is tried again; they double from one time to the next. */
    HTTP_RETRY_SECONDS(5, 0, 86_400);

    private static final long YEAR = 365L * 24 * 60 * 60;
    private static final long EXBIBYTE = 1L << 60;

    private final String otherwise;
    private final Predicate<String> fits;
    private final String expected;

    Setting(String otherwise) {
        this(otherwise, text -> true, "text");
    }

    Setting(boolean otherwise) {
        this(String.valueOf(otherwise), text -> text.matches("(?i)true|false"), "true or false");
    }

    Setting(long otherwise, long least, long most) {
        this(
                String.valueOf(otherwise),
                text -> text.matches("[0-9]{1,18}") && Long.parseLong(text) >= least && Long.parseLong(text) <= most,
                "a whole number from " + least + " to " + most);
    }

    Setting(String otherwise, Predicate<String> fits, String expected) {
        this.otherwise = otherwise;
        this.fits = fits;
        this.expected = expected;
    }

    private static boolean isHosts(String text) {
        return text.isBlank()
                || Arrays.stream(text.split(",")).allMatch(entry -> entry.strip()
                        .matches("(private/)?(\\[[0-9a-fA-F:.]+]|[^\\s:/\\[\\]@?#]+)(:[1-9]\\d{0,4})?"));
    }

    /**
     * Looks at every setting, before anything uses one.
     *
     * @throws IllegalStateException with a sentence for each that is not as it must be
     */
    public static void check() {
        String wrong = Arrays.stream(values())
                .filter(setting -> !setting.fits.test(setting.text().trim()))
                .map(setting -> "Expected KAIDAN_" + setting.name() + " to be " + setting.expected + " but it is \""
                        + setting.text() + "\".")
                .collect(Collectors.joining(" "));
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(wrong);
        }
    }

    public String text() {
        String property =
                System.getProperty("kaidan." + name().toLowerCase(Locale.ROOT).replace('_', '.'));
        if (property != null) {
            return property;
        }
        String environment = System.getenv("KAIDAN_" + name());
        return environment != null ? environment : otherwise;
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
}
