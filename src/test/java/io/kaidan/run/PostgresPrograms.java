package io.kaidan.run;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs for this platform, unpacked once from the one binaries jar on the class path. */
final class PostgresPrograms {
    /** PostgreSQL refuses to run as root: in a user namespace of its own it is nobody. */
    private static final List<String> AS_NOBODY = List.of("unshare", "--user");

    private final Path folder;
    private final List<String> before;

    /** @param before what stands before each command */
    private PostgresPrograms(Path folder, List<String> before) {
        this.folder = folder;
        this.before = before;
    }

    static PostgresPrograms in(Path build) throws IOException {
        Files.createDirectories(build);
        Path folder = build.resolve("postgres");
        // several JVMs may come here at once: one unpacks, the others wait
        try (FileChannel lock =
                FileChannel.open(build.resolve("postgres.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock.lock();
            URL archive = archive();
            Path unpacked = folder.resolve("unpacked-from");
            if (!Files.exists(unpacked) || !Files.readString(unpacked).equals(archive.toString())) {
                Folders.delete(folder);
                unpack(archive, folder);
                Files.writeString(unpacked, archive.toString());
            }
        }
        boolean root = Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"));
        return new PostgresPrograms(folder, root ? AS_NOBODY : List.of());
    }

    /** They see this disk. */
    PostgresPrograms on(SmallDisk disk) {
        List<String> entering = new ArrayList<>(disk.inside());
        entering.addAll(AS_NOBODY);
        return new PostgresPrograms(folder, entering);
    }

    private static URL archive() {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        String name = "postgres-" + (mac ? "darwin" : "linux") + (arm ? "-arm_64" : "-x86_64") + ".txz";
        URL archive = PostgresPrograms.class.getResource("/" + name);
        if (archive == null) {
            throw new CannotStart("PostgreSQL's binaries for this platform (" + name
                    + ") are not on the class path: see the platform profiles at the end of pom.xml.");
        }
        return archive;
    }

    private static void unpack(URL archive, Path folder) throws IOException {
        try (InputStream in = archive.openStream();
                var tar = new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(in)))) {
            for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                    continue;
                }
                Files.createDirectories(target.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, target);
                    boolean runs = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            target, PosixFilePermissions.fromString(runs ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }

    /** Runs one of them to its end; its answer is true where it exits with 0. */
    boolean run(Path log, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while " + program + " ran.", interrupted);
        }
    }
}
