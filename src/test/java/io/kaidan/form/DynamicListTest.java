package io.kaidan.form;

import static io.kaidan.form.TestForm.form;
import static io.kaidan.form.TestForm.json;
import static io.kaidan.form.TestForm.open;
import static io.kaidan.form.TestForm.problems;
import static io.kaidan.form.TestForm.push;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DynamicListTest {

    private static final Form ITEMS = form("""
            {'type': 'dynamiclist', 'id': 'l', 'path': 'items', 'components': [
              {'type': 'textfield', 'key': 'name', 'validate': {'required': true}},
              {'type': 'number', 'key': 'amount', 'defaultValue': 1, 'validate': {'max': 9}},
              {'type': 'textfield', 'key': 'why', 'validate': {'required': true},
               'conditional': {'hide': '= if this.amount > limit and i[1] = 1 then false else true'}}
            ]}""", "{'type': 'number', 'key': 'limit'}");

    @Test
    void converts_each_row() {
        Checked checked = push(ITEMS, "{}", "{'items': [{'name': 'a', 'amount': '2'}, {'name': 'b'}]}");
        assertThat(checked.problems()).isEmpty();
        assertThat(checked.values()).isEqualTo(json("{'items': [{'name': 'a', 'amount': 2}, {'name': 'b'}]}"));
    }

    @Test
    void takes_the_list_as_json_text() {
        Checked checked = ITEMS.check(Map.of(), Map.of("items", "[{\"name\": \"a\"}]"), Map.of(), false);
        assertThat(checked.values()).isEqualTo(json("{'items': [{'name': 'a'}]}"));
    }

    @Test
    void tells_every_problem_with_its_row() {
        assertThat(problems(push(
                        ITEMS, "{}", "{'items': [{'name': 'a', 'amount': 'x'}, {'amount': 10, 'color': 1}, 'row']}")))
                .containsExactlyInAnyOrder(
                        "items[0].amount type",
                        "items[1].name required",
                        "items[1].amount range",
                        "items[1].color unknown_field",
                        "items[2] type");
    }

    @Test
    void a_condition_sees_its_row_and_the_document() {
        Checked checked = push(
                ITEMS,
                "{'limit': 5}",
                "{'items': [{'name': 'a', 'amount': 6}, {'name': 'b', 'amount': 6, 'why': 'second row'}]}");
        assertThat(problems(checked)).containsExactly("items[0].why required");
        assertThat(checked.values().get("items"))
                .isEqualTo(json("{'r': [{'name': 'a', 'amount': 6}, {'name': 'b', 'amount': 6}]}")
                        .get("r"));
    }

    @Test
    void rows_of_a_new_ticket_take_their_defaults() {
        assertThat(open(ITEMS, "{'items': [{'name': 'a'}]}").values())
                .isEqualTo(json("{'items': [{'name': 'a', 'amount': 1}]}"));
    }

    @Test
    void rows_that_were_there_must_have_what_is_required_now() {
        assertThat(problems(push(ITEMS, "{'items': [{'amount': 99}]}", "{}")))
                .containsExactly("items[0].name required");
    }

    @Test
    void an_empty_list_clears_it() {
        assertThat(push(ITEMS, "{'items': [{'name': 'a'}]}", "{'items': []}").values())
                .isEmpty();
    }

    @Test
    void anything_but_a_list_is_of_the_wrong_type() {
        for (String value : List.of("'text'", "3", "{'name': 'a'}", "'{}'")) {
            assertThat(problems(push(ITEMS, "{}", "{'items': " + value + "}"))).containsExactly("items type");
        }
    }

    @Test
    void refuses_more_than_a_thousand_rows() {
        Map<String, Object> sent = Map.of("items", Collections.nCopies(1_001, Map.of("name", "a")));
        assertThat(problems(ITEMS.check(Map.of(), sent, Map.of(), true))).containsExactly("items range");
    }

    @Test
    void lists_stand_within_lists() {
        Form form = form("{'type': 'dynamiclist', 'path': 'a', 'components': [{'type': 'dynamiclist', 'path': 'b',"
                + " 'components': [{'type': 'number', 'key': 'n'}]}]}");
        Checked checked = push(form, "{}", "{'a': [{'b': [{'n': 1}, {'n': '2'}]}, {'b': [{'n': 'x'}]}]}");
        assertThat(problems(checked)).containsExactly("a[1].b[0].n type");
    }

    @Test
    void describes_its_columns() {
        Field list = ITEMS.fields().get(0);
        assertThat(list.type()).isEqualTo("dynamiclist");
        assertThat(list.columns()).extracting(Field::key).containsExactly("name", "amount", "why");
    }
}
