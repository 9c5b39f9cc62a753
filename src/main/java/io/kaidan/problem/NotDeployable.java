package io.kaidan.problem;

import java.util.List;

/** An application that cannot be deployed, with everything that is wrong with it. Nothing of it is kept (see ejb-jar.xml). */
public final class NotDeployable extends RuntimeException {

    private final transient List<Finding> findings;

    private NotDeployable(List<Finding> findings) {
        super(findings.stream().map(f -> f.message(Messages.ENGLISH)).toList().toString());
        this.findings = findings;
    }

    /** Throws when one of the findings is an error. */
    public static void ifAnyError(List<Finding> findings) {
        if (findings.stream().anyMatch(f -> !f.warning())) {
            throw new NotDeployable(List.copyOf(findings));
        }
    }

    /** What is wrong; warnings are left out. */
    public List<Finding> errors() {
        return findings.stream().filter(f -> !f.warning()).toList();
    }
}
