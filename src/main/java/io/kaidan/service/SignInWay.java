package io.kaidan.service;

import java.util.Locale;

/** How somebody shows who he is. */
public enum SignInWay {
    /** At the console. */
    CONSOLE,
    /** For a security code. */
    CODE,
    /** With the call itself, by HTTP Basic. */
    BASIC,
    /** Once more, to change his password. */
    PASSWORD;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
