package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who sends a byte now and then, or stops in the middle, is refused or hung up on, and holds up nobody meanwhile. */
class SlowSendersChaos extends BlackBox {

    /** What is looked at for a minute may last for as long as the server waits for one byte beyond that. */
    private static final Duration LONGEST = Duration.ofSeconds(170);

    private static final int PAUSE_SECONDS = 5;

    @Test
    void who_sends_slowly_keeps_no_connection_and_no_thread() throws Exception {
        String flow = api().deployed(oneTask(text("title")));
        String quick = "POST /rest/flowmanage/api/omdata/edit/" + flow + " HTTP/1.1\r\nHost: kaidan\r\n";
        String rest = "POST /api/v1/flows/" + flow + "/tickets HTTP/1.1\r\nHost: kaidan\r\nAuthorization: Bearer "
                + admin().code() + "\r\n";
        String json = "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"a\": \"";
        String file = "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"security\"\r\n\r\n" + admin().code() + "\r\n"
                + "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.bin\"\r\n\r\nx";
        Map<String, CompletableFuture<Wire.Reply>> slow = new LinkedHashMap<>();
        if (System.getProperty("kaidan.server", "wildfly").equals("wildfly")) { // Payara Micro still waited after 170 s
            slow.put("a head", trickling("GET /health/live HTTP/1.1\r\nHost: kaidan\r\nX-Long: "));
        }
        slow.put("a body of the quick API", trickling(quick + json));
        slow.put("a body", trickling(rest + json));
        slow.put("a file of the quick API, its first bytes", trickling(quick + file));
        slow.put("a file of the quick API, later", trickling(quick + file + "x".repeat(5_000)));
        slow.put("a file", trickling(rest + file));
        slow.put("a body that stops", begun(quick + json));
        slow.put("a file that stops", begun(quick + file));

        Duration longest = Duration.ZERO;
        int opened = 0;
        while (slow.values().stream().anyMatch(reply -> !reply.isDone())) {
            long asked = System.nanoTime();
            admin().open(flow, Map.of("title", "meanwhile"));
            opened++;
            Duration answered = Duration.ofNanos(System.nanoTime() - asked);
            longest = answered.compareTo(longest) > 0 ? answered : longest;
            TimeUnit.SECONDS.sleep(1); // real time is what this is about
        }

        assertThat(longest).as("a create meanwhile").isLessThan(Duration.ofSeconds(5));
        assertThat(slow).allSatisfy((what, reply) -> assertThat(reply)
                .as("%s: refused (by the quick API with 200), or hung up on", what)
                .isCompletedWithValueMatching(
                        answer -> List.of(0, 200, 400, 408).contains(answer.status())));
        assertThat(api().open(flow)).as("of the slow ones none").isEqualTo(opened);
    }

    /** Sends this, and then a byte now and then, until the server has had enough. */
    private static CompletableFuture<Wire.Reply> trickling(String begin) throws IOException {
        Wire wire = Wire.to(base()).send(begin);
        CompletableFuture<Wire.Reply> reply = reply(wire);
        Thread sender = new Thread(() -> {
            try {
                while (!reply.isDone()) {
                    TimeUnit.SECONDS.sleep(PAUSE_SECONDS);
                    wire.send("x");
                }
            } catch (IOException | InterruptedException over) {
                // the answer tells
            }
        });
        sender.setDaemon(true);
        sender.start();
        return reply;
    }

    private static CompletableFuture<Wire.Reply> begun(String begin) throws IOException {
        return reply(Wire.to(base()).send(begin));
    }

    private static CompletableFuture<Wire.Reply> reply(Wire wire) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (wire) {
                        return wire.reply(LONGEST);
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                },
                work -> new Thread(work).start());
    }
}
