package io.kaidan.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.kaidan.file.Upload;
import io.kaidan.problem.Finding;
import io.kaidan.problem.Messages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationPackageTest {

    private static final String NAMED = "{\"name\": \"服務管理\"}";

    @Test
    void a_zip_gives_its_application_its_flows_and_its_forms() throws IOException {
        ApplicationPackage app = zip(
                "application.json",
                "\uFEFF{\"name\": \" 服務管理 \", \"description\": \"說明\","
                        + " \"roles\": {\"IT\": {\"incident-management\": [\"view\", \"add\"]}}}",
                "事故管理.bpmn",
                "<bpmn/>",
                "forms/開單.FORM",
                "{}");
        assertThat(app.findings()).isEmpty();
        assertThat(app.name()).isEqualTo("服務管理");
        assertThat(app.description()).isEqualTo("說明");
        assertThat(app.roles()).isEqualTo(Map.of("IT", Map.of("incident-management", List.of("view", "add"))));
        assertThat(app.files()).containsOnlyKeys("application.json", "事故管理.bpmn", "forms/開單.FORM");
        assertThat(app.files().get("事故管理.bpmn")).asString().isEqualTo("<bpmn/>");
    }

    @Test
    void its_own_zip_is_always_the_same_and_reads_back() throws IOException {
        ApplicationPackage one = zip("application.json", NAMED, "b.form", "{}", "a.bpmn", "<a/>", "note.txt", "x");
        ApplicationPackage other = zip("a.bpmn", "<a/>", "b.form", "{}", "application.json", NAMED);
        assertThat(one.toZip()).isEqualTo(other.toZip());
        ApplicationPackage again = ApplicationPackage.ofZip(one.toZip());
        assertThat(again.findings()).isEmpty();
        assertThat(again.files()).containsOnlyKeys("a.bpmn", "application.json", "b.form");
        assertThat(again.toZip()).isEqualTo(one.toZip());
    }

    @Test
    void a_zipped_folder_and_the_droppings_of_a_mac_do_no_harm() throws IOException {
        ApplicationPackage app = zip(
                "app/",
                "",
                "app/application.json",
                NAMED,
                "app/a.bpmn",
                "<a/>",
                "app/.DS_Store",
                "x",
                "__MACOSX/app/._a.bpmn",
                "x");
        assertThat(app.findings()).isEmpty();
        assertThat(app.files()).containsOnlyKeys("a.bpmn", "application.json");
    }

    @Test
    void a_zip_of_old_windows_has_backslashes_and_names_in_code_page_437() throws IOException {
        ApplicationPackage app =
                read(zipped(Charset.forName("IBM437"), "app\\application.json", NAMED, "app\\Überblick.bpmn", "<a/>"));
        assertThat(app.findings()).isEmpty();
        assertThat(app.files()).containsOnlyKeys("application.json", "Überblick.bpmn");
    }

    @Test
    void loose_files_are_an_application_too() throws IOException {
        ApplicationPackage app = ApplicationPackage.of(List.of(
                upload("files", "application.json", NAMED),
                upload("files", "a.bpmn", "<a/>"),
                upload("files", "a.bpmn", "<b/>")));
        assertThat(app.name()).isEqualTo("服務管理");
        assertThat(app.findings()).containsExactly(Finding.error("a.bpmn", null, "package_twice"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a.bpmn",
                "a/../../a.bpmn",
                "..\\a.bpmn",
                "/etc/a.bpmn",
                "C:\\a.bpmn",
                "a/./a.bpmn",
                "a\nb.bpmn"
            })
    void a_path_that_leads_elsewhere_is_refused(String path) throws IOException {
        assertThat(zip("application.json", NAMED, path, "<a/>").findings())
                .extracting(Finding::code)
                .containsExactly("package_path");
    }

    @Test
    void names_with_dots_are_no_paths_that_lead_elsewhere() throws IOException {
        assertThat(zip("./application.json", NAMED, "a..b/..c.bpmn", "<a/>").findings())
                .isEmpty();
    }

    @Test
    void a_bomb_is_stopped_by_what_comes_out_of_it() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("bomb.bpmn"));
            byte[] mebibyte = new byte[1024 * 1024];
            for (int i = 0; i < 51; i++) {
                zip.write(mebibyte);
            }
        }
        assertThat(bytes.size()).isLessThan(100_000);
        assertThat(read(bytes.toByteArray()).findings())
                .extracting(f -> f.message(Messages.ENGLISH))
                .containsExactly("Expected at most 50 MiB when unpacked but there is more.");
    }

    @Test
    void too_many_entries_are_refused() throws IOException {
        String[] entries = new String[2 * 1001];
        for (int i = 0; i < entries.length; i += 2) {
            entries[i] = "e" + i + "/";
            entries[i + 1] = "";
        }
        assertThat(zip(entries).findings()).containsExactly(Finding.error(null, null, "package_entries", 1000));
    }

    @Test
    void what_is_no_readable_zip_is_refused() throws IOException {
        byte[] good = zipped(StandardCharsets.UTF_8, "application.json", NAMED);
        byte[] encrypted = good.clone();
        encrypted[6] |= 1; // the flag in the entry's header
        assertThat(read(encrypted).findings().get(0).message(Messages.ENGLISH)).contains("encrypted");
        for (byte[] bytes : List.of("hello".getBytes(StandardCharsets.UTF_8), new byte[0], Arrays.copyOf(good, 50))) {
            assertThat(read(bytes).findings()).extracting(Finding::code).containsExactly("zip");
        }
    }

    @Test
    void a_name_that_comes_twice_is_refused() throws IOException {
        byte[] zip = zipped(StandardCharsets.ISO_8859_1, "application.json", NAMED, "a.bpmn", "<a/>", "b.bpmn", "<b/>");
        byte[] twice = new String(zip, StandardCharsets.ISO_8859_1)
                .replace("b.bpmn", "a.bpmn")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(read(twice).findings()).containsExactly(Finding.error("a.bpmn", null, "package_twice"));
    }

    @Test
    void everything_wrong_with_application_json_is_found_at_once() throws IOException {
        assertThat(zip(
                                "application.json",
                                "{\"name\": \" \", \"description\": 1, \"roles\": {\"IT\": {\"a\": [\"fly\"]}}, \"x\": 1}",
                                "readme.md",
                                "x")
                        .findings())
                .extracting(Finding::file, Finding::element, Finding::code, Finding::warning)
                .containsExactly(
                        tuple("readme.md", null, "package_unknown", true),
                        tuple("application.json", "x", "application_unknown", true),
                        tuple("application.json", "name", "application_name", false),
                        tuple("application.json", "description", "application_member", false),
                        tuple("application.json", "roles", "application_member", false));
        assertThat(zip("application.json", "{").findings())
                .extracting(Finding::code)
                .containsExactly("application_json");
        assertThat(zip("application.json", "[]").findings())
                .extracting(Finding::code)
                .containsExactly("application_member");
        assertThat(zip("a.bpmn", "<a/>").findings()).extracting(Finding::code).containsExactly("application_missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"name\": \"a\\u0000b\"}; application_characters",
                "{\"name\": \"a\\nb\"}; application_characters",
                "{\"name\": \"a\\ud800b\"}; application_characters",
                "{\"name\": \"a\", \"description\": \"\\u0000\"}; application_characters",
                "{\"name\": \"a\", \"roles\": {\"\\u0000\": {}}}; application_names",
                "{\"name\": \"a\", \"roles\": {\" IT\": {}}}; application_names",
                "{\"name\": \"a\", \"roles\": {\"IT\": {\"\\udc00\": []}}}; application_names",
                "{\"name\": \"a\", \"roles\": {\"IT\": {\"\": []}}}; application_names",
                "{\"name\": \"a\", \"roles\": {\"IT\": {\"r8\": [\"view\", null]}}}; application_member"
            })
    void what_no_database_keeps_and_nobody_can_name_is_refused(String json, String code) throws IOException {
        assertThat(zip("application.json", json).findings())
                .extracting(Finding::code)
                .containsExactly(code);
    }

    @Test
    void a_role_is_named_within_bounds() throws IOException {
        String longest = "r".repeat(200);
        String json = "{\"name\": \"a\", \"description\": \"1\\n2\", \"roles\": {\"%s\": {\"%s\": []}}}";
        assertThat(zip("application.json", json.formatted(longest, longest)).findings())
                .isEmpty();
        assertThat(zip("application.json", json.formatted(longest, longest + "r"))
                        .findings())
                .extracting(Finding::code)
                .containsExactly("application_names");
    }

    @Test
    void bytes_that_are_not_UTF_8_are_no_application_json() throws IOException {
        Upload latin =
                Upload.of("files", "application.json", null, "{\"name\": \"é\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(ApplicationPackage.of(List.of(latin)).findings())
                .extracting(Finding::code)
                .containsExactly("application_json");
    }

    @Test
    void a_request_brings_one_package_or_loose_files() throws IOException {
        Upload zip = upload("package", "a.zip", "x");
        Upload loose = upload("files", "a.bpmn", "x");
        for (List<Upload> wrong : List.of(
                List.<Upload>of(), List.of(zip, zip), List.of(zip, loose), List.of(upload("other", "a", "x")))) {
            assertThat(ApplicationPackage.of(wrong).findings()).containsExactly(Finding.error(null, null, "package"));
        }
    }

    private static ApplicationPackage zip(String... namesAndTexts) throws IOException {
        return read(zipped(StandardCharsets.UTF_8, namesAndTexts));
    }

    private static ApplicationPackage read(byte[] zip) throws IOException {
        return ApplicationPackage.of(List.of(Upload.of("package", "app.zip", "application/zip", zip)));
    }

    private static Upload upload(String field, String name, String text) {
        return Upload.of(field, name, "application/octet-stream", text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] zipped(Charset names, String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, names)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }
}
