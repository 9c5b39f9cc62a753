package io.kaidan.file;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Files of uploads that a killed node left in the folder for temporary files: only where it was killed between making one
 * and unlinking it, or where the system unlinks no open file. Their names tell whose they are.
 */
public final class Leftovers {

    static final String ENDING = ".upload";

    private static final long OWN = ProcessHandle.current().pid();
    static final String NAME = "kaidan-" + OWN + "-";
    private static final Pattern NAMED = Pattern.compile("kaidan-([0-9]{1,18})-.*\\.upload");

    private Leftovers() {}

    /** Removes those in the folder that uploads go to; see {@link #remove(Path)}. */
    public static int remove() throws IOException {
        return remove(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /**
     * Removes the files of processes that are no more, and of one before this with its number; to be called before this
     * one takes any upload. Those of other nodes that work on this machine stay.
     *
     * @return how many there were
     */
    static int remove(Path folder) throws IOException {
        int removed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "kaidan-*" + ENDING)) {
            for (Path file : files) {
                Matcher name = NAMED.matcher(file.getFileName().toString());
                if (name.matches() && isNobodys(Long.parseLong(name.group(1))) && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
        }
        return removed;
    }

    private static boolean isNobodys(long process) {
        return process == OWN
                || ProcessHandle.of(process).filter(ProcessHandle::isAlive).isEmpty();
    }
}
