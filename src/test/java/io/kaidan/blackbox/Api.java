package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** A client of {@code /api/v1} with HTTP Basic. */
record Api(URI base, String username, String password) {

    Answer get(String path) {
        return send("GET", path, null, null);
    }

    Answer post(String path, Object json) {
        return send("POST", path, QuickClient.JSON, Text.utf8(Text.json(json)));
    }

    Answer postText(String path, String json) {
        return send("POST", path, QuickClient.JSON, Text.utf8(json));
    }

    Answer postMultipart(String path, MultipartBody body) {
        return send("POST", path, body.type(), body.bytes());
    }

    Answer patch(String path, Object json) {
        return send("PATCH", path, QuickClient.JSON, Text.utf8(Text.json(json)));
    }

    Answer delete(String path) {
        return send("DELETE", path, null, null);
    }

    private Answer send(String method, String path, String type, byte[] body) {
        return send(method, path, type, body, null);
    }

    /** A call that holds only while this is still the newest revision; {@code json} null for none. */
    Answer ifMatch(String method, String path, Object json, String tag) {
        return send(method, path, QuickClient.JSON, json == null ? null : Text.utf8(Text.json(json)), tag);
    }

    private Answer send(String method, String path, String type, byte[] body, String ifMatch) {
        return Http.send(
                method,
                base.resolve("/api/v1/" + path),
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body),
                "Authorization",
                Http.basic(username, password),
                "Content-Type",
                type,
                "If-Match",
                ifMatch);
    }

    // applications -------------------------------------------------------------------------------------------------

    /** Deploys flows as one application, named after the first of them, and expects success. */
    String deployed(FlowBuilder... flows) {
        Answer answer = deploy(flows);
        assertThat(answer.http()).as("%s", answer).isEqualTo(201);
        return flows[0].apiPath();
    }

    Answer deploy(FlowBuilder... flows) {
        return deploy(application("app " + flows[0].apiPath(), flows));
    }

    Answer deploy(Map<String, byte[]> files) {
        return deployZip(zip(files));
    }

    Answer deployZip(byte[] zip) {
        MultipartBody body = new MultipartBody("deploy")
                .part(
                        "Content-Disposition: form-data; name=\"package\"; filename=\"application.zip\"\r\n"
                                + "Content-Type: application/zip",
                        zip);
        return send("POST", "applications", body.type(), body.bytes());
    }

    Answer deployLoose(Map<String, byte[]> files) {
        MultipartBody body = new MultipartBody("deploy");
        files.forEach((name, bytes) -> body.part(
                "Content-Disposition: form-data; name=\"files\"; filename=\"" + name + "\"\r\n"
                        + "Content-Type: application/octet-stream",
                bytes));
        return send("POST", "applications", body.type(), body.bytes());
    }

    static Map<String, byte[]> application(String name, FlowBuilder... flows) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("application.json", Text.utf8(Text.json(Map.of("name", name))));
        List.of(flows).forEach(flow -> files.putAll(flow.files()));
        return files;
    }

    static byte[] zip(Map<String, byte[]> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Map<String, byte[]> unzip(byte[] bytes) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    // tickets ------------------------------------------------------------------------------------------------------

    Map<String, Object> flow(String apiPath) {
        Answer answer = get("flows/" + apiPath);
        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    int open(String apiPath) {
        return (int) flow(apiPath).get("open");
    }

    int closed(String apiPath) {
        return (int) flow(apiPath).get("closed");
    }

    Map<String, Object> ticket(String apiPath, String dataNo) {
        Answer answer = get("flows/" + apiPath + "/tickets/" + dataNo);
        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    Map<String, Object> values(String apiPath, String dataNo) {
        return Answer.object(ticket(apiPath, dataNo).get("values"));
    }

    List<Map<String, Object>> attachments(String apiPath, String dataNo) {
        return Answer.objects(ticket(apiPath, dataNo).get("attachments"));
    }

    /** The id of the ticket's only incident. */
    String incident(String apiPath, String dataNo) {
        List<Map<String, Object>> incidents =
                Answer.objects(ticket(apiPath, dataNo).get("incidents"));
        assertThat(incidents).hasSize(1);
        return (String) incidents.get(0).get("id");
    }

    /** Why the ticket could not go on, in English: each time that it could not. */
    List<String> incidents(String apiPath, String dataNo) {
        Answer ticket = Http.send(
                "GET",
                base.resolve("/api/v1/flows/" + apiPath + "/tickets/" + dataNo),
                BodyPublishers.noBody(),
                "Authorization",
                Http.basic(username, password),
                "Accept-Language",
                "en");
        return ticket.list("history").stream()
                .filter(line -> "incident".equals(line.get("event")))
                .map(line -> line.get("node") + ": " + line.get("message"))
                .toList();
    }

    // people -------------------------------------------------------------------------------------------------------

    void group(String name) {
        created(post("groups", Map.of("name", name)));
    }

    /** A role with permissions on one flow. */
    void role(String name, String apiPath, String... permissions) {
        created(post("roles", Map.of("name", name, "admin", false, "permissions", Map.of(apiPath, permissions))));
    }

    /** A user whose password is the name. */
    void user(String name, List<String> groups, List<String> roles) {
        created(post(
                "users",
                Map.of(
                        "username", name,
                        "password", name,
                        "displayName", "使用者 " + name,
                        "email", name + "@example.org",
                        "groups", groups,
                        "roles", roles,
                        "active", true)));
    }

    private static void created(Answer answer) {
        assertThat(answer.http()).as("%s", answer).isEqualTo(201);
    }
}
