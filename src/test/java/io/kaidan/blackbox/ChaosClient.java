package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpTimeoutException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A client that works on while harm is done: it opens tickets (some with a file), asks where they wait and pushes them on,
 * over both APIs. A create without an answer it sends again with the same {@code Idempotency-Key} until it has one; a push
 * it sends again, or leaves as it is. Any answer that is neither what it asked for nor a clear refusal ends it.
 */
final class ChaosClient {

    private static final int MOST_WAITING = 40;
    private static final int MOST_ELSEWHERE = 40_000_000;
    private static final Duration BEFORE_AGAIN = Duration.ofMillis(100);

    private final QuickClient quick;
    private final Api api;
    private final ChaosFlows flows;
    private final Ledger ledger;
    private final Random random;
    private final List<String> waiting = new ArrayList<>();

    ChaosClient(QuickClient quick, ChaosFlows flows, Ledger ledger, long seed) {
        this.quick = quick;
        this.api = new Api(quick.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
        this.flows = flows;
        this.ledger = ledger;
        this.random = new Random(seed);
    }

    /** Does the next thing, to its end, and then something else for a moment: the harm is to meet work, not overload. */
    void step() {
        LockSupport.parkNanos(random.nextInt(MOST_ELSEWHERE));
        int draw = random.nextInt(10);
        if (draw == 0) {
            create(flows.validated(), random.nextInt(10) - 2);
        } else if (draw == 1) {
            create(flows.timed(), 1 + random.nextInt(8));
        } else if (waiting.isEmpty() || draw < 5 && waiting.size() < MOST_WAITING) {
            waiting.add(create(flows.branched(), random.nextInt(1000)));
        } else {
            push(waiting.remove(random.nextInt(waiting.size())));
        }
    }

    // creates ------------------------------------------------------------------------------------------------------

    /** Returns the ticket's number; null: it is validated first. */
    private String create(String flow, int amount) {
        Map<String, Object> values = Map.of("key", UUID.randomUUID().toString(), "amount", amount);
        byte[] file = random.nextInt(8) == 0 ? new byte[size()] : null;
        Supplier<Answer> sending;
        if (file != null) {
            random.nextBytes(file);
            MultipartBody body = MultipartBody.of(quick.createBody(values))
                    .part("Content-Disposition: form-data; name=\"files\"; filename=\"文件.bin\"", file);
            sending = () -> post(quick.editUri(flow), body.type(), body.bytes(), values);
        } else if (random.nextBoolean()) {
            byte[] body = Text.utf8(Text.json(quick.createBody(values)));
            sending = () -> post(quick.editUri(flow), QuickClient.JSON, body, values);
        } else {
            URI tickets = quick.base().resolve("/api/v1/flows/" + flow + "/tickets");
            byte[] body = Text.utf8(Text.json(Map.of("values", values)));
            sending = () -> post(tickets, QuickClient.JSON, body, values);
        }
        Optional<Answer> answer = ask(sending);
        while (answer.isEmpty()) {
            answer = ask(sending);
        }
        String dataNo = number(answer.get());
        ledger.created(new Ledger.Create(flow, values, file == null ? null : sha256(file), dataNo));
        return dataNo;
    }

    /** Mostly small; now and then nothing, or more than the database keeps in one piece. */
    private int size() {
        return switch (random.nextInt(20)) {
            case 0 -> 0;
            case 1, 2 -> 1_200_000;
            default -> 1 + random.nextInt(60_000);
        };
    }

    private Answer post(URI uri, String type, byte[] body, Map<String, Object> values) {
        return Http.send(
                "POST",
                uri,
                BodyPublishers.ofByteArray(body),
                "Content-Type",
                type,
                "Idempotency-Key",
                "chaos-" + values.get("key"),
                "Authorization",
                Http.basic(api.username(), api.password()));
    }

    private static String number(Answer created) {
        if (created.http() == 201) {
            return (String) created.json().get("dataNo");
        }
        if (created.http() == 202) {
            assertThat(created.json()).containsOnlyKeys("submission");
            return null;
        }
        String number = QuickClient.numberOf(created);
        return number.isEmpty() ? null : number;
    }

    // queries and pushes -------------------------------------------------------------------------------------------

    private void push(String dataNo) {
        Optional<Answer> answer = ask(() -> quick.query(flows.branched(), dataNo));
        if (answer.isEmpty()) {
            waiting.add(dataNo);
            return;
        }
        assertThat(answer.get().status()).as("%s", answer.get()).isEqualTo("200");
        List<Map<String, Object>> stops = answer.get().list("result");
        if (!stops.isEmpty() && push(dataNo, stops.get(random.nextInt(stops.size())))) {
            waiting.add(dataNo);
        }
    }

    /** Returns whether the ticket is pushed on some time later. */
    private boolean push(String dataNo, Map<String, Object> stop) {
        String dataId = (String) stop.get("data_id");
        String node = (String) stop.get("stop_chart_text");
        String mark = Long.toHexString(random.nextLong());
        boolean overQuick = random.nextBoolean();
        boolean again = random.nextBoolean();
        Supplier<Answer> sending = overQuick
                ? () -> quick.push(flows.branched(), dataId, Map.of(node, mark))
                : () -> api.post(
                        "flows/" + flows.branched() + "/tickets/" + dataNo + "/work-items/" + dataId + "/push",
                        Map.of("values", Map.of(node, mark)));
        Optional<Answer> answer = ask(sending);
        boolean first = answer.isPresent();
        while (answer.isEmpty() && again) {
            answer = ask(sending);
        }
        ledger.pushed(new Ledger.Push(dataNo, node, mark, answer.isPresent()));
        if (answer.isEmpty()) {
            return false;
        }
        Answer told = answer.get();
        boolean done = overQuick ? "200".equals(told.status()) : told.http() == 200;
        if (!done) {
            assertThat(told.problems()).as("%s", told).containsExactly("already_pushed");
            assertThat(first).as("nobody else has pushed it").isFalse();
        }
        return true;
    }

    // answers ------------------------------------------------------------------------------------------------------

    /** The answer; empty where none came, or one that leaves open whether it happened. */
    private Optional<Answer> ask(Supplier<Answer> sending) {
        long begun = System.nanoTime();
        try {
            Answer answer = sending.get();
            if (answer.http() == RoundRobin.BAD_GATEWAY) {
                ledger.unanswered();
            } else if (isStarting(answer)) {
                ledger.starting();
            } else if (isComeAgain(answer)) {
                ledger.refused(System.nanoTime() - begun);
            } else {
                ledger.answered(System.nanoTime() - begun);
                return Optional.of(answer);
            }
        } catch (AssertionError failure) {
            if (!(failure.getCause() instanceof IOException) || failure.getCause() instanceof HttpTimeoutException) {
                throw failure;
            }
            ledger.unanswered();
        }
        LockSupport.parkNanos(BEFORE_AGAIN.toNanos());
        return Optional.empty();
    }

    /**
     * Both servers listen before they have come to the WAR: WildFly knows no path then, Payara is not available, as a page
     * of its own says, or has failed and says nothing. Where this client calls, our own answers never look like these. A
     * balancer asks for readiness first.
     */
    private static boolean isStarting(Answer answer) {
        return answer.header("Content-Type").startsWith("text/html")
                && switch (answer.http()) {
                    case 404 -> true;
                    case 500 -> answer.bytes().length == 0;
                    case 503 -> answer.text().contains("Payara");
                    default -> false;
                };
    }

    /**
     * What both APIs say while the database is away, and no other way: each in its own form, for programs to read. And what all
     * hear who sign in at once at a server that has just started.
     */
    private static boolean isComeAgain(Answer answer) {
        if (answer.http() == 429) {
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(answer.problems()).as("%s", answer).containsExactly("too_many_sign_ins");
            return true;
        }
        if (answer.http() == 503) {
            assertThat(answer.header("Content-Type")).as("%s", answer).startsWith("application/problem+json");
            assertThat(answer.header("Retry-After")).isNotEmpty();
            assertThat(answer.problems()).as("%s", answer).containsExactly("unavailable");
            return true;
        }
        if (answer.http() == 200 && "404".equals(answer.status())) {
            assertThat(answer.json()).containsOnlyKeys("status", "message", "errors");
            return answer.problems().equals(List.of("unavailable"));
        }
        return false;
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
