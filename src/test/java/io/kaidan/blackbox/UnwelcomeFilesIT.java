package io.kaidan.blackbox;

import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files of somebody who may not do what he brings them for: he hears it before they have come. */
class UnwelcomeFilesIT extends BlackBox {

    private static final String FILE =
            "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.bin\"\r\n\r\n" + "x".repeat(100_000);

    private final String user = "files-" + UUID.randomUUID();
    private String flow;
    private String stop;
    private QuickClient client;

    @BeforeEach
    void somebody_who_may_view_a_flow() {
        flow = api().deployed(oneTask(Field.text("title")));
        String ticket = admin().open(flow, Map.of("title", "x"));
        stop = admin().stop(flow, ticket);
        api().role(user, flow, "view");
        api().user(user, List.of(), List.of(user));
        client = QuickClient.login(base(), user, user);
    }

    @Test
    void who_may_not_open_or_push_is_refused_while_his_files_are_still_coming() throws IOException {
        for (String members : List.of(
                text("action", "create"),
                text("data_id", stop) + text("action", "update"),
                text("action", "update") + text("data_id", "999999999"))) {
            String answer = begun(
                    "/rest/flowmanage/api/omdata/edit/" + flow,
                    text("security", client.code()) + members,
                    "您沒有權限進行此操作。");

            assertThat(answer).as(members).contains("\"403\"");
        }
        for (String path : List.of("", "/1/work-items/" + stop + "/push")) {
            assertThat(begun("/api/v1/flows/" + flow + "/tickets" + path, "", "\"forbidden\""))
                    .as(path)
                    .startsWith("HTTP/1.1 403");
        }
        assertThat(begun("/api/v1/flows/no-such-flow/tickets", "", "\"unknown_flow\""))
                .startsWith("HTTP/1.1 404");
    }

    @Test
    void whoever_a_stop_is_for_may_bring_files_without_a_permission() {
        String group = "g-" + user;
        api().group(group);
        String other = "other-" + user;
        api().user(other, List.of(group), List.of());
        String forGroup = api().deployed(start(Field.text("title"))
                .task("review", "審核")
                .candidateGroups(group)
                .end("end"));
        String ticket = admin().open(forGroup, Map.of("title", "x"));
        QuickClient actor = QuickClient.login(base(), other, other);
        MultipartBody body = new MultipartBody("b")
                .member("security", actor.code())
                .member("omflow_restapi", 1)
                .member("action", "update")
                .member("data_id", admin().stop(forGroup, ticket))
                .part("Content-Disposition: form-data; name=\"files\"; filename=\"a.txt\"", new byte[300_000]);

        assertThat(actor.edit(forGroup, body).status()).isEqualTo("200");
    }

    private static String text(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    /** What is answered to an upload that goes on for long, up to this text. */
    private String begun(String path, String texts, String expected) throws IOException {
        try (Wire wire = Wire.to(base())) {
            return wire.send("POST " + path + " HTTP/1.1\r\nHost: kaidan\r\nAuthorization: Bearer " + client.code()
                            + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 100000000\r\n\r\n"
                            + texts + FILE)
                    .until(expected);
        }
    }
}
