package io.kaidan.form;

import io.kaidan.json.Unicode;
import io.kaidan.problem.Phrase;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** A text of one line or many. Numbers and true/false are taken as their text. Lengths are counted as in the browser. */
record TextKind(Given minLength, Given maxLength, TextPattern pattern, String validationType) implements Kind {

    private static final TextPattern EMAIL = TextPattern.of(
            Pattern.compile("^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]++@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
                    + "(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*+\\z"));
    private static final TextPattern PHONE = TextPattern.of(Pattern.compile("^\\+?[0-9(][0-9 ()./-]{4,30}\\z"));

    static TextKind read(Component component) {
        Component validate = component.object("validate");
        return new TextKind(
                validate.numberGiven("minLength"),
                validate.numberGiven("maxLength"),
                validate.pattern("pattern"),
                validate.oneOf("validationType", "email", "phone", "custom"));
    }

    @Override
    public Object convert(Object sent, Spot at) {
        if (!Text.isScalar(sent)) {
            return at.refuse("type", Phrase.of("expect.text"), sent);
        }
        String text = Text.of(sent);
        if (text.length() > Text.LONGEST) {
            return at.refuse("length", Phrase.of("expect.maxLength", Text.LONGEST), text.length());
        }
        return Unicode.isStorable(text) ? text : at.refuse("format", Phrase.of("expect.unicode"), text);
    }

    @Override
    public Object check(Object value, View view, Spot at) {
        if (value instanceof String text) {
            checkLength(text.strip().length(), view, at);
            if (pattern != null && !pattern.finds(text, at.report())) {
                at.refuse("format", pattern.toString(), text);
            }
            if ("email".equals(validationType) && !EMAIL.finds(text, at.report())) {
                at.refuse("format", "name@example.com", text);
            }
            if ("phone".equals(validationType) && !PHONE.finds(text, at.report())) {
                at.refuse("format", "+886223456789", text);
            }
        }
        return value;
    }

    private void checkLength(int length, View view, Spot at) {
        minLength
                .number(view)
                .filter(n -> n.compareTo(BigDecimal.valueOf(length)) > 0)
                .ifPresent(n -> at.refuse("length", Phrase.of("expect.minLength", Text.quote(n)), length));
        maxLength
                .number(view)
                .filter(n -> n.compareTo(BigDecimal.valueOf(length)) < 0)
                .ifPresent(n -> at.refuse("length", Phrase.of("expect.maxLength", Text.quote(n)), length));
    }
}
