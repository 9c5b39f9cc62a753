package io.kaidan.json;

import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Reads the members of a JSON object that a client sent, and collects every problem instead of stopping at the first.
 * A member that lacks, is null or has a problem reads as null.
 */
public final class Members {

    private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

    private final Map<?, ?> object;
    private final List<Problem> problems = new ArrayList<>();

    /** @param object null: the client sent nothing, so every member lacks */
    public Members(Map<?, ?> object) {
        this.object = object == null ? Map.of() : object;
    }

    /** Whether a text can name something: 1 to {@code longest} characters, no control characters, no blanks around it. */
    public static boolean isName(String text, int longest) {
        return !text.isBlank() && text.length() <= longest && isClean(text) && Unicode.isStorable(text);
    }

    private static boolean isClean(String text) {
        return !CONTROL.matcher(text).find() && text.strip().equals(text);
    }

    /** Whether the client sent the member, be it null. */
    public boolean has(String name) {
        return object.containsKey(name);
    }

    /** A member that lacks or is null is a problem. */
    public void require(String name) {
        if (object.get(name) == null) {
            add(Problem.at(name, "required"));
        }
    }

    public String text(String name) {
        Object value = object.get(name);
        return value == null ? null : string(name, value);
    }

    /** A text that nobody may see: what came instead of it is not told. */
    public String secret(String name) {
        Object value = object.get(name);
        if (value != null && !(value instanceof String)) {
            add(Problem.at(name, "type", Phrase.of("expect.text"), "…"));
            return null;
        }
        return text(name);
    }

    /** A text that names something: of 1 to {@code longest} characters, no control characters, no blanks around it. */
    public String name(String name, int longest) {
        String value = words(name, longest);
        if (value != null && !isClean(value)) {
            add(Problem.at(name, "characters"));
        }
        return value;
    }

    /** A text that says something: of 1 to {@code longest} characters, not all of them blank. */
    public String words(String name, int longest) {
        String value = text(name);
        if (object.get(name) == null || value != null && value.isBlank()) {
            add(Problem.at(name, "required"));
            return null;
        }
        if (value != null && value.length() > longest) {
            add(Problem.at(name, "length", Phrase.of("expect.maxLength", longest), value.length()));
        }
        return value;
    }

    public Boolean flag(String name) {
        Object value = object.get(name);
        if (value != null && !(value instanceof Boolean)) {
            add(Problem.at(name, "type", Phrase.of("expect.boolean"), Json.write(value)));
            return null;
        }
        return (Boolean) value;
    }

    /** A whole number within bounds. */
    public Long number(String name, long least, long most) {
        Object value = object.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Integer || value instanceof Long)) {
            add(Problem.at(name, "type", Phrase.of("expect.number"), Json.write(value)));
            return null;
        }
        long number = ((Number) value).longValue();
        if (number < least || number > most) {
            add(Problem.at(name, "range", Phrase.of("expect.between", least, most), number));
            return null;
        }
        return number;
    }

    /** A list of texts, each once, in the order they came. */
    public List<String> texts(String name) {
        Object value = object.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Collection<?> elements)) {
            add(Problem.at(name, "type", Phrase.of("expect.list"), Json.write(value)));
            return null;
        }
        return elements.stream()
                .map(element -> string(name, element))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    public Map<String, Object> object(String name) {
        Object value = object.get(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Map<?, ?> members)) {
            add(Problem.at(name, "type", Phrase.of("expect.object"), Json.write(value)));
            return null;
        }
        Map<String, Object> copy = new LinkedHashMap<>();
        members.forEach((key, member) -> {
            String storable = string(name, key);
            if (storable != null) {
                copy.put(storable, member);
            }
        });
        return copy;
    }

    /** Every member that is none of these is a problem: most likely it is misspelt. */
    public void allow(String... names) {
        for (Object member : object.keySet()) {
            if (!List.of(names).contains(member)) {
                add(Problem.at(String.valueOf(member), "unknown_member", member));
            }
        }
    }

    public void add(Problem problem) {
        problems.add(problem);
    }

    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    private String string(String name, Object value) {
        if (!(value instanceof String text)) {
            add(Problem.at(name, "type", Phrase.of("expect.text"), Json.write(value)));
            return null;
        }
        if (!Unicode.isStorable(text)) {
            add(Problem.at(name, "characters"));
            return null;
        }
        return text;
    }
}
