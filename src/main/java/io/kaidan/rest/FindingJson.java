package io.kaidan.rest;

import io.kaidan.problem.Finding;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Findings of a deploy as JSON, in the reader's language. */
final class FindingJson {

    private FindingJson() {}

    static List<Map<String, Object>> list(List<Finding> findings, Locale locale) {
        return findings.stream().map(f -> one(f, locale)).toList();
    }

    private static Map<String, Object> one(Finding finding, Locale locale) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", finding.file());
        json.put("element", finding.element());
        json.put("code", finding.code());
        json.put("message", finding.message(locale));
        return json;
    }
}
