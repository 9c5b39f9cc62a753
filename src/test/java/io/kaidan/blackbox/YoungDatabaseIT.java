package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.run.Postgres;
import io.kaidan.run.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A database whose rows PostgreSQL has not counted yet: it does so a minute after the first ones came, at the soonest. */
class YoungDatabaseIT {

    @Test
    void a_ticket_is_found_at_once_and_not_among_all_of_its_flow() {
        Postgres database = TestDatabase.throwAway();
        try (KaidanServer node = KaidanServer.on(database)) {
            String flow = new Api(node.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD)
                    .deployed(oneTask(text("title")));
            QuickClient client = QuickClient.login(node.base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);

            for (int i = 0; i < 30; i++) {
                client.pushed(flow, client.stop(flow, client.open(flow, Map.of())), Map.of());
            }

            // PostgreSQL counts with a delay
            List<String> used = Eventually.get(() -> usedIndexes(database), names -> names.size() > 1);
            assertThat(used).containsExactlyInAnyOrder("ticket_pkey", "ticket_flow_id_data_no_key");
        }
    }

    private static List<String> usedIndexes(Postgres database) {
        List<String> names = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            ResultSet used = statement.executeQuery("""
                    select indexrelname from pg_stat_user_indexes where relname = 'ticket' and idx_scan > 0
                    and (select last_analyze is null and last_autoanalyze is null from pg_stat_user_tables
                        where relname = 'ticket')""");
            while (used.next()) {
                names.add(used.getString(1));
            }
        } catch (SQLException failure) {
            throw new AssertionError(failure);
        }
        return names;
    }
}
