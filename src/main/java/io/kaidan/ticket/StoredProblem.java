package io.kaidan.ticket;

import io.kaidan.json.Json;
import io.kaidan.json.Unicode;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A problem as it is kept: the code and the arguments, so that every reader gets the text in his language. */
public final class StoredProblem {

    /** Characters of an argument that are kept: some name a value, however large it is. */
    static final int LONGEST = 4_000;

    private StoredProblem() {}

    public static Map<String, Object> plain(Problem problem) {
        Map<String, Object> plain = new LinkedHashMap<>();
        plain.put("field", problem.field());
        plain.put("code", problem.code());
        plain.put("arguments", plain(problem.arguments()));
        return plain;
    }

    private static List<Object> plain(List<Object> arguments) {
        return arguments.stream()
                .<Object>map(argument -> argument instanceof Phrase phrase
                        ? Map.of("phrase", phrase.key(), "arguments", plain(phrase.arguments()))
                        : Unicode.storable(brief(String.valueOf(argument))))
                .toList();
    }

    private static String brief(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    public static Problem of(Map<?, ?> plain) {
        return new Problem(Json.text(plain, "field"), Json.text(plain, "code"), arguments(plain));
    }

    private static List<Object> arguments(Map<?, ?> plain) {
        return Json.list(plain, "arguments").stream()
                .<Object>map(argument -> argument instanceof Map<?, ?> phrase
                        ? new Phrase(Json.text(phrase, "phrase"), arguments(phrase))
                        : argument)
                .toList();
    }
}
