package io.kaidan.node;

import io.kaidan.flow.Flow;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Draws flows in a few words: each method gives an element as BPMN writes it, from its id and what it holds. */
final class Draw {

    private static final Pattern REFERENCE = Pattern.compile("(message|signal|error|escalation)Ref=\"\\1_([^\"]*)\"");
    private static final Map<String, String> ROOTS = Map.of(
            "message", "<message id=\"message_%1$s\" name=\"%1$s\"/>",
            "signal", "<signal id=\"signal_%1$s\" name=\"%1$s\"/>",
            "error", "<error id=\"error_%1$s\" errorCode=\"%1$s\"/>",
            "escalation", "<escalation id=\"escalation_%1$s\" escalationCode=\"%1$s\"/>");

    private static final AtomicInteger LOOPS = new AtomicInteger();

    private Draw() {}

    /** The flow that these elements make; what their events refer to is drawn around it. */
    static Flow flow(String... elements) {
        return Ride.flow(definitions(elements));
    }

    /** The process and the messages, signals, errors and escalations that it names. */
    static String definitions(String... elements) {
        String process = element("process", "flow", "isExecutable=\"true\"", elements);
        Map<String, String> roots = new LinkedHashMap<>();
        Matcher references = REFERENCE.matcher(process);
        while (references.find()) {
            roots.put(references.group(), ROOTS.get(references.group(1)).formatted(references.group(2)));
        }
        return String.join("\n", roots.values()) + process;
    }

    /** Sequence flows along chains of ids: {@code "a b c", "b [= x > 1] d"}; the id of one is {@code a-b}. */
    static String links(String... chains) {
        StringBuilder flows = new StringBuilder();
        for (String chain : chains) {
            String from = null;
            String condition = "";
            Matcher words = Pattern.compile("\\[([^\\]]*(?:\\[[^\\]]*\\][^\\]]*)*)\\]|\\S+")
                    .matcher(chain);
            while (words.find()) {
                if (words.group(1) != null) {
                    condition = "<conditionExpression>" + escaped(words.group(1)) + "</conditionExpression>";
                } else {
                    if (from != null) {
                        flows.append(
                                "<sequenceFlow id=\"%1$s-%2$s\" sourceRef=\"%1$s\" targetRef=\"%2$s\">%3$s</sequenceFlow>"
                                        .formatted(from, words.group(), condition));
                    }
                    condition = "";
                    from = words.group();
                }
            }
        }
        return flows.toString();
    }

    static String element(String name, String id, String attributes, String... content) {
        return "<%1$s id=\"%2$s\" %3$s>%4$s</%1$s>".formatted(name, id, attributes, String.join("\n", content));
    }

    static String start(String id, String... content) {
        return element("startEvent", id, "", content);
    }

    /** The start of an event sub-process that interrupts nothing. */
    static String startBeside(String id, String event) {
        return element("startEvent", id, "isInterrupting=\"false\"", event);
    }

    static String end(String id, String... content) {
        return element("endEvent", id, "", content);
    }

    static String task(String id, String... content) {
        return element("task", id, "", content);
    }

    static String user(String id, String... content) {
        return element("userTask", id, "", content);
    }

    /** A user task that shows a form. */
    static String showing(String id, String form, String... content) {
        return user(id, extensions("<zeebe:formDefinition formId=\"" + form + "\"/>"), String.join("", content));
    }

    static String receive(String id, String message, String... content) {
        return element("receiveTask", id, "messageRef=\"message_" + message + "\"", content);
    }

    /** A script task that writes into a variable; null: it gives a context. */
    static String script(String id, String variable, String feel, String... content) {
        String result = variable == null ? "" : " resultVariable=\"" + variable + "\"";
        return element(
                "scriptTask",
                id,
                "",
                extensions("<zeebe:script expression=\"" + escaped(feel) + "\"" + result + "/>" + inside(content)),
                outside(content));
    }

    static String sub(String id, String... content) {
        return element("subProcess", id, "", content);
    }

    static String eventSub(String id, String... content) {
        return element("subProcess", id, "triggeredByEvent=\"true\"", content);
    }

    static String exclusive(String id) {
        return element("exclusiveGateway", id, "");
    }

    /** With its default: the node to which that link leads. */
    static String exclusive(String id, String otherwise) {
        return element("exclusiveGateway", id, "default=\"" + id + "-" + otherwise + "\"");
    }

    static String inclusive(String id) {
        return element("inclusiveGateway", id, "");
    }

    static String inclusive(String id, String otherwise) {
        return element("inclusiveGateway", id, "default=\"" + id + "-" + otherwise + "\"");
    }

    static String parallel(String id) {
        return element("parallelGateway", id, "");
    }

    static String eventGateway(String id) {
        return element("eventBasedGateway", id, "");
    }

    static String catching(String id, String... content) {
        return element("intermediateCatchEvent", id, "", content);
    }

    static String throwing(String id, String... content) {
        return element("intermediateThrowEvent", id, "", content);
    }

    static String boundary(String id, String host, String... content) {
        return element("boundaryEvent", id, "attachedToRef=\"" + host + "\"", content);
    }

    /** An event at a boundary that interrupts nothing. */
    static String boundaryBeside(String id, String host, String... content) {
        return element("boundaryEvent", id, "cancelActivity=\"false\" attachedToRef=\"" + host + "\"", content);
    }

    /** A timer: a duration, or a cycle when it begins with R. */
    static String timer(String when) {
        String kind = when.startsWith("R") ? "timeCycle" : "timeDuration";
        return "<timerEventDefinition><%1$s>%2$s</%1$s></timerEventDefinition>".formatted(kind, escaped(when));
    }

    static String message(String name) {
        return "<messageEventDefinition messageRef=\"message_" + name + "\"/>";
    }

    static String signal(String name) {
        return "<signalEventDefinition signalRef=\"signal_" + name + "\"/>";
    }

    static String error(String code) {
        return "<errorEventDefinition errorRef=\"error_" + code + "\"/>";
    }

    static String anyError() {
        return "<errorEventDefinition/>";
    }

    static String escalation(String code) {
        return "<escalationEventDefinition escalationRef=\"escalation_" + code + "\"/>";
    }

    static String anyEscalation() {
        return "<escalationEventDefinition/>";
    }

    static String terminate() {
        return "<terminateEventDefinition/>";
    }

    static String link(String name) {
        return "<linkEventDefinition name=\"" + name + "\"/>";
    }

    /** Inputs and outputs: {@code "in x = a + 1"}, {@code "out y = x"}. */
    static String io(String... lines) {
        StringBuilder mapping = new StringBuilder();
        for (String line : lines) {
            String[] parts = line.split(" ", 4); // in, target, =, source
            mapping.append("<zeebe:%sput source=\"%s\" target=\"%s\"/>"
                    .formatted(parts[0], escaped("=" + parts[3]), parts[1]));
        }
        return extensions("<zeebe:ioMapping>" + mapping + "</zeebe:ioMapping>");
    }

    /** The activity is done for each element of a list, all at once. */
    static String each(String list, String... more) {
        return loop("", list, more);
    }

    /** The activity is done for each element of a list, one after the other. */
    static String oneByOne(String list, String... more) {
        return loop("isSequential=\"true\"", list, more);
    }

    /** More: {@code inputElement="x"} and its like, and {@code completion = …}. */
    private static String loop(String attributes, String list, String... more) {
        String completion = Arrays.stream(more)
                .filter(m -> m.startsWith("completion"))
                .map(m -> "<completionCondition>" + escaped(m.substring(m.indexOf('='))) + "</completionCondition>")
                .findFirst()
                .orElse("");
        String given = String.join(
                " ",
                Arrays.stream(more).filter(m -> !m.startsWith("completion")).toList());
        return element(
                "multiInstanceLoopCharacteristics",
                "each" + LOOPS.incrementAndGet(),
                attributes,
                extensions("<zeebe:loopCharacteristics inputCollection=\"" + escaped(list) + "\" " + given + "/>"),
                completion);
    }

    private static String extensions(String content) {
        return "<extensionElements>" + content + "</extensionElements>";
    }

    /** What of the content belongs into the one extensionElements that the element has already. */
    private static String inside(String... content) {
        return Arrays.stream(content)
                .filter(c -> c.startsWith("<extensionElements>"))
                .map(c -> c.substring("<extensionElements>".length(), c.length() - "</extensionElements>".length()))
                .findFirst()
                .orElse("");
    }

    private static String outside(String... content) {
        return String.join(
                "",
                Arrays.stream(content)
                        .filter(c -> !c.startsWith("<extensionElements>"))
                        .toList());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
