package io.kaidan.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The demo applications, as any client would deploy them, and what to try with them. */
final class Demo {
    static final String USER = "admin";
    static final String PASSWORD = "admin";

    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();

    Demo(URI base) {
        this.base = base;
    }

    /** Deploys every folder below where no application is deployed yet; says what it did. */
    String deploy(Path folders) throws InterruptedException {
        try {
            HttpResponse<String> applications =
                    http.send(request("api/v1/applications").build(), BodyHandlers.ofString());
            if (applications.statusCode() != 200) {
                return "No demo: GET /api/v1/applications answers " + applications.statusCode() + ".";
            }
            JsonNode items = new ObjectMapper().readTree(applications.body()).path("items");
            if (!items.isEmpty()) {
                return "Applications are there already (" + items.size() + "); the demo is left alone.";
            }
            if (!Files.isDirectory(folders)) {
                return "No demo: there is no folder " + folders + ".";
            }
            StringBuilder done = new StringBuilder();
            try (Stream<Path> each =
                    Files.list(folders).filter(Files::isDirectory).sorted()) {
                for (Path folder : each.toList()) {
                    done.append(deployOne(folder));
                }
            }
            return done.toString().stripTrailing();
        } catch (IOException failure) {
            return "No demo: " + failure;
        }
    }

    private String deployOne(Path folder) throws IOException, InterruptedException {
        String boundary = "kaidan-demo";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"package\"; filename=\""
                        + folder.getFileName() + ".zip\"\r\nContent-Type: application/zip\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.write(zip(folder));
        body.write(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = http.send(
                request("api/v1/applications")
                        .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
                        .build(),
                BodyHandlers.ofString());
        return answer.statusCode() == 201
                ? "The demo " + folder.getFileName() + " is deployed.\n"
                : "The demo " + folder.getFileName() + " is refused: " + answer.statusCode() + " " + answer.body()
                        + "\n";
    }

    private static byte[] zip(Path folder) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> walk = Files.walk(folder)) {
            List<Path> files = walk.filter(Files::isRegularFile).sorted().toList();
            for (Path file : files) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString()));
                Files.copy(file, zip);
            }
        }
        return bytes.toByteArray();
    }

    private HttpRequest.Builder request(String path) {
        String login = Base64.getEncoder().encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(base.resolve(path)).header("Authorization", "Basic " + login);
    }

    /** Ready to paste into another terminal. */
    String invitation() {
        return """

                Kaidan is ready: %1$s   login %2$s / %3$s   (Ctrl-C stops it)

                # the security code
                CODE=$(curl -s -u %2$s:%3$s %1$saccounts/api/security/get/ | sed 's/.*"security": *"\\([^"]*\\)".*/\\1/')

                # open a ticket
                NO=$(curl -s %1$srest/flowmanage/api/omdata/edit/incident-management -H 'Content-Type: application/json' -d '{
                  "security": "'$CODE'", "omflow_restapi": 1, "action": "create",
                  "formdata": [{"id": "title", "value": "無法登入"}, {"id": "level", "value": "高"},
                               {"id": "description", "value": "早上起就登不進系統。"}]}' \\
                  | tee /dev/stderr | sed 's/.*"result": *"\\([^"]*\\)".*/\\1/')

                # query where it waits
                ID=$(curl -s %1$srest/flowmanage/api/omdata-data-id/get/incident-management -H 'Content-Type: application/json' -d '{
                  "security": "'$CODE'", "omflow_restapi": 1, "data_no": "'$NO'"}' \\
                  | tee /dev/stderr | sed 's/.*"data_id": *"\\([^"]*\\)".*/\\1/')

                # push it on
                curl -s %1$srest/flowmanage/api/omdata/edit/incident-management -H 'Content-Type: application/json' -d '{
                  "security": "'$CODE'", "omflow_restapi": 1, "action": "update", "data_id": "'$ID'", "formdata": []}'
                """.formatted(base, USER, PASSWORD);
    }
}
