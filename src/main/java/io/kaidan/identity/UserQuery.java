package io.kaidan.identity;

import io.kaidan.json.Unicode;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import java.util.ArrayList;
import java.util.List;

/**
 * Which users are asked for; empty for any, in each.
 *
 * @param text that occurs in the name, the name shown, or the e-mail address, in whatever case
 * @param group of which they are members
 * @param role that they have
 */
public record UserQuery(String text, String group, String role) {

    public static final UserQuery ALL = new UserQuery(null, null, null);

    /** @throws Refused {@code characters} for what no name can hold */
    public UserQuery {
        List<Problem> problems = new ArrayList<>();
        text = storable("search", text, problems);
        group = storable("group", group, problems);
        role = storable("role", role, problems);
        Refused.ifAny(problems);
    }

    private static String storable(String name, String sent, List<Problem> problems) {
        if (sent != null && !Unicode.isStorable(sent)) {
            problems.add(Problem.at(name, "characters"));
        }
        return sent == null ? "" : sent.strip();
    }
}
