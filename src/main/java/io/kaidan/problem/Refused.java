package io.kaidan.problem;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A request that may not happen, with every reason at once. Whatever it had begun is rolled back (see ejb-jar.xml). */
public final class Refused extends RuntimeException {

    /** More problems than these help nobody, and to tell them all could take more memory than there is. */
    private static final int MOST = 1_000;

    private final transient List<Problem> problems;

    /** @param problems those beyond the first 1,000 are left out */
    public Refused(List<Problem> problems) {
        super(problems.stream()
                .limit(MOST)
                .map(p -> p.message(Messages.ENGLISH))
                .collect(Collectors.joining("; ")));
        this.problems = problems.stream().limit(MOST).toList();
    }

    public static Refused because(String code, Object... arguments) {
        return new Refused(List.of(Problem.of(code, arguments)));
    }

    /** Throws when there is any problem. */
    public static void ifAny(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new Refused(problems);
        }
    }

    public List<Problem> problems() {
        return problems;
    }

    public boolean has(String code) {
        return codes().contains(code);
    }

    /** Why, without the fields; a reason stands in it once. */
    public Set<String> codes() {
        return problems.stream().map(Problem::code).collect(Collectors.toSet());
    }
}
