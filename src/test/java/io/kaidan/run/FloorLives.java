package io.kaidan.run;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The least that a ticket's life can ask of PostgreSQL, without any engine: three tables, a statement a step, a commit
 * for the create and one for the push.
 */
final class FloorLives implements Load.Connection {
    private final Connection connection;
    private final PreparedStatement open;
    private final PreparedStatement wait;
    private final PreparedStatement note;
    private final PreparedStatement find;
    private final PreparedStatement done;
    private final PreparedStatement close;

    /** Makes the tables anew. */
    static void tables(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    drop schema if exists floor cascade;
                    create schema floor;
                    create table floor.ticket (id bigserial primary key, state text not null, closed_at timestamptz,
                        values jsonb not null);
                    create table floor.work (id bigserial primary key, ticket_id bigint not null, name text not null);
                    create index on floor.work (ticket_id);
                    create table floor.history (id bigserial primary key, ticket_id bigint not null,
                        at timestamptz not null default now(), event text not null, changes jsonb);
                    create index on floor.history (ticket_id)""");
        }
    }

    FloorLives(DataSource database) throws SQLException {
        connection = database.getConnection();
        connection.setAutoCommit(false);
        open = connection.prepareStatement(
                "insert into floor.ticket (state, values) values ('open', cast(? as jsonb)) returning id");
        wait = connection.prepareStatement("insert into floor.work (ticket_id, name) values (?, '審核')");
        note = connection.prepareStatement(
                "insert into floor.history (ticket_id, event, changes) values (?, ?, cast(? as jsonb))");
        find = connection.prepareStatement("select id, name from floor.work where ticket_id = ?");
        done = connection.prepareStatement("delete from floor.work where id = ?");
        close = connection.prepareStatement("update floor.ticket set state = 'closed', closed_at = now(),"
                + " values = values || '{\"decision\":\"ok\",\"comment\":\"已檢視\"}' where id = ?");
    }

    @Override
    public void life(Load.Times times) throws Exception {
        times.measure("life", () -> {
            open.setString(
                    1,
                    "{\"title\":\"印表機故障\",\"status\":\"新建\",\"level\":\"高\",\"number\":42,\"date\":\"2026-11-23\","
                            + "\"text\":\"" + "三樓影印機卡紙，重新開機後仍顯示錯誤代碼，請派員檢查。".repeat(6) + "\"}");
            long ticket = id(open);
            wait.setLong(1, ticket);
            wait.executeUpdate();
            note(ticket, "opened", null);
            connection.commit();

            find.setLong(1, ticket);
            long work = id(find);
            connection.commit();

            done.setLong(1, work);
            done.executeUpdate();
            close.setLong(1, ticket);
            close.executeUpdate();
            note(ticket, "pushed", "{\"decision\":\"ok\",\"comment\":\"已檢視\"}");
            note(ticket, "closed", null);
            connection.commit();
            return null;
        });
    }

    private void note(long ticket, String event, String changes) throws SQLException {
        note.setLong(1, ticket);
        note.setString(2, event);
        note.setString(3, changes);
        note.executeUpdate();
    }

    private static long id(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
