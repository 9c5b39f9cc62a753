package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A call activity that opens hundreds of tickets in one transition: four times as many take about four times as long. */
class ManyCallsIT extends BlackBox {

    private static final int FEW = 225;
    private static final int MANY = 900;

    private static String calling(String called, int times) {
        return api().deployed(start(text("title"))
                .raw("""
                        <bpmn:callActivity id="rooms" name="各室"><bpmn:extensionElements>
                        <zeebe:calledElement processId="%s" propagateAllParentVariables="false"/>
                        </bpmn:extensionElements><bpmn:multiInstanceLoopCharacteristics><bpmn:extensionElements>
                        <zeebe:loopCharacteristics inputCollection="=for i in 1..%d return string(i)" inputElement="room"
                          outputCollection="rooms" outputElement="=room"/>
                        </bpmn:extensionElements></bpmn:multiInstanceLoopCharacteristics></bpmn:callActivity>
                        """.formatted(called, times))
                .to("rooms")
                .task("after", "彙整")
                .end("end"));
    }

    private static Duration opening(String flow) {
        long start = System.nanoTime();
        admin().open(flow, Map.of());
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void takeTime(String what, String called) {
        String few = calling(called, FEW);
        String many = calling(called, MANY);
        opening(many); // the flows are read, the numbers of rows taken, the code is warm
        Duration forFew = opening(few);
        Duration forMany = opening(many);

        System.out.printf("%s: %d in %d ms, %d in %d ms%n", what, FEW, forFew.toMillis(), MANY, forMany.toMillis());
        assertThat(forMany).isLessThan(forFew.multipliedBy(9)); // 16 were quadratic
    }

    @Test
    void many_tickets_that_wait_for_people_are_opened_in_linear_time() {
        String room = api().deployed(oneTask(text("room")));

        takeTime("Called tickets that wait", room);

        assertThat(api().open(room)).isEqualTo(MANY + FEW + MANY);
    }

    @Test
    void many_tickets_that_close_at_once_give_their_results_in_linear_time() {
        String room = api().deployed(start(text("room")).end("end"));
        takeTime("Called tickets that close at once", room);
        String flow = calling(room, MANY);

        String no = admin().open(flow, Map.of());

        List<String> all =
                IntStream.rangeClosed(1, MANY).mapToObj(String::valueOf).toList();
        assertThat(api().values(flow, no)).containsEntry("rooms", all);
        assertThat(count(
                        "select count(*) from token k join ticket t on t.id = k.ticket_id join flow f on f.id = t.flow_id"
                                + " where f.api_path = '" + flow + "'"))
                .as("none of the calls is left behind")
                .isOne();
        admin().pushed(flow, admin().stop(flow, no), Map.of());
        assertThat(api().ticket(flow, no)).containsEntry("state", "closed");
    }
}
