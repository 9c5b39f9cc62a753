package io.kaidan.blackbox;

import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the black-box tests share: the server, its administrator, and a look into its database. */
abstract class BlackBox {

    private static QuickClient admin;

    static URI base() {
        return KaidanServer.get().base();
    }

    /** The administrator at {@code /api/v1}. */
    static Api api() {
        return new Api(base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
    }

    /** The administrator at the quick API. */
    static QuickClient admin() {
        if (admin == null) {
            admin = QuickClient.login(base(), KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD);
        }
        return admin;
    }

    /** The one number that a statement gives. */
    static long count(String select) {
        try (Connection connection = KaidanServer.get().database().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(select)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(select, e);
        }
    }

    static void sql(String update) {
        try (Connection connection = KaidanServer.get().database().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(update);
        } catch (SQLException e) {
            throw new AssertionError(update, e);
        }
    }
}
