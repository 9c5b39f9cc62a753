package io.kaidan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code .ci/dependencies.mjs} over a small project, with programs in the place of npm and Maven that answer what a test says. */
class DependenciesTest {

    private static final String PATH = System.getenv("PATH");

    private static final String NO_HOLES = "{\"vulnerabilities\": {}}";
    private static final String HOLE = """
            {"vulnerabilities": {"colours": {"severity": "high", "nodes": ["node_modules/colours"]}}}
            """;
    private static final String NEWEST = "{\"version\": \"1.2.3\"}";

    /** As npm writes failures, among them that a registry has no audit. */
    private static final String AWAY = "{\"error\": {\"summary\": \"nobody is there\"}}";

    @TempDir
    private Path project;

    /** What the script wrote, to either output. */
    private String told;

    @BeforeEach
    void a_project_whose_registries_have_nothing_to_say_against_it() throws IOException {
        reasons("");
        write("src/main/console/package-lock.json", """
                {"packages": {
                  "": {"dependencies": {"colours": "^1.2.3"}},
                  "node_modules/colours": {"version": "1.2.3"}
                }}
                """);
        program("npm", "cat \"$0.$1\"");
        program("mvn", """
                for argument; do
                  case $argument in -Dversions.outputFile=*) report=${argument#*=} ;; esac
                done
                cp "$0.versions" "$report" && echo BUILD SUCCESS
                """);
        answers(NO_HOLES, NEWEST, "");
    }

    @Test
    void nothing_known_passes() throws Exception {
        assertThat(exit()).as(told).isZero();
        assertThat(told).doesNotContain("NOT ASKED", "TAKE IT");
        assertThat(result()).isEmpty();
    }

    @Test
    void a_known_hole_fails() throws Exception {
        answers(HOLE, NEWEST, "");

        assertThat(exit()).as(told).isEqualTo(1);
        assertThat(told).contains("colours@1.2.3: known to be vulnerable (high)");
    }

    @Test
    void a_known_hole_with_a_written_reason_passes_and_is_told() throws Exception {
        answers(HOLE, NEWEST, "");
        reasons("# why\ncolours@1.2.3 no colour comes from outside\n");

        assertThat(exit()).as(told).isZero();
        assertThat(told).contains("known to be vulnerable (high). Stays: no colour comes from outside");
    }

    @Test
    void a_reason_is_for_one_version_only() throws Exception {
        answers(HOLE, NEWEST, "");
        reasons("colours@1.2.2 no colour comes from outside\n");

        assertThat(exit()).as(told).isEqualTo(1);
        assertThat(told).contains("colours@1.2.2: dependencies.txt gives a reason that nobody needs any more");
    }

    @Test
    void a_package_that_is_given_up_fails() throws Exception {
        answers(NO_HOLES, "{\"version\": \"1.2.3\", \"deprecated\": \"grey is enough\"}", "");

        assertThat(exit()).as(told).isEqualTo(1);
        assertThat(told).contains("colours@1.2.3: given up by its authors: grey is enough");
    }

    @Test
    void what_lags_behind_the_fixes_of_its_line_is_told_and_fails_nothing() throws Exception {
        answers(
                NO_HOLES,
                "[{\"version\": \"1.2.3\"}, {\"version\": \"1.2.10\"}, {\"version\": \"1.2.11-beta.1\"}]",
                """
                The following dependencies in Dependencies have newer versions:
                  com.example:shapes ................................... 2.0.1 -> 2.0.2
                  com.example.of.a.very.long.name:shapes-for-everybody ...
                                                                         3.1.0 -> 3.1.4
                """);

        assertThat(exit()).as(told).isZero();
        assertThat(told)
                .contains("colours@1.2.3: 1.2.10 fixes its line. TAKE IT, or write down why not")
                .contains("com.example:shapes@2.0.1: 2.0.2 fixes its line. TAKE IT")
                .contains("com.example.of.a.very.long.name:shapes-for-everybody@3.1.0: 3.1.4 fixes its line. TAKE IT");
        assertThat(result()).isEmpty();
    }

    @Test
    void where_nobody_answers_that_is_told_and_fails_nothing() throws Exception {
        answers(AWAY, AWAY, null);

        assertThat(exit()).as(told).isZero();
        assertThat(told).contains("NOT ASKED: npm audit (nobody is there)", "NOT ASKED: mvn (");
        assertThat(result()).isEqualTo("NOT ASKED: mvn, npm audit, npm view");
    }

    @Test
    void where_npm_and_maven_say_nothing_at_all_it_is_the_same() throws Exception {
        answers(null, null, null);

        assertThat(exit()).as(told).isZero();
        assertThat(result()).isEqualTo("NOT ASKED: mvn, npm audit, npm view");
    }

    @Test
    void where_only_the_audit_is_refused_the_rest_is_asked() throws Exception {
        answers(AWAY, "{\"version\": \"1.2.3\", \"deprecated\": \"grey is enough\"}", "");

        assertThat(exit()).as(told).isEqualTo(1);
        assertThat(told).contains("given up by its authors");
        assertThat(result()).isEqualTo("NOT ASKED: npm audit");
    }

    @Test
    void what_the_script_itself_cannot_read_is_not_taken_for_a_registry_that_is_away() throws Exception {
        write("src/main/console/package-lock.json", "no JSON");

        assertThat(exit()).as(told).isNotZero();
    }

    private int exit() throws Exception {
        ProcessBuilder script = new ProcessBuilder("node", ".ci/dependencies.mjs", project.toString());
        script.environment().put("PATH", project.resolve("bin") + File.pathSeparator + PATH);
        script.environment().put("STEP_RESULT", project.resolve("result").toString());
        Process process = script.redirectErrorStream(true).start();
        told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor();
    }

    /** What the summary of {@code .ci/run} says of a step that did not fail; empty: that it passed. */
    private String result() throws IOException {
        Path result = project.resolve("result");
        return Files.exists(result) ? Files.readString(result) : "";
    }

    /** Null: none. */
    private void answers(String audit, String view, String versions) throws IOException {
        answer("npm.audit", audit);
        answer("npm.view", view);
        answer("mvn.versions", versions);
    }

    private void answer(String name, String text) throws IOException {
        Files.deleteIfExists(project.resolve("bin").resolve(name));
        if (text != null) {
            write("bin/" + name, text);
        }
    }

    private void reasons(String text) throws IOException {
        write(".ci/dependencies.txt", text);
    }

    private void program(String name, String script) throws IOException {
        write("bin/" + name, "#!/bin/sh\n" + script);
        assertThat(project.resolve("bin").resolve(name).toFile().setExecutable(true))
                .isTrue();
    }

    private void write(String name, String text) throws IOException {
        Path file = project.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
