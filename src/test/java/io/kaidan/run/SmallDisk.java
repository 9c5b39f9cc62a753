package io.kaidan.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file system of its own of a few megabytes, which can be filled up: a tmpfs that only the processes in its namespace see.
 * Needs no rights on a Linux whose users may make namespaces; it is gone with this JVM at the latest.
 */
public final class SmallDisk implements AutoCloseable {
    private static final int PIECE = 64 * 1024;

    private final Path folder;
    private final Process holder;
    private final Path ballast;

    /** @param folder where it is mounted; empty */
    public SmallDisk(Path folder, int megabytes) throws IOException {
        this.folder = Files.createDirectories(folder).toAbsolutePath();
        // cat ends when nobody holds the other end of its input any more
        String mount = "mount -t tmpfs -o mode=700,size=" + megabytes + "m none \"$0\" && echo mounted && exec cat";
        holder = new ProcessBuilder(
                        "unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, this.folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (!"mounted".equals(holder.inputReader().readLine())) {
            throw new CannotStart("A small file system cannot be mounted at " + folder
                    + ": this needs a Linux whose users may make user namespaces.");
        }
        ballast = Path.of("/proc/" + holder.pid() + "/root" + this.folder + "/ballast");
    }

    Path folder() {
        return folder;
    }

    /** What a command begins with that is to see it. */
    List<String> inside() {
        return List.of("nsenter", "--target", "" + holder.pid(), "--user", "--mount", "--preserve-credentials");
    }

    /** Leaves not a byte. */
    public void fill() throws IOException {
        byte[] piece = new byte[PIECE];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(piece);
            }
        } catch (IOException full) {
            if (Files.size(ballast) == 0) {
                throw full;
            }
        }
    }

    /** Takes away what {@link #fill} brought. */
    public void free() throws IOException {
        Files.delete(ballast);
    }

    /** When nobody works on it any more. */
    @Override
    public void close() throws IOException {
        holder.destroy();
        Files.delete(folder);
    }
}
