package io.kaidan.blackbox;

import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** Lists over so much, or of such conditions, that nobody would wait for them: here because the table is locked. */
class SlowSearchIT extends BlackBox {

    private static final List<String> LISTS = List.of(
            "flows/%s/tickets?q=x", "tasks", "tasks/summary", "tasks/done", "tasks/opened", "incidents", "audit");

    @Test
    void what_takes_too_long_to_find_is_refused() throws Exception {
        String flow = api().deployed(oneTask(Field.text("title")));
        admin().open(flow, Map.of("title", "x"));
        List<Callable<Answer>> calls = new ArrayList<>();
        LISTS.forEach(list -> calls.add(() -> api().get(list.formatted(flow))));
        calls.add(() -> admin().list(flow, Map.of()));
        calls.add(() -> admin().tasks(Map.of()));

        List<Answer> answers;
        try (Connection connection = KaidanServer.get().database().getConnection();
                Statement statement = connection.createStatement();
                Together clients = new Together(calls.size())) {
            connection.setAutoCommit(false);
            statement.execute("lock table ticket, work_item, token, audit_entry in access exclusive mode");
            answers = clients.run(calls);
            connection.rollback();
        }

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.problems()).as("%s", answer).containsExactly("too_slow"));
        assertThat(answers.subList(0, LISTS.size())).allMatch(answer -> answer.http() == 422);
        assertThat(answers.subList(LISTS.size(), answers.size()))
                .allMatch(answer -> answer.status().equals(404));
        assertThat(api().get("tasks").http()).isEqualTo(200);
    }
}
