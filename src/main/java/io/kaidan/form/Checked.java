package io.kaidan.form;

import io.kaidan.problem.Problem;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What checking the values of one call gave.
 *
 * @param values the whole new document, independent of the one it was made from; to be used only without problems
 * @param problems every problem, each with the key of its field ({@code items[1].amount} within a list, rows from 0)
 * @param hidden keys of the fields that are hidden: their values, and files that came for them, are not kept
 */
public record Checked(Map<String, Object> values, List<Problem> problems, Set<String> hidden) {}
