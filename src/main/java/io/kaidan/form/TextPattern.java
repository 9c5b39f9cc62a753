package io.kaidan.form;

import io.kaidan.feel.WatchedText;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression that a designer wrote for the browser, applied to texts that anybody sends: it reads as JavaScript
 * does, and it gives up instead of backtracking for hours.
 */
final class TextPattern {

    private static final int LONGEST = 2_000;

    private final Pattern pattern;
    private final String written;

    private TextPattern(Pattern pattern, String written) {
        this.pattern = pattern;
        this.written = written;
    }

    static TextPattern of(Pattern pattern) {
        return new TextPattern(pattern, pattern.pattern());
    }

    /** @throws PatternSyntaxException when it is none, or longer than 2,000 characters */
    static TextPattern parse(String written) {
        if (written.length() > LONGEST) {
            throw new PatternSyntaxException("longer than " + LONGEST, Text.quote(written), LONGEST);
        }
        try {
            return new TextPattern(Pattern.compile(fromJavaScript(written)), written);
        } catch (StackOverflowError tooDeep) {
            throw new PatternSyntaxException("nested too deep", Text.quote(written), -1);
        }
    }

    /** Whether it is found in the text. A search that needs too much work counts as not found. */
    boolean finds(String text, Report report) {
        Matcher matcher = pattern.matcher(new WatchedText(text, () -> look(report)));
        try {
            return matcher.find();
        } catch (OutOfPatience | StackOverflowError tooMuchWork) {
            return false;
        }
    }

    @Override
    public String toString() {
        return written;
    }

    /** In JavaScript {@code $} is only the very end, and within brackets {@code [} and {@code &} are plain characters. */
    private static String fromJavaScript(String written) {
        StringBuilder java = new StringBuilder();
        boolean inBrackets = false;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\' && i + 1 < written.length()) {
                java.append(c).append(written.charAt(++i));
            } else if (c == '$' && !inBrackets) {
                java.append("\\z");
            } else if (inBrackets && (c == '[' || c == '&')) {
                java.append('\\').append(c);
            } else {
                inBrackets = c == '[' || inBrackets && c != ']';
                java.append(c);
            }
        }
        return java.toString();
    }

    private static void look(Report report) {
        if (!report.spend()) {
            throw new OutOfPatience();
        }
    }

    private static final class OutOfPatience extends RuntimeException {
        OutOfPatience() {
            super(null, null, false, false);
        }
    }
}
