package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HealthIT {
    private static KaidanServer kaidan;

    @BeforeAll
    static void start() {
        kaidan = KaidanServer.get();
    }

    @Test
    void anyone_may_ask_whether_it_lives() throws Exception {
        HttpResponse<String> answer = get("health/live");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"up\"}");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void readiness_answers_once_the_schema_is_there() throws Exception {
        HttpResponse<String> answer = get("health/ready");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(migrations()).isPositive();
    }

    @Test
    void a_trailing_slash_changes_nothing() throws Exception {
        assertThat(get("health/ready/").statusCode()).isEqualTo(200);
    }

    @Test
    void no_answer_names_the_software_behind_it() throws Exception {
        HttpResponse<String> answer = get("health/ready");

        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return kaidan.http().send(HttpRequest.newBuilder(kaidan.at(path)).build(), BodyHandlers.ofString());
    }

    private static int migrations() throws SQLException {
        try (var connection = kaidan.database().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from flyway_schema_history where success")) {
            row.next();
            return row.getInt(1);
        }
    }
}
