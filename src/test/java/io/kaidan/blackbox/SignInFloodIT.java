package io.kaidan.blackbox;

import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Strangers who try passwords, as many at once as the server has threads: each try costs a processor a while, on purpose. */
class SignInFloodIT extends BlackBox {

    /** What a password costs by default; the other tests' servers save it. */
    private static final Map<String, String> SLOW =
            Map.of("KAIDAN_PASSWORD_ITERATIONS", "210000", "JAVA_TOOL_OPTIONS", "");

    private static final int STRANGERS = 24 * Runtime.getRuntime().availableProcessors();

    private KaidanServer node;

    @BeforeEach
    void start() {
        assumeTrue(System.getProperty("kaidan.url") == null);
        node = KaidanServer.node(SLOW);
    }

    @AfterEach
    void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void ordinary_calls_go_on_while_strangers_try_passwords_and_what_is_too_many_is_refused() throws Exception {
        String flow = api().deployed(oneTask(Field.text("title")));
        String ticket = admin().open(flow, Map.of("title", "x"));
        QuickClient client = QuickClient.login(node.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
        List<Callable<Answer>> tries = new ArrayList<>();
        for (int i = 0; i < STRANGERS; i++) {
            String wrong = Http.basic("stranger-" + i, "wrong");
            tries.add(() -> get("/api/v1/session", wrong));
            tries.add(() -> get("/accounts/api/security/get/", wrong));
        }
        List<Answer> answers;
        int ordinary = 0;
        try (Together strangers = new Together(tries.size())) {
            CompletableFuture<List<Answer>> flood = CompletableFuture.supplyAsync(() -> run(strangers, tries));
            do {
                assertThat(client.query(flow, ticket).list("result")).hasSize(1);
                ordinary++;
            } while (!flood.isDone());
            answers = flood.get(1, TimeUnit.MINUTES);
        }

        assertThat(ordinary).as("calls in the meantime").isGreaterThan(5);
        List<Answer> rest =
                answers.stream().filter(answer -> answer.http() != 200).toList();
        assertThat(rest).hasSize(STRANGERS).allMatch(answer -> answer.http() == 401 || answer.http() == 429);
        assertThat(rest).filteredOn(answer -> answer.http() == 401).isNotEmpty();
        assertThat(rest)
                .filteredOn(answer -> answer.http() == 429)
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.problems()).containsExactly("too_many_sign_ins"))
                .allSatisfy(answer -> assertThat(Integer.parseInt(answer.header("Retry-After")))
                        .isPositive());
        assertThat(answers)
                .filteredOn(answer -> answer.http() == 200)
                .allSatisfy(answer -> assertThat(answer.status()).isIn("404", "500"))
                .anySatisfy(answer -> assertThat(answer.problems()).containsExactly("too_many_sign_ins"));
        assertThat(get("/api/v1/session", Http.basic(KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD))
                        .http())
                .isEqualTo(200);
    }

    private static List<Answer> run(Together strangers, List<Callable<Answer>> tries) {
        try {
            return strangers.run(tries);
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private Answer get(String path, String authorization) {
        return Http.send("GET", node.base().resolve(path), BodyPublishers.noBody(), "Authorization", authorization);
    }
}
