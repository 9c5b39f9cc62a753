package io.kaidan.service;

import io.kaidan.form.Storable;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.json.Members;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.CorrelationKey;
import io.kaidan.ticket.Reach;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the senders of messages and of signals have in common. */
final class Sending {

    private Sending() {}

    /**
     * The flows that a caller's messages and signals may reach.
     *
     * @throws Refused {@code forbidden} when there can be none
     */
    static Reach reach(Caller caller) {
        if (caller.admin()) {
            return Reach.ALL;
        }
        Reach reach = new Reach(paths(caller, Permission.MODIFY), paths(caller, Permission.ADD));
        if (reach.modify().isEmpty() && reach.add().isEmpty()) {
            throw Refused.because("forbidden");
        }
        return reach;
    }

    private static List<Object> paths(Caller caller, Permission permission) {
        return caller.permissions().entrySet().stream()
                .filter(flow -> flow.getValue().contains(permission))
                .<Object>map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    static String name(Members members) {
        return members.name("name", CorrelationKey.LONGEST);
    }

    /** The values as they are kept; empty where the client sent none. */
    static Map<String, Object> values(Members members) {
        Map<String, Object> sent = members.object("values");
        Map<String, Object> kept = new LinkedHashMap<>();
        if (sent != null) {
            sent.forEach((key, value) -> {
                Object storable = Storable.of(value).orElse(null);
                if (value != null && storable == null) {
                    members.add(Problem.at("values." + key, "type", Phrase.of("expect.storable"), "…"));
                }
                kept.put(key, storable);
            });
        }
        return kept;
    }
}
