package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Expressions that explode, many of them at once: each becomes an incident of its ticket, and the server goes on. */
class HostileFeelIT extends BlackBox {

    /** Those that take most memory, most time, and most of the engine's stack. */
    private static final List<String> HOSTILE = List.of(
            "{a: \"xxxxxxxxxxxxxxxx\", b: a+a+a+a+a+a+a+a, c: b+b+b+b+b+b+b+b, d: c+c+c+c+c+c+c+c, e: d+d+d+d+d+d+d+d,"
                    + " f: e+e+e+e+e+e+e+e, g: f+f+f+f+f+f+f+f, h: g+g+g+g+g+g+g+g, i: h+h+h+h+h+h+h+h}",
            "{a: [1,2,3,4,5,6,7,8], b: concatenate(a,a,a,a,a,a,a,a), c: concatenate(b,b,b,b,b,b,b,b),"
                    + " d: concatenate(c,c,c,c,c,c,c,c), e: concatenate(d,d,d,d,d,d,d,d),"
                    + " f: concatenate(e,e,e,e,e,e,e,e), g: concatenate(f,f,f,f,f,f,f,f)}",
            "for i in 1..1000 return string join(for j in 1..1000 return \"abcdefghij\")",
            "for i in 1..100000 return partial",
            "sum(for i in 1..2000000 return i)",
            "for i in 1..1000, j in 1..1000, k in 1..1000 return 1",
            "distinct values(for i in 1..100000 return i)",
            "matches(text, \"^(a+)+$\")",
            "replace(text, \"(a*)*b\", \"\")",
            "floor(10 ** 100000000)");

    private static final int OF_EACH = 4;

    @Test
    void forty_that_explode_at_once_become_forty_incidents_and_others_are_served() throws Exception {
        List<FlowBuilder> flows = HOSTILE.stream().map(HostileFeelIT::working).toList();
        FlowBuilder beside = oneTask(text("title"));
        api().deployed(Stream.concat(flows.stream(), Stream.of(beside)).toArray(FlowBuilder[]::new));
        List<Callable<Answer>> creates = new ArrayList<>();
        for (FlowBuilder flow : flows) {
            creates.addAll(Collections.nCopies(
                    OF_EACH, () -> admin().create(flow.apiPath(), Map.of("text", "a".repeat(10_000) + "!"))));
        }
        creates.add(() -> admin().create(beside.apiPath(), Map.of("title", "beside them")));

        List<Answer> answers;
        try (Together together = new Together(creates.size())) {
            answers = together.run(creates);
        }

        assertThat(answers).extracting(Answer::message).containsOnly("開單成功。");
        for (FlowBuilder flow : flows) {
            assertThat(api().get("incidents?apiPath=" + flow.apiPath()).list("items"))
                    .hasSize(OF_EACH)
                    .allSatisfy(incident -> assertThat(incident.toString()).contains("to need at most"));
        }
    }

    private static FlowBuilder working(String expression) {
        return start(text("text"))
                .element("scriptTask", "work", "計算")
                .extension("<zeebe:script expression=\"= " + expression.replace("\"", "&quot;")
                        + "\" resultVariable=\"result\"/>")
                .end("end");
    }
}
