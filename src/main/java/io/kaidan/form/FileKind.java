package io.kaidan.form;

import io.kaidan.json.Unicode;
import io.kaidan.problem.Phrase;
import java.net.URLConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Files. The document holds their names; the files themselves arrive beside the values, so a value cannot be sent.
 *
 * @param multiple whether it holds several; if not, a new file takes the place of the old one
 * @param accept as in HTML: extensions and media types with commas between, or nothing. A media type is guessed from the
 *     name, and a name from which nothing can be guessed passes
 */
record FileKind(Given multiple, Given accept) implements Kind {

    static FileKind read(Component component) {
        return new FileKind(component.flagGiven("multiple"), component.textGiven("accept"));
    }

    @Override
    public Object convert(Object sent, Spot at) {
        return at.refuse("type", Phrase.of("expect.files"), sent);
    }

    /** The names that are there once these files have arrived. */
    List<Object> add(Object existing, List<String> names, View view, Spot at) {
        boolean several = Boolean.TRUE.equals(multiple.value(view));
        if (!several && names.size() > 1) {
            at.refuse("range", Phrase.of("expect.maxItems", 1), names.size());
        }
        for (String name : names) {
            if (!Unicode.isStorable(name)) {
                at.refuse("format", Phrase.of("expect.unicode"), name);
            } else if (accept.value(view) instanceof String accepted && !accepts(accepted, name)) {
                at.refuse("format", accepted, name);
            }
        }
        List<Object> all = new ArrayList<>(several && existing instanceof List<?> list ? list : List.of());
        all.addAll(names);
        return all;
    }

    private static boolean accepts(String accepted, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String type = URLConnection.guessContentTypeFromName(lower);
        boolean any = accepted.isBlank() || accepted.contains("{{");
        for (String one : accepted.toLowerCase(Locale.ROOT).split(",")) {
            String wanted = one.strip();
            if (wanted.startsWith(".")) {
                any |= lower.endsWith(wanted);
            } else if (wanted.contains("/")) {
                any |= type == null
                        || wanted.equals(type)
                        || wanted.endsWith("/*") && type.startsWith(wanted.substring(0, wanted.length() - 1));
            }
        }
        return any;
    }
}
