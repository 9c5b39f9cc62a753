package io.kaidan.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.run.TestDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.Persistence;
import jakarta.persistence.Table;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OneLookTest {
    @Entity(name = "Shelf")
    @Table(name = "one_look_shelf")
    public static class Shelf {
        @Id
        private long id;

        private String name;
    }

    @Entity(name = "Book")
    @Table(name = "one_look_book")
    public static class Book {
        @Id
        private long id;

        @Column(name = "shelf_id")
        private long shelfId;
    }

    private final TestDatabase database = TestDatabase.get();
    private EntityManagerFactory entities;

    @BeforeEach
    void a_shelf_with_two_books_and_a_book_of_none() throws SQLException {
        execute("create table one_look_shelf (id bigint primary key, name text not null)");
        execute("create table one_look_book (id bigint primary key, shelf_id bigint not null)");
        execute("insert into one_look_shelf values (1, 'fairy tales')");
        execute("insert into one_look_book values (11, 1), (10, 1), (20, 2)");
        entities = Persistence.createEntityManagerFactory(
                "jsonb", Map.of("jakarta.persistence.nonJtaDataSource", database.dataSource()));
    }

    @AfterEach
    void no_more() throws SQLException {
        entities.close();
        execute("drop table one_look_book, one_look_shelf");
    }

    @Test
    void entities_of_several_kinds_come_together_and_what_is_changed_is_saved() {
        TestDatabase.transaction(entities, manager -> {
            List<?> found = look(manager, 1);

            assertThat(books(found)).extracting(book -> book.id).containsExactly(10L, 11L);
            shelves(found).get(0).name = "sagas";
        });

        TestDatabase.transaction(entities, manager -> assertThat(manager.find(Shelf.class, 1L).name)
                .isEqualTo("sagas"));
    }

    @Test
    void a_statement_that_finds_nothing_gives_an_empty_list() {
        TestDatabase.transaction(entities, manager -> {
            List<?> found = look(manager, 2);

            assertThat(shelves(found)).isEmpty();
            assertThat(books(found)).extracting(book -> book.id).containsExactly(20L);
        });
    }

    @Test
    void who_waited_for_a_lock_sees_all_that_was_committed_meanwhile() throws Exception {
        try (Connection other = database.dataSource().getConnection();
                Statement theirs = other.createStatement()) {
            other.setAutoCommit(false);
            theirs.execute("select 1 from one_look_shelf for no key update");
            theirs.execute("insert into one_look_book values (12, 1)"); // and the shelf stays as it is

            CompletableFuture<Integer> seen = CompletableFuture.supplyAsync(() -> TestDatabase.inTransaction(
                    entities, manager -> books(look(manager, 1)).size()));
            awaitSomebodyWaiting();
            other.commit();

            assertThat(seen.get(20, TimeUnit.SECONDS)).isEqualTo(3);
        }
    }

    private static List<?> look(EntityManager manager, long shelf) {
        return OneLook.of(manager, """
                        select * from one_look_shelf where id = ? for no key update;
                        select * from one_look_book where shelf_id = ? order by id""", Shelf.class, Book.class)
                .setParameter(1, shelf)
                .setParameter(2, shelf)
                .getResultList();
    }

    private static List<Shelf> shelves(List<?> found) {
        return OneLook.rows(found, 0, Shelf.class);
    }

    private static List<Book> books(List<?> found) {
        return OneLook.rows(found, 1, Book.class);
    }

    private void awaitSomebodyWaiting() throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            boolean waits = false;
            while (!waits) { // each look asks the database, which takes its time
                try (ResultSet row = statement.executeQuery("select exists (select 1 from pg_stat_activity"
                        + " where wait_event_type = 'Lock' and query like '%one_look_shelf%')")) {
                    row.next();
                    waits = row.getBoolean(1);
                }
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
