package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.start;
import static io.kaidan.blackbox.Timed.DURATION;
import static io.kaidan.blackbox.Timed.pause;

/**
 * The flows that are at work while harm is done. Every ticket of theirs has a field {@code key}, unlike all others'.
 *
 * @param branched two people side by side, a join, and one more; each sets the field of its own name
 * @param validated refuses a negative {@code amount}
 * @param timed closes by itself after {@code amount} seconds
 */
record ChaosFlows(String branched, String validated, String timed) {

    static ChaosFlows deploy(Api api) {
        FlowBuilder branched = start(text("key").required(), number("amount"))
                .parallel("fork")
                .task("a", "a", text("a"))
                .parallel("join")
                .from("fork")
                .task("b", "b", text("b"))
                .to("join")
                .task("last", "last", text("last"))
                .end("end");
        FlowBuilder validated = start(text("key").required(), number("amount"))
                .property("validation", "= if amount < 0 then \"這張單不行。\" else true")
                .task("review", "審核")
                .end("end");
        FlowBuilder timed = start(text("key").required(), number("amount"))
                .to("pause")
                .raw(pause("pause", DURATION, "=duration(\"PT\" + string(amount) + \"S\")"))
                .end("end");
        api.deployed(branched, validated, timed);
        return new ChaosFlows(branched.apiPath(), validated.apiPath(), timed.apiPath());
    }
}
