package io.kaidan.problem;

import java.util.List;

/** An application that cannot be deployed, with everything that is wrong with it. Nothing of it is kept (see ejb-jar.xml). */
public final class NotDeployable extends RuntimeException {

    /** More than these nobody reads. */
    private static final int MOST = 1_000;

    private final transient List<Finding> errors;

    private NotDeployable(List<Finding> errors) {
        super(errors.stream().map(f -> f.message(Messages.ENGLISH)).toList().toString());
        this.errors = errors;
    }

    /** Throws when one of the findings is an error. */
    public static void ifAnyError(List<Finding> findings) {
        List<Finding> errors =
                findings.stream().filter(f -> !f.warning()).limit(MOST).toList();
        if (!errors.isEmpty()) {
            throw new NotDeployable(errors);
        }
    }

    /** What is wrong, as far as the first 1,000 tell; warnings are left out. */
    public List<Finding> errors() {
        return errors;
    }
}
