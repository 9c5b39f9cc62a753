package io.kaidan.file;

import java.util.stream.Collectors;

/** Makes what a client calls a file into a name that can be shown and saved anywhere. */
final class FileName {

    private static final int LONGEST = 255;
    private static final int LONGEST_EXTENSION = 32;
    private static final String NAMELESS = "file";

    private FileName() {}

    /** The last segment of the path, without invisible characters, of at most 255 chars; "file" where nothing is left. */
    static String of(String sent) {
        String name = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1)
                .codePoints()
                .filter(FileName::visible)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .strip();
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            return NAMELESS;
        }
        return name.length() <= LONGEST ? name : shortened(name);
    }

    /** No controls, no halves of surrogate pairs, and nothing that turns the direction: {@code invoice<RLO>fdp.exe}. */
    private static boolean visible(int c) {
        boolean turnsDirection =
                c == 0x61C || c == 0x200E || c == 0x200F || c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
        return !turnsDirection
                && c != 0x2028
                && c != 0x2029
                && c != 0xFEFF
                && Character.getType(c) != Character.CONTROL
                && Character.getType(c) != Character.SURROGATE;
    }

    private static String shortened(String name) {
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 && name.length() - dot <= LONGEST_EXTENSION ? name.substring(dot) : "";
        int end = LONGEST - extension.length();
        if (Character.isHighSurrogate(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end) + extension;
    }
}
