package io.kaidan.form;

import static io.kaidan.form.TestForm.form;
import static io.kaidan.form.TestForm.json;
import static io.kaidan.form.TestForm.push;
import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.json.Json;
import io.kaidan.run.TestDatabase;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every number that a form takes comes back from the database, which writes exponents out. */
class StoredNumbersTest {

    private static final Form FORM = form(
            "{'type': 'number', 'key': 'sent'}",
            "{'type': 'select', 'key': 'chosen', 'valuesExpression': '= null'}",
            "{'type': 'expression', 'key': 'computed', 'expression': '= [sent]'}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0e-2147483647",
                "0e2147483647",
                "1e49",
                "-1e-50",
                "99999999999999999999999999999999999999999999999999",
                "-0.99999999999999999999999999999999999999999999999999",
                "9999999999999999999999999.9999999999999999999999999",
                "2147483648",
                "-9223372036854775809"
            })
    void a_number_at_the_edge_comes_back(String number) throws SQLException {
        Checked checked = push(FORM, "{}", "{'sent': %s, 'chosen': %s}".formatted(number, number));
        assertThat(checked.problems()).isEmpty();

        Map<?, ?> read = throughTheDatabase(checked.values());

        assertThat(new BigDecimal(read.get("sent").toString())).isEqualByComparingTo(number);
        assertThat(new BigDecimal(read.get("chosen").toString())).isEqualByComparingTo(number);
        assertThat(Json.list(read, "computed").toString())
                .isEqualTo(Json.list(checked.values(), "computed").toString());
        assertThat(push(FORM, Json.write(read).replace('"', '\''), "{}").problems())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e50",
                "1e-51",
                "1e2147483647",
                "999999999999999999999999999999999999999999999999999",
                "9999999999999999999999999.99999999999999999999999999"
            })
    void a_number_beyond_the_edge_is_refused_wherever_it_is_sent(String number) {
        Checked checked = push(FORM, "{}", "{'sent': %s, 'chosen': %s}".formatted(number, number));

        assertThat(TestForm.problems(checked)).contains("sent range").hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0e-2147483647", "0e2147483647", "1e2147483647", "1e-2147483647"})
    void a_number_in_a_field_of_text_is_not_written_out(String number) {
        Form text = form("{'type': 'textfield', 'key': 'x'}");

        assertThat(push(text, "{}", "{'x': " + number + "}").values().get("x").toString())
                .hasSizeLessThan(20);
    }

    private static Map<?, ?> throughTheDatabase(Map<String, Object> values) throws SQLException {
        try (var connection = TestDatabase.get().dataSource().getConnection();
                var statement = connection.prepareStatement("select cast(cast(? as jsonb) as text)")) {
            statement.setString(1, Json.write(values));
            try (var row = statement.executeQuery()) {
                row.next();
                return json(row.getString(1).replace('"', '\''));
            }
        }
    }
}
