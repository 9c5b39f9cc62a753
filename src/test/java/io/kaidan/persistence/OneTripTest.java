package io.kaidan.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.run.TestDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.Persistence;
import jakarta.persistence.Table;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

class OneTripTest {
    @Entity(name = "Parent")
    @Table(name = "one_trip_parent")
    public static class Parent {
        @Id
        private long id;

        private String name;

        protected Parent() {}

        private Parent(long id, String name) {
            this.id = id;
            this.name = name;
        }
    }

    @Entity(name = "Child")
    @Table(name = "one_trip_child")
    public static class Child {
        @Id
        private long id;

        @Column(name = "parent_id")
        private long parentId;

        protected Child() {}

        private Child(long id, long parentId) {
            this.id = id;
            this.parentId = parentId;
        }
    }

    private static final AtomicInteger TRIPS = new AtomicInteger();

    /** Of PostgreSQL, when EclipseLink asked for the last commit. */
    private static TransactionState atCommit;

    private static EntityManagerFactory entities;

    @BeforeAll
    static void tables() throws SQLException {
        execute("create table one_trip_parent (id bigint primary key, name text not null)");
        execute("create table one_trip_child (id bigint primary key, parent_id bigint not null"
                + " references one_trip_parent deferrable initially deferred)");
        entities = Persistence.createEntityManagerFactory(
                "jsonb", Map.of("jakarta.persistence.nonJtaDataSource", counting(DataSource.class, database())));
    }

    @AfterAll
    static void noTables() throws SQLException {
        entities.close();
        execute("drop table one_trip_child, one_trip_parent");
    }

    @Test
    void rows_of_several_tables_go_together_with_what_is_changed_and_deleted() {
        in(manager -> {
            manager.persist(new Parent(1, "a"));
            manager.persist(new Parent(2, "b"));
            manager.persist(new Child(10, 1));
        });

        int trips = in(manager -> {
            Parent kept = manager.find(Parent.class, 1L);
            TRIPS.set(0);
            OneTrip.add(manager.createNativeQuery("delete from one_trip_parent where id = ?")
                    .setParameter(1, 2L));
            kept.name = "changed";
            manager.persist(new Parent(3, "c"));
            manager.persist(new Child(11, 3));
            manager.persist(new Child(12, 3));
        });

        assertThat(trips).isEqualTo(1);
        assertThat(names(1, 3)).containsExactly("changed", "c");
        assertThat(children(1, 3)).containsExactly(10L, 11L, 12L);
    }

    @Test
    void the_commit_goes_with_them() {
        int trips = in(manager -> {
            TRIPS.set(0);
            manager.persist(new Parent(50, "a"));
            manager.persist(new Child(60, 50));
        });

        assertThat(trips).isEqualTo(1);
        assertThat(atCommit).as("nothing is left to commit").isEqualTo(TransactionState.IDLE);
        assertThat(names(50, 50)).containsExactly("a");
    }

    @Test
    void what_is_sent_before_the_end_commits_nothing() {
        assertThatThrownBy(() -> in(manager -> {
                    manager.persist(new Parent(51, "a"));
                    manager.flush();
                    throw new IllegalStateException("no more of it");
                }))
                .hasMessage("no more of it");

        assertThat(names(51, 51)).isEmpty();
    }

    @Test
    void what_is_wrong_only_at_the_commit_is_told_and_nothing_is_done() {
        assertThatThrownBy(() -> in(manager -> {
                    manager.persist(new Parent(52, "a"));
                    manager.persist(new Child(62, 53)); // of no parent
                }))
                .hasStackTraceContaining("one_trip_child_parent_id_fkey");

        assertThat(names(52, 52)).isEmpty();
    }

    @Test
    void what_is_asked_for_sees_what_was_sent_before() {
        in(manager -> {
            manager.persist(new Parent(20, "a"));
            OneTrip.add(manager.createNativeQuery("update one_trip_parent set name = 'later' where id = ?")
                    .setParameter(1, 20L)); // of a row that is not there yet: it goes first
            assertThat(manager.createQuery("select p.name from Parent p where p.id = 20", String.class)
                            .getResultList())
                    .containsExactly("a");
        });
    }

    @Test
    void many_rows_are_written_and_not_one_by_one() {
        int trips = in(manager -> {
            TRIPS.set(0);
            for (long i = 0; i < 1500; i++) {
                manager.persist(new Parent(1000 + i, "many"));
                manager.persist(new Child(5000 + i, 1000 + i));
            }
        });

        assertThat(trips).isLessThan(60);
        assertThat(children(1000, 2499)).hasSize(1500);
    }

    @Test
    void where_one_statement_fails_none_is_done() {
        in(manager -> manager.persist(new Parent(30, "there")));

        assertThatThrownBy(() -> in(manager -> {
                    manager.persist(new Child(40, 30));
                    manager.persist(new Parent(30, "twice"));
                }))
                .hasStackTraceContaining("one_trip_parent_pkey");

        assertThat(children(30, 30)).isEmpty();
        assertThat(names(30, 30)).containsExactly("there");
    }

    /** The number of trips after {@link #TRIPS} was set to 0. */
    private static int in(Consumer<EntityManager> work) {
        TestDatabase.transaction(entities, work);
        return TRIPS.get();
    }

    private static List<String> names(long from, long to) {
        return TestDatabase.inTransaction(entities, manager -> manager.createQuery(
                        "select p.name from Parent p where p.id between :from and :to order by p.id", String.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList());
    }

    private static List<Long> children(long from, long to) {
        return TestDatabase.inTransaction(entities, manager -> manager.createQuery(
                        "select c.id from Child c where c.parentId between :from and :to order by c.id", Long.class)
                .setParameter("from", from)
                .setParameter("to", to)
                .getResultList());
    }

    private static DataSource database() {
        return TestDatabase.get().dataSource();
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = database().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The same, but each execution of a statement is counted. */
    private static <T> T counting(Class<T> type, Object inner) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> {
            if (method.getName().startsWith("execute")) {
                TRIPS.incrementAndGet();
            }
            if (method.getName().equals("commit")) {
                atCommit = ((BaseConnection) inner).getTransactionState();
            }
            Object result;
            try {
                result = method.invoke(inner, args);
            } catch (InvocationTargetException failure) {
                throw failure.getCause();
            }
            return switch (method.getName()) {
                case "getConnection" -> type == DataSource.class ? counting(Connection.class, result) : result;
                case "prepareStatement" -> counting(PreparedStatement.class, result);
                default -> result;
            };
        }));
    }
}
