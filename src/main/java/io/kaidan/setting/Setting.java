package io.kaidan.setting;

import java.time.Duration;

/**
 * Every setting of the product, on one page. A setting is taken from the system property {@code kaidan.some.name},
 * else from the environment {@code KAIDAN_SOME_NAME}, else it has the default given here.
 */
public enum Setting {
    /** Password of the first administrator, {@code admin}; empty: one is generated and logged once. */
    ADMIN_PASSWORD(""),
    /** Seconds without use after which a security code is dead. */
    SECURITY_IDLE_SECONDS("300"),
    /** True: wrong password, unknown and inactive user get the same answer. */
    LOGIN_UNIFORM("false"),
    /** Wrong passwords in a row that lock an account. */
    LOGIN_FAILURES("10"),
    /** Seconds for which the account is locked. */
    LOGIN_LOCK_SECONDS("300"),
    /** Rounds of PBKDF2-HMAC-SHA512 for a new password. */
    PASSWORD_ITERATIONS("210000"),
    /** Characters that a new password must have at least. */
    PASSWORD_MIN("1"),
    /** True: {@code status} is a number in every answer of the quick API. */
    QUICK_NUMERIC_STATUS("false"),
    /** Bytes of a request body without its files. */
    BODY_BYTES("10485760"),
    /** Bytes of one file. */
    FILE_BYTES("209715200"),
    /** Bytes of one request, files included. */
    REQUEST_BYTES("1073741824"),
    /** Files of one request. */
    FILES("100"),
    /** Nodes that one transition may enter before it counts as an endless loop. */
    STEP_LIMIT("10000");

    private final String otherwise;

    Setting(String otherwise) {
        this.otherwise = otherwise;
    }

    public String text() {
        String property = System.getProperty("kaidan." + name().toLowerCase().replace('_', '.'));
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
