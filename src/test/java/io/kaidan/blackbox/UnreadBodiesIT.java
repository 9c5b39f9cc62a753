package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that are answered before their body has come, and what becomes of the connection. */
class UnreadBodiesIT extends BlackBox {

    /** More than a server of two processors has threads for calls. */
    private static final int MANY = 64;

    private static final String HOST = "Host: localhost\r\n";
    private static final String QUICK = "POST /rest/flowmanage/api/omdata/edit/nowhere HTTP/1.1\r\n" + HOST;

    @ParameterizedTest
    @CsvSource({"/api/v1/applications, 401", "/api/v1/nothing-of-the-kind, 401"})
    void bodies_that_nobody_waits_for_keep_no_thread(String path, int status) throws IOException {
        List<Wire> wires = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                wires.add(Wire.to(base())
                        .send("POST " + path + " HTTP/1.1\r\n" + HOST
                                + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{"));
            }

            for (Wire wire : wires) {
                assertThat(wire.firstLine()).startsWith("HTTP/1.1 " + status);
            }
            assertThat(Http.send("GET", base().resolve("/health/live"), BodyPublishers.noBody())
                            .http())
                    .isEqualTo(200);
        } finally {
            for (Wire wire : wires) {
                wire.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
                "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 69\r\n\r\n"
                        + "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--\r\nand more..",
            })
    void a_body_that_was_read_leaves_its_connection_to_the_next_call(String bodyAndItsHead) throws IOException {
        String last = "GET /health/live HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n";

        Wire.Reply replies = Wire.ask(base(), QUICK + bodyAndItsHead + last);

        assertThat(replies.head() + replies.body()).contains("\"403\"", "\"up\"");
    }

    @Test
    void who_sends_fast_hears_the_answer_though_nobody_wants_the_body() throws IOException {
        byte[] body = new byte[30_000_000];
        try (Wire wire = Wire.to(base())) {
            wire.send("POST /api/v1/applications HTTP/1.1\r\n" + HOST
                    + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n");

            Wire.Reply reply = wire.send(body).reply();

            assertThat(reply.status()).isEqualTo(401);
            assertThat(reply.body()).contains("no_credentials");
        }
    }
}
