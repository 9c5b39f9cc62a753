package io.kaidan.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kaidan.run.TestDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.transaction.xa.XAException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutageTest {

    @ParameterizedTest
    @ValueSource(strings = {"08001", "08003", "08006", "53100", "53300", "57P01", "57P03", "58030", "25006"})
    void a_database_that_is_away_or_has_no_room_is_an_outage_however_deep_it_is_wrapped(String state) {
        Throwable failure = new IllegalStateException(new RuntimeException(new SQLException("gone", state)));

        assertThat(Outage.isBehind(failure)).isTrue();
    }

    @Test
    void so_is_a_pool_that_has_no_connection_to_give() {
        assertThat(Outage.isBehind(new SQLException("Unable to get managed connection")))
                .isTrue();
    }

    @Test
    void and_what_a_transaction_attached_on_the_side_when_it_could_not_end() {
        Exception failure = new Exception("Could not commit transaction");
        failure.addSuppressed(new IOException(new SQLException("gone", "08006")));

        assertThat(Outage.isBehind(failure)).isTrue();
    }

    @Test
    void and_what_payara_says_of_a_transaction_whose_connection_was_cut_before_its_end() {
        assertThat(Outage.isBehind(commitFailed("LocalTransactionException: This connection has been closed.")))
                .isTrue();
        assertThat(Outage.isBehind(
                        commitFailed("LocalTransactionException: ERROR: insert or update on table \"token\"")))
                .isFalse();
    }

    /** Payara gives a connection up while a call works with it. */
    @Test
    void and_what_the_driver_says_of_a_statement_that_was_closed_under_the_hands_of_a_call() throws SQLException {
        try (Connection connection = TestDatabase.get().dataSource().getConnection()) {
            PreparedStatement statement = connection.prepareStatement("select 1");
            ResultSet rows = statement.executeQuery();
            statement.close();

            SQLException closed = refusal(statement::executeQuery);
            assertThat(closed.getSQLState()).isEqualTo("55000");
            assertThat(Outage.isBehind(new RuntimeException(closed))).isTrue();
            assertThat(Outage.isBehind(refusal(rows::next))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"這個 statement 已經被關閉。", "このステートメントはクローズされています。"})
    void in_whichever_language(String message) {
        assertThat(Outage.isBehind(new SQLException(message, "55000"))).isTrue();
    }

    @Test
    void but_not_what_the_database_says_of_a_wrong_order_with_the_same_state() throws SQLException {
        try (Connection connection = TestDatabase.get().dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create temporary sequence unused");

            SQLException refusal = refusal(() -> statement.execute("select currval('unused')"));

            assertThat(refusal.getSQLState()).isEqualTo("55000");
            assertThat(Outage.isBehind(refusal)).isFalse();
        }
        assertThat(Outage.isBehind(new SQLException("錯誤: 尚未定義", "55000"))).isFalse();
    }

    private static SQLException refusal(ThrowingCallable call) {
        return catchThrowableOfType(SQLException.class, call);
    }

    private static Exception commitFailed(String message) {
        XAException end = new XAException(message);
        end.errorCode = XAException.XAER_RMERR;
        return new IllegalStateException(new RuntimeException(end));
    }

    @ParameterizedTest
    @ValueSource(strings = {"42P01", "23505", "40P01", "57014", "XX000"})
    void a_statement_that_is_wrong_is_a_failure_of_ours(String state) {
        assertThat(Outage.isBehind(new RuntimeException(new SQLException("wrong", state))))
                .isFalse();
    }

    @Test
    void so_is_whatever_else_fails_and_a_circle_of_causes_ends() {
        Exception one = new Exception("one");
        one.initCause(new Exception("other", one));

        assertThat(Outage.isBehind(one)).isFalse();
        assertThat(Outage.isBehind(null)).isFalse();
    }
}
