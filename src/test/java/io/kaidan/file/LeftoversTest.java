package io.kaidan.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    @Test
    void files_of_processes_that_are_no_more_go_and_all_others_stay(@TempDir Path folder) throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();
        Process alive = new ProcessBuilder("sleep", "60").start();
        try {
            String own = ProcessHandle.current().pid() + "";
            for (String name : new String[] {
                "kaidan-" + ended.pid() + "-1.upload",
                "kaidan-" + own + "-2.upload", // of one before with the same number, as in a container
                "kaidan-" + alive.pid() + "-3.upload",
                "kaidan-" + ended.pid() + "-4.zip",
                "kaidan-x-5.upload",
                "other-" + ended.pid() + "-6.upload"
            }) {
                Files.createFile(folder.resolve(name));
            }

            assertThat(Leftovers.remove(folder)).isEqualTo(2);

            assertThat(names(folder))
                    .containsExactlyInAnyOrder(
                            "kaidan-" + alive.pid() + "-3.upload",
                            "kaidan-" + ended.pid() + "-4.zip",
                            "kaidan-x-5.upload",
                            "other-" + ended.pid() + "-6.upload");
        } finally {
            alive.destroyForcibly();
        }
    }

    @Test
    void an_upload_bears_the_number_of_its_process(@TempDir Path folder) throws IOException {
        Files.createFile(folder.resolve(Leftovers.NAME + "7" + Leftovers.ENDING));

        assertThat(Leftovers.remove(folder)).isOne();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
