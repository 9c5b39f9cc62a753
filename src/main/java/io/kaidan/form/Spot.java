package io.kaidan.form;

import io.kaidan.problem.Problem;

/** One place in a document, where problems are reported. */
record Spot(Report report, String name) {

    /** Reports that something was expected here but this value came. Gives null, to be returned as "nothing to keep". */
    <T> T refuse(String code, Object expectation, Object value) {
        report.add(Problem.at(name, code, expectation, Text.quote(value)));
        return null;
    }

    /** Reports a problem whose text needs no expectation. */
    <T> T refuse(String code, Object value) {
        report.add(Problem.at(name, code, Text.quote(value)));
        return null;
    }

    boolean failed() {
        return report.failed(name);
    }
}
