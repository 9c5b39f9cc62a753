package io.kaidan.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.file.Upload;
import io.kaidan.json.Hostile;
import io.kaidan.json.Json;
import io.kaidan.json.Members;
import io.kaidan.problem.Finding;
import io.kaidan.problem.Messages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody deploys is a package or has findings; it takes no more memory than a package may. */
class HostilePackageTest {

    private static final String NAMED = "{\"name\": \"服務\", \"roles\": {\"IT\": {\"leave\": [\"view\"]}}}";

    @Provide
    Arbitrary<byte[]> damagedZips() {
        byte[] zip = zip(Map.of("application.json", NAMED, "流程/a.bpmn", "<bpmn/>".repeat(100), "b.form", "{}"));
        return Hostile.damaged(zip);
    }

    @Provide
    Arbitrary<byte[]> damagedManifests() {
        return Hostile.damaged(NAMED.getBytes(StandardCharsets.UTF_8));
    }

    @Provide
    Arbitrary<Object> values() {
        return Hostile.values();
    }

    @Provide
    Arbitrary<String> texts() {
        return Hostile.texts();
    }

    @Property(tries = 3_000)
    void a_damaged_zip_has_findings_or_is_a_package(@ForAll("damagedZips") byte[] zip) throws IOException {
        expectHarmless(deployed(zip));
    }

    @Property(tries = 2_000)
    void a_damaged_application_json_has_findings_or_names_its_application(@ForAll("damagedManifests") byte[] json) {
        expectHarmless(ApplicationPackage.ofFiles(Map.of("application.json", json)));
    }

    @Property
    void an_application_json_of_any_values_has_findings_or_names_its_application(
            @ForAll("values") Object name, @ForAll("values") Object description, @ForAll("values") Object roles) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("description", description);
        json.put("roles", roles);
        byte[] bytes = Json.write(json).getBytes(StandardCharsets.UTF_8);

        expectHarmless(ApplicationPackage.ofFiles(Map.of("application.json", bytes)));
    }

    @Property
    void a_file_of_any_name_is_taken_or_found_wrong(@ForAll("texts") String name) {
        expectHarmless(ApplicationPackage.ofFiles(Map.of(name + ".bpmn", new byte[0])));
    }

    private static void expectHarmless(ApplicationPackage app) {
        boolean good = app.findings().stream().allMatch(Finding::warning);
        assertThat(app.findings()).allSatisfy(finding -> assertThat(finding.message(Messages.HANT))
                .isNotBlank());
        assertThat(app.files().keySet()).allSatisfy(path -> assertThat(path)
                .doesNotStartWith("/")
                .doesNotContain("\0", "\\", "\r", "\n")
                .doesNotMatch("(?s)(.*/)?\\.\\.(/.*)?"));
        if (good) {
            assertThat(Members.isName(app.name(), 200)).isTrue();
            assertThat(ApplicationPackage.ofZip(app.toZip()).files()).hasSameSizeAs(app.files());
        }
    }

    /** Forty thousand files of nothing, and one that comes ten times. */
    @Test
    void a_zip_of_a_great_many_entries_is_refused_soon() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 40_000; i++) {
                zip.putNextEntry(new ZipEntry("d" + i + "/"));
            }
        }

        assertThat(deployed(bytes.toByteArray()).findings())
                .extracting(Finding::code)
                .contains("package_entries");
    }

    /** Every size in a zip is its maker's claim. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void sizes_that_lie_cost_nothing(int size) throws IOException {
        byte[] zip = zip(Map.of("application.json", NAMED));
        ByteBuffer lying = ByteBuffer.wrap(zip.clone()).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < zip.length - 32; at++) {
            int signature = lying.getInt(at);
            if (signature == 0x08074b50) { // behind the data, as ZipOutputStream writes it
                lying.putInt(at + 8, size).putInt(at + 12, size);
            } else if (signature == 0x02014b50) { // the directory
                lying.putInt(at + 20, size).putInt(at + 24, size);
            }
        }

        expectHarmless(deployed(lying.array()));
    }

    /** A zip within a zip is a file that nobody asks for. */
    @Test
    void what_unpacks_to_a_gigabyte_is_stopped_at_fifty_megabytes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            byte[] nothing = new byte[10_000_000];
            for (int i = 0; i < 100; i++) {
                zip.putNextEntry(new ZipEntry(i + ".bpmn"));
                zip.write(nothing);
            }
        }

        long begun = System.nanoTime();
        ApplicationPackage app = deployed(bytes.toByteArray());

        assertThat(app.findings()).extracting(Finding::code).contains("package_size");
        assertThat(app.files().values().stream().mapToLong(file -> file.length).sum())
                .isLessThanOrEqualTo(50L * 1024 * 1024);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    private static ApplicationPackage deployed(byte[] zip) throws IOException {
        return ApplicationPackage.of(List.of(Upload.of("package", "a.zip", "application/zip", zip)));
    }

    private static byte[] zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
