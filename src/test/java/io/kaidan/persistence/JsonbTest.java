package io.kaidan.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.run.TestDatabase;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JsonbTest {
    @Entity
    @Table(name = "jsonb_test")
    public static class Note {
        @Id
        private long id;

        private String title;

        @Column(name = "values")
        @Convert(converter = JsonMapConverter.class)
        private Map<String, Object> values;

        @Convert(converter = JsonListConverter.class)
        private List<Object> tags;

        protected Note() {}

        private Note(long id, Map<String, Object> values, List<Object> tags) {
            this.id = id;
            this.values = values;
            this.tags = tags;
        }
    }

    private static EntityManagerFactory entities;

    @BeforeAll
    static void table() throws SQLException {
        execute("create table jsonb_test (id bigint primary key, title text, values jsonb, tags jsonb)");
        entities = TestDatabase.get().unit("jsonb");
    }

    @AfterAll
    static void noTable() throws SQLException {
        entities.close();
        execute("drop table jsonb_test");
    }

    @Test
    void what_is_written_is_read_again() {
        Map<String, Object> values = Map.of(
                "標題", "壞了 \"很\" 久 😀", "days", 3, "sum", new BigDecimal("1.50"), "of", Map.of("a", List.of(true)));

        insert(new Note(1, values, Arrays.asList("x", 2, null)));

        assertThat(find(1).values).isEqualTo(values);
        assertThat(find(1).tags).containsExactly("x", 2, null);
    }

    @Test
    void the_database_sees_json_and_not_text() throws SQLException {
        insert(new Note(2, Map.of("level", "high"), List.of("a", "b")));

        assertThat(select("select values ->> 'level' from jsonb_test where id = 2"))
                .isEqualTo("high");
        assertThat(select("select jsonb_array_length(tags) from jsonb_test where id = 2"))
                .isEqualTo("2");
    }

    @Test
    void null_is_the_null_of_sql() throws SQLException {
        insert(new Note(3, null, null));

        assertThat(find(3).values).isNull();
        assertThat(find(3).tags).isNull();
        assertThat(select("select count(*) from jsonb_test where id = 3 and values is null and tags is null"))
                .isEqualTo("1");
    }

    @Test
    void a_newly_assigned_value_is_updated_and_so_is_null() {
        insert(new Note(4, Map.of("a", 1), List.of(1)));

        TestDatabase.transaction(entities, manager -> {
            Note note = manager.find(Note.class, 4L);
            note.values = Map.of("a", 2);
            note.tags = null;
        });

        assertThat(find(4).values).isEqualTo(Map.of("a", 2));
        assertThat(find(4).tags).isNull();
    }

    @Test
    void many_rows_of_a_batch_may_mix_values_and_nulls() {
        TestDatabase.transaction(entities, manager -> {
            for (int i = 100; i < 200; i++) {
                Note note = new Note(i, i % 2 == 0 ? Map.of("i", i) : null, List.of(i));
                note.title = i % 3 == 0 ? null : "t" + i;
                manager.persist(note);
            }
        });

        assertThat(find(150).values).isEqualTo(Map.of("i", 150));
        assertThat(find(151).values).isNull();
        assertThat(find(151).title).isEqualTo("t151");
    }

    private static void insert(Note note) {
        TestDatabase.transaction(entities, manager -> manager.persist(note));
    }

    private static Note find(long id) {
        return TestDatabase.inTransaction(entities, manager -> manager.find(Note.class, id));
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = TestDatabase.get().dataSource().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String select(String sql) throws SQLException {
        try (var connection = TestDatabase.get().dataSource().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
