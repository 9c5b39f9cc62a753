package io.kaidan.form;

import io.kaidan.problem.Problem;

/**
 * One reason why a form cannot be deployed.
 *
 * @param element the id of the component (its key where it has no id), or null where the form as a whole is meant
 * @param problem the reason; its codes begin with {@code form_}
 */
public record FormProblem(String element, Problem problem) {}
