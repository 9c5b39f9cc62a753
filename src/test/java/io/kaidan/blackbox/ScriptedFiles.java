package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.file;
import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;

import io.camunda.zeebe.model.bpmn.Bpmn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of an application whose every name, label and text is a script, and of one that is refused. */
final class ScriptedFiles {

    /** It ends texts, tags and attributes in which it might stand, and is a template and a link besides. */
    static final String SCRIPT = "\"><img src=x onerror=window.ran=1><script>window.ran=1</script>{{7*7}}<a"
            + " href='javascript:window.ran=1'>a</a>";

    /** As long as the shortest of the names may be. */
    static final String NAME = "<img src=x onerror=window.ran=1>";

    /** What of either stands on a page that shows it as text. */
    static final String SHOWN = "onerror=window.ran=1";

    private static final String FORM = "cx-form";

    private ScriptedFiles() {}

    /**
     * A flow, and another that calls it.
     *
     * <p>Amounts from 50 to 100 are forgotten in the conditions, so that such a ticket stands at the gateway; those below
     * zero are refused at the start, and 13 at the human point.
     */
    static Map<String, byte[]> of(String application, String flow, String caller) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("application.json", Text.utf8(Text.json(Map.of("name", application, "description", SCRIPT))));
        files.put(NAME + ".bpmn", Text.utf8(drawing(flow, FORM)));
        files.put("caller.bpmn", Text.utf8(calling(caller, flow)));
        files.put(NAME + ".form", form());
        return files;
    }

    /** What is wrong with it is at a field of such a name, and quotes the names of a form and of a process. */
    static Map<String, byte[]> refused(String application) {
        String flow = Drawing.fresh("cx");
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("application.json", Text.utf8(Text.json(Map.of("name", application))));
        files.put(NAME + ".bpmn", Text.utf8(drawing(flow, SCRIPT)));
        files.put("undrawn.bpmn", Text.utf8(drawing(flow, FORM).replace('"' + flow + '"', '"' + xml(NAME) + '"')));
        files.put(NAME + " b.form", Field.form("b", text("a").with("id", NAME).header(SCRIPT)));
        return files;
    }

    private static String drawing(String flow, String form) {
        return Bpmn.convertToString(Bpmn.createExecutableProcess(flow)
                        .name(SCRIPT)
                        .startEvent("start")
                        .name(SCRIPT)
                        .zeebeFormId(form)
                        .zeebeProperty("validation", refusing("amount < 0"))
                        .userTask("review")
                        .name(SCRIPT)
                        .zeebeUserTask()
                        .zeebeFormId(form)
                        .zeebeProperty("validation", refusing("amount = 13"))
                        .zeebeProperty("action1.label", SCRIPT)
                        .zeebeProperty("action1.set", "= {amount: 13}")
                        .exclusiveGateway("amount")
                        .name(SCRIPT)
                        .conditionExpression("= amount > 100")
                        .serviceTask("check")
                        .name(SCRIPT)
                        .zeebeJobType(jobs(flow))
                        .endEvent("checked")
                        .name(SCRIPT)
                        .moveToLastGateway()
                        .conditionExpression("= amount < 50")
                        .endEvent("small")
                        .done())
                .replaceFirst("(<(\\w+:)?process [^>]*>)", "$1<$2documentation>" + xml(SCRIPT) + "</$2documentation>");
    }

    private static String calling(String caller, String flow) {
        return Bpmn.convertToString(Bpmn.createExecutableProcess(caller)
                .name(SCRIPT)
                .startEvent("start")
                .name(SCRIPT)
                .zeebeFormId(FORM)
                .callActivity("call")
                .name(SCRIPT)
                .zeebeProcessId(flow)
                .endEvent("called")
                .done());
    }

    /** The type of the jobs of a flow. */
    static String jobs(String flow) {
        return NAME + " " + flow;
    }

    private static String refusing(String when) {
        return "= if " + when + " then \"" + SCRIPT.replace("\"", "\\\"") + "\" else true";
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    /** Fields, and all that form-js can show beside them. */
    private static byte[] form() {
        List<Object> components = new ArrayList<>();
        for (Field field : List.of(
                text("title").header("title"),
                number("amount"),
                text("assignee").header("assignee"),
                text("status").header("status"),
                text("level").header("level"),
                text("note1").header("note1"),
                text("note2").header("note2"),
                text("note3").header("note3"),
                file("paper"))) {
            components.add(
                    field.with("label", SCRIPT).with("description", SCRIPT).json());
        }
        components.add(Map.of(
                "type", "text", "text", SCRIPT + "\n\n[a](javascript:window.ran=1) ![b](x\" onerror=\"window.ran=1)"));
        components.add(Map.of("type", "html", "content", SCRIPT + "<svg onload=window.ran=1></svg>"));
        components.add(Map.of("type", "text", "text", "{{title}} **{{assignee}}** [a]({{title}})"));
        components.add(
                Map.of("type", "html", "content", "<p title='{{title}}'>{{title}}</p><a href='{{assignee}}'>a</a>"));
        components.add(Map.of(
                "type",
                "select",
                "key",
                "found",
                "label",
                "= title",
                "valuesExpression",
                "= [{label: title, value: \"" + NAME + "\"}]"));
        components.add(Map.of(
                "type",
                "table",
                "label",
                SCRIPT,
                "dataSource",
                "= [{a: title}]",
                "columns",
                List.of(Map.of("key", "a", "label", SCRIPT))));
        components.add(Map.of("type", "image", "source", "javascript:window.ran=1", "alt", SCRIPT));
        components.add(Map.of(
                "type",
                "select",
                "key",
                "choice",
                "label",
                SCRIPT,
                "values",
                List.of(Map.of("value", "a", "label", SCRIPT))));
        components.add(Map.of("type", "button", "label", SCRIPT, "action", "submit"));
        return Text.utf8(Text.json(Map.of("type", "default", "id", FORM, "components", components)));
    }
}
