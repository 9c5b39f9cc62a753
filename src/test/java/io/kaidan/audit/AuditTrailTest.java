package io.kaidan.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.run.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditTrailTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final TestDatabase database = TestDatabase.get();
    private final String who = "auditor " + UUID.randomUUID();

    @Test
    void what_was_written_is_read_the_newest_first() {
        add(NOON, AuditAction.USER_ADD, new Changes().put("email", null, "a@example.org"));
        add(
                NOON,
                AuditAction.USER_CHANGE,
                new Changes().put("email", "a@example.org", null).putSecret("password"));

        List<AuditEntry> page = page(null, null, null, null, 10);

        assertThat(page).extracting(AuditEntry::action).containsExactly("user_change", "user_add");
        AuditEntry changed = page.get(0);
        assertThat(changed.at()).isEqualTo(NOON);
        assertThat(changed.who()).isEqualTo(who);
        assertThat(changed.address()).isEqualTo("192.0.2.7");
        assertThat(changed.object()).isEqualTo("mei");
        assertThat(changed.outcome()).isEqualTo("done");
        assertThat(changed.times()).isEqualTo(1);
        assertThat((Object) changed.changes().get("email")).isEqualTo(Arrays.asList("a@example.org", null));
        assertThat((Object) changed.changes().get("password")).isEqualTo(Arrays.asList(null, null));
    }

    @Test
    void it_is_asked_by_time_action_and_outcome_and_read_on_from_a_place() {
        for (int hour = 0; hour < 4; hour++) {
            add(NOON.plus(Duration.ofHours(hour)), AuditAction.ROLE_ADD, new Changes());
        }
        add(NOON, AuditAction.GROUP_ADD, new Changes());

        assertThat(page(NOON.plus(Duration.ofHours(1)), NOON.plus(Duration.ofHours(3)), null, null, 10))
                .hasSize(2);
        assertThat(page(null, null, AuditAction.GROUP_ADD, null, 10)).hasSize(1);
        assertThat(page(null, null, AuditAction.GROUP_ADD, Outcome.REFUSED, 10)).isEmpty();

        List<AuditEntry> first = page(null, null, null, null, 3);
        AuditEntry last = first.get(2);
        List<AuditEntry> rest = in(trail ->
                trail.page(new AuditQuery(null, null, who, null, null, new AuditQuery.Place(last.at(), last.id()), 3)));
        assertThat(rest).hasSize(2).doesNotContainAnyElementsOf(first);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_entry set who = 'nobody' where who = '%s'",
                "delete from audit_entry where who = '%s'",
                "truncate audit_entry -- %s"
            })
    void nobody_changes_it(String statement) {
        add(NOON, AuditAction.USER_ADD, new Changes());

        assertThatThrownBy(() -> sql(statement.formatted(who)))
                .hasMessageContaining("Expected the audit trail to be kept");
        assertThat(page(null, null, null, null, 10)).hasSize(1);
    }

    @Test
    void only_the_retention_takes_away_what_is_over_the_oldest_first() {
        Instant longAgo = Instant.parse("2001-01-01T00:00:00Z");
        for (int day = 0; day < 3; day++) {
            add(longAgo.plus(Duration.ofDays(day)), AuditAction.USER_ADD, new Changes());
        }
        Instant over = longAgo.plus(Duration.ofDays(2));

        assertThat((int) in(trail -> trail.forget(over, 1))).isEqualTo(1);
        assertThat(page(null, null, null, null, 10)).hasSize(2);
        assertThat((int) in(trail -> trail.forget(over, 10))).isEqualTo(1);
        assertThat(page(null, null, null, null, 10)).extracting(AuditEntry::at).containsExactly(over);
    }

    private void add(Instant at, AuditAction action, Changes changes) {
        in(trail -> {
            trail.add(AuditEntry.done(at, who, new Origin("192.0.2.7"), action, "mei", changes));
            return null;
        });
    }

    private List<AuditEntry> page(Instant from, Instant to, AuditAction action, Outcome outcome, int limit) {
        return in(trail -> trail.page(new AuditQuery(from, to, who, action, outcome, null, limit)));
    }

    private <T> T in(Function<AuditTrail, T> work) {
        return TestDatabase.inTransaction(database.entities(), entities -> work.apply(new AuditTrail(entities)));
    }

    private void sql(String text) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(text);
        }
    }
}
