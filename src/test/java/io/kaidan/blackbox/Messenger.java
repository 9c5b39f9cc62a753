package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sends messages, and draws who waits for them. */
final class Messenger {

    private Messenger() {}

    /** A flow that waits for a message of the key K, and then for a person. */
    static String waiting(String name) {
        return Drawing.deployed(Bpmn.createExecutableProcess(Drawing.fresh("m"))
                .startEvent()
                .scriptTask("key", s -> s.zeebeExpression("\"K\"").zeebeResultVariable("order"))
                .intermediateCatchEvent("paid")
                .message(m -> m.name(name).zeebeCorrelationKeyExpression("order"))
                .userTask("ship")
                .endEvent()
                .done());
    }

    /** @param more further members and their values, in turn */
    static Answer send(Api sender, String name, Object key, Map<String, ?> values, Object... more) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", name);
        body.put("correlationKey", key);
        body.put("values", values);
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return sender.post("messages", body);
    }

    static String state(Answer answer) {
        assertThat(answer.http()).as("%s", answer).isEqualTo(200);
        return (String) answer.json().get("state");
    }

    /** How many messages of a name there are, those that were taken just now included. */
    static long kept(String name) {
        return BlackBox.count("select count(*) from message where name = '" + name + "'");
    }
}
