package io.kaidan.node;

import static io.kaidan.node.Draw.end;
import static io.kaidan.node.Draw.flow;
import static io.kaidan.node.Draw.links;
import static io.kaidan.node.Draw.script;
import static io.kaidan.node.Draw.start;
import static io.kaidan.node.Draw.user;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.json.Json;
import io.kaidan.problem.Messages;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A ticket holds so many values, and so many bytes of them. */
class TicketSizeTest {

    @AfterEach
    void usual_settings() {
        Setting.choose(Map.of());
    }

    @Test
    void it_holds_as_many_values_as_the_setting_says_and_not_one_more() {
        Setting.choose(Map.of(Setting.TICKET_VALUES, "6"));
        Map<String, Object> values = Map.of("a", 1, "list", List.of(2, 3, Map.of("b", 4)));

        Ride ride = open(values);
        assertThat(ride.push("u", Map.of("a", 5)).waits()).isEqualTo("v");

        assertRefused("Expected at most 6 values in a ticket but got more.", () -> open(with(values, "c", 7)));
        assertRefused("Expected at most 6 values in a ticket but got more.", () -> open(values)
                .push("u", Map.of("c", 7)));
    }

    @Test
    void it_holds_as_many_bytes_of_json_as_the_setting_says_and_not_one_more() {
        Map<String, Object> values =
                Map.of("名稱", "值\u0001\"".repeat(300), "n", Arrays.asList(1.5, true, null, Map.of("k", "v")));
        int size = Json.write(values).getBytes(StandardCharsets.UTF_8).length;

        Setting.choose(Map.of(Setting.TICKET_BYTES, String.valueOf(size)));
        assertThat(open(values).waits()).isEqualTo("u");

        Setting.choose(Map.of(Setting.TICKET_BYTES, String.valueOf(size - 1)));
        assertRefused("Expected at most " + (size - 1) + " B of values in a ticket but got more.", () -> open(values));
    }

    @Test
    void a_step_that_would_make_too_much_of_it_is_an_incident_until_there_is_room() {
        Setting.choose(Map.of(Setting.TICKET_VALUES, "3"));

        Ride ride = Ride.open(
                flow(start("s"), script("x", "all", "= [1, 2]"), user("u"), end("e"), links("s x u e")),
                Map.of("a", 1));
        assertThat(ride.incidents()).isEqualTo("x too_large");
        assertThat(ride.ticket.values()).isEqualTo(Map.of("a", 1));

        Setting.choose(Map.of(Setting.TICKET_VALUES, "4"));
        assertThat(ride.retry(Map.of()).waits()).isEqualTo("u");
    }

    @Test
    void what_was_too_much_already_may_become_less_and_no_more() {
        Ride ride = open(Map.of("a", List.of(1, 2, 3, 4)));
        Setting.choose(Map.of(Setting.TICKET_VALUES, "2"));

        assertRefused("Expected at most 2 values in a ticket but got more.", () -> ride.push("u", Map.of("b", 1)));
        Ride other = open(List.of(1, 2, 3, 4));
        assertThat(other.push("u", Map.of("a", List.of(1, 2, 3))).waits()).isEqualTo("v");
    }

    private static Ride open(List<Object> a) {
        Setting.choose(Map.of());
        Ride ride = open(Map.of("a", a));
        Setting.choose(Map.of(Setting.TICKET_VALUES, "2"));
        return ride;
    }

    private static Ride open(Map<String, Object> values) {
        return Ride.open(flow(start("s"), user("u"), user("v"), end("e"), links("s u v e")), values);
    }

    private static Map<String, Object> with(Map<String, Object> values, String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return more;
    }

    private static void assertRefused(String message, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                        refused.problems().get(0).message(Messages.ENGLISH))
                .isEqualTo(message));
    }
}
