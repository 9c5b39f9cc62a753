package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that is gone in the middle of its upload leaves nothing: no ticket, no file, no bytes on the server's disk. */
class CutUploadIT extends BlackBox {

    private static final int FILE = 4_000_000;

    @BeforeEach
    void only_where_the_tests_see_what_the_server_has_open() {
        assumeTrue(System.getProperty("kaidan.url") == null && Files.isDirectory(Path.of("/proc/self/fd")));
    }

    @Test
    void an_upload_that_is_cut_leaves_nothing() throws IOException {
        String flow = api().deployed(oneTask(text("title")));
        long chunks = count("select count(*) from attachment_chunk");
        MultipartBody body = MultipartBody.of(admin().createBody(Map.of("title", "x")))
                .part("Content-Disposition: form-data; name=\"files\"; filename=\"a.bin\"", new byte[FILE]);
        URI uri = admin().editUri(flow);

        try (Socket client = new Socket(uri.getHost(), uri.getPort())) {
            OutputStream out = client.getOutputStream();
            out.write(Text.utf8("POST " + uri.getRawPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority()
                    + "\r\nContent-Type: " + body.type() + "\r\nContent-Length: " + body.bytes().length + "\r\n\r\n"));
            out.write(body.bytes(), 0, FILE / 2);
            out.flush();
            Eventually.get(CutUploadIT::spooled, files -> files == 1);
        }

        Eventually.get(CutUploadIT::spooled, files -> files == 0);
        assertThat(api().open(flow)).isZero();
        assertThat(count("select count(*) from attachment_chunk")).isEqualTo(chunks);
        assertThat(admin().open(flow, Map.of())).as("the server goes on").isEqualTo("1");
    }

    /** Uploads that the server holds on its disk. */
    private static long spooled() {
        try (Stream<Path> open =
                Files.list(Path.of("/proc/" + KaidanServer.get().pid() + "/fd"))) {
            return open.filter(CutUploadIT::isUpload).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isUpload(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().contains(".upload");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
