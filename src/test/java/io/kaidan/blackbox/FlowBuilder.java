package io.kaidan.blackbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A small flow as BPMN and form-js text: every element is linked from the one before it, {@link #from} goes back to an
 * earlier one, {@link #to} links to one that is there. Each flow has an API path of its own.
 */
final class FlowBuilder {

    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
            xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="definitions" targetNamespace="test">
            """;

    private record Node(String type, String id, String name, List<String> extensions, Map<String, String> properties) {}

    private record Link(String from, String to, String condition) {
        String id() {
            return from + "_to_" + to;
        }
    }

    private final String apiPath;
    private final Map<String, String> flowProperties = new LinkedHashMap<>();
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<Link> links = new ArrayList<>();
    private final Map<String, String> defaults = new LinkedHashMap<>();
    private final Map<String, byte[]> forms = new LinkedHashMap<>();
    private final StringBuilder definitions = new StringBuilder();
    private final StringBuilder raw = new StringBuilder();
    private String current;
    private String condition;
    private boolean otherwise;

    private FlowBuilder(String apiPath) {
        this.apiPath = apiPath;
    }

    /** A flow that begins with this form. */
    static FlowBuilder start(Field... fields) {
        return new FlowBuilder(
                        "t-" + UUID.randomUUID().toString().substring(0, 13).replace("-", ""))
                .add("startEvent", "start", "開始", fields);
    }

    /** The next version of this flow begins with this form. */
    FlowBuilder nextVersion(Field... fields) {
        return new FlowBuilder(apiPath).add("startEvent", "start", "開始", fields);
    }

    /** Start, one human point named 審核, end. */
    static FlowBuilder oneTask(Field... fields) {
        return start(fields).task("review", "審核").end("end");
    }

    FlowBuilder task(String id, String name, Field... fields) {
        return add("userTask", id, name, fields).extension("<zeebe:userTask/>");
    }

    /** A call activity. */
    FlowBuilder call(String id, String apiPath) {
        return call(id, apiPath, "");
    }

    /** @param attributes of the calledElement, beside the API path */
    FlowBuilder call(String id, String apiPath, String attributes) {
        return add("callActivity", id, "呼叫 " + id)
                .extension("<zeebe:calledElement processId=\"" + xml(apiPath) + "\" " + attributes + "/>");
    }

    /** A service task. */
    FlowBuilder service(String id, String type) {
        return service(id, type, "3");
    }

    FlowBuilder service(String id, String type, String retries) {
        return add("serviceTask", id, "服務 " + id)
                .extension("<zeebe:taskDefinition type=\"" + xml(type) + "\" retries=\"" + retries + "\"/>");
    }

    /** The ioMapping of the element added last: {@code in} or {@code out}, source and target by turns. */
    FlowBuilder mapping(String... lines) {
        StringBuilder mapping = new StringBuilder("<zeebe:ioMapping>");
        for (int i = 0; i < lines.length; i += 3) {
            mapping.append("<zeebe:%sput source=\"%s\" target=\"%s\"/>"
                    .formatted(lines[i], xml(lines[i + 1]), xml(lines[i + 2])));
        }
        return extension(mapping.append("</zeebe:ioMapping>").toString());
    }

    /** Task headers of the element added last: keys and values by turns. */
    FlowBuilder headers(String... lines) {
        StringBuilder headers = new StringBuilder("<zeebe:taskHeaders>");
        for (int i = 0; i < lines.length; i += 2) {
            headers.append("<zeebe:header key=\"%s\" value=\"%s\"/>".formatted(xml(lines[i]), xml(lines[i + 1])));
        }
        return extension(headers.append("</zeebe:taskHeaders>").toString());
    }

    FlowBuilder exclusive(String id) {
        return add("exclusiveGateway", id, "判斷 " + id);
    }

    FlowBuilder parallel(String id) {
        return add("parallelGateway", id, "並行 " + id);
    }

    /** Any other element. */
    FlowBuilder element(String type, String id, String name) {
        return add(type, id, name);
    }

    FlowBuilder end(String id) {
        return add("endEvent", id, "結束");
    }

    /** The next element follows this one. */
    FlowBuilder from(String id) {
        current = id;
        return this;
    }

    /** The next link is taken when this holds. */
    FlowBuilder when(String feel) {
        condition = feel;
        return this;
    }

    /** The next link is the gateway's default. */
    FlowBuilder otherwise() {
        otherwise = true;
        return this;
    }

    FlowBuilder to(String id) {
        Link link = new Link(current, id, condition);
        links.add(link);
        if (otherwise) {
            defaults.put(current, link.id());
        }
        condition = null;
        otherwise = false;
        current = id;
        return this;
    }

    /** A property of the element added last. */
    FlowBuilder property(String name, String value) {
        nodes.get(current).properties().put(name, value);
        return this;
    }

    FlowBuilder flowProperty(String name, String value) {
        flowProperties.put(name, value);
        return this;
    }

    FlowBuilder assignee(String user) {
        return extension("<zeebe:assignmentDefinition assignee=\"" + xml(user) + "\"/>");
    }

    FlowBuilder candidateGroups(String groups) {
        return extension("<zeebe:assignmentDefinition candidateGroups=\"" + xml(groups) + "\"/>");
    }

    /** Goes into the extension elements of the element added last, as it is. */
    FlowBuilder extension(String element) {
        nodes.get(current).extensions().add(element);
        return this;
    }

    /** Goes before the process as it is. */
    FlowBuilder definition(String element) {
        definitions.append(element).append('\n');
        return this;
    }

    /** Goes into the process as it is. */
    FlowBuilder raw(String elements) {
        raw.append(elements).append('\n');
        return this;
    }

    String apiPath() {
        return apiPath;
    }

    /** The files of an application with this flow. */
    Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>(forms);
        files.put(apiPath + ".bpmn", bpmn().getBytes(StandardCharsets.UTF_8));
        return files;
    }

    String bpmn() {
        StringBuilder out = new StringBuilder(HEAD).append(definitions);
        out.append("<bpmn:process id=\"%s\" name=\"流程 %s\" isExecutable=\"true\">%n".formatted(apiPath, apiPath));
        out.append(extensions(List.of(), flowProperties));
        for (Node node : nodes.values()) {
            String fallback = defaults.get(node.id());
            out.append("<bpmn:%s id=\"%s\" name=\"%s\"%s>%n"
                    .formatted(
                            node.type(),
                            node.id(),
                            xml(node.name()),
                            fallback == null ? "" : " default=\"" + fallback + "\""));
            out.append(extensions(node.extensions(), node.properties()));
            links.stream()
                    .filter(l -> l.to().equals(node.id()))
                    .forEach(l -> out.append("<bpmn:incoming>" + l.id() + "</bpmn:incoming>"));
            links.stream()
                    .filter(l -> l.from().equals(node.id()))
                    .forEach(l -> out.append("<bpmn:outgoing>" + l.id() + "</bpmn:outgoing>"));
            out.append("</bpmn:%s>%n".formatted(node.type()));
        }
        for (Link link : links) {
            out.append("<bpmn:sequenceFlow id=\"%s\" sourceRef=\"%s\" targetRef=\"%s\">"
                    .formatted(link.id(), link.from(), link.to()));
            if (link.condition() != null) {
                out.append("<bpmn:conditionExpression xsi:type=\"bpmn:tFormalExpression\">"
                        + xml(link.condition())
                        + "</bpmn:conditionExpression>");
            }
            out.append("</bpmn:sequenceFlow>\n");
        }
        return out.append(raw).append("</bpmn:process>\n</bpmn:definitions>\n").toString();
    }

    private FlowBuilder add(String type, String id, String name, Field... fields) {
        nodes.put(id, new Node(type, id, name, new ArrayList<>(), new LinkedHashMap<>()));
        if (current != null) {
            to(id);
        }
        current = id;
        if (fields.length > 0) {
            String form = apiPath + "-" + id;
            extension("<zeebe:formDefinition formId=\"" + form + "\"/>");
            forms.put(form + ".form", Field.form(form, fields));
        }
        return this;
    }

    private static String extensions(List<String> elements, Map<String, String> properties) {
        if (elements.isEmpty() && properties.isEmpty()) {
            return "";
        }
        StringBuilder out = new StringBuilder("<bpmn:extensionElements>");
        elements.forEach(out::append);
        if (!properties.isEmpty()) {
            out.append("<zeebe:properties>");
            properties.forEach((name, value) ->
                    out.append("<zeebe:property name=\"" + xml(name) + "\" value=\"" + xml(value) + "\"/>"));
            out.append("</zeebe:properties>");
        }
        return out.append("</bpmn:extensionElements>\n").toString();
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
