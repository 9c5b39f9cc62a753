package io.kaidan.design;

import io.kaidan.file.Limits;
import io.kaidan.json.Json;
import io.kaidan.json.Members;
import io.kaidan.json.Unicode;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files of a draft, as texts by their path: application.json, *.bpmn and *.form. Whether they can be deployed is
 * another question; here is only refused what could never be a file of an application.
 */
public record DraftFiles(Map<String, String> texts) {

    private static final int LONGEST_PATH = 200;
    private static final String KINDS = "application\\.json|.+\\.(bpmn|form)";

    /** The files of a package. Refuses with {@code draft_encoding} those that are not UTF-8. */
    public static DraftFiles of(Map<String, byte[]> files) {
        Map<String, String> texts = new TreeMap<>();
        List<Problem> problems = new ArrayList<>();
        files.forEach((path, bytes) -> {
            try {
                texts.put(path, Unicode.decode(bytes));
            } catch (CharacterCodingException e) {
                problems.add(Problem.at(path, "draft_encoding", path));
            }
        });
        Refused.ifAny(problems);
        return new DraftFiles(texts).checked(problems);
    }

    /**
     * These files with some of them changed.
     *
     * @param changes as the client sent them: new texts by path; null takes a file away
     */
    public DraftFiles with(Map<String, ?> changes) {
        Map<String, String> after = new TreeMap<>(texts);
        List<Problem> problems = new ArrayList<>();
        changes.forEach((path, text) -> {
            if (text == null) {
                after.remove(path);
            } else if (text instanceof String content) {
                after.put(path, content);
            } else {
                problems.add(Problem.at(path, "type", Phrase.of("expect.text"), Json.write(text)));
            }
        });
        return new DraftFiles(after).checked(problems);
    }

    private DraftFiles checked(List<Problem> problems) {
        long most = Limits.configured().bodyBytes();
        long length = 0;
        for (Map.Entry<String, String> file : texts.entrySet()) {
            String path = file.getKey();
            if (!Members.isName(path, LONGEST_PATH) || !path.matches(KINDS)) {
                problems.add(Problem.at(Unicode.storable(path), "draft_path", LONGEST_PATH));
            }
            if (!Unicode.isStorable(file.getValue())) {
                problems.add(Problem.at(Unicode.storable(path), "characters"));
            }
            length += file.getValue().length();
        }
        if (length > most) {
            throw Limits.configured().bodyTooLarge();
        }
        Refused.ifAny(problems);
        return this;
    }
}
