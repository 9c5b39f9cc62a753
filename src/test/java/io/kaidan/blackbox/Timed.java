package io.kaidan.blackbox;

/** Elements with timers, for {@link FlowBuilder#raw}: links lead to and from them by their ids as to all others. */
final class Timed {

    static final String DURATION = "timeDuration";
    static final String DATE = "timeDate";
    static final String CYCLE = "timeCycle";

    private Timed() {}

    static String pause(String id, String kind, String text) {
        return "<bpmn:intermediateCatchEvent id=\"%s\" name=\"暫停 %s\">%s</bpmn:intermediateCatchEvent>"
                .formatted(id, id, definition(kind, text));
    }

    static String deadline(String id, String activity, String kind, String text) {
        return boundary(id, activity, true, kind, text);
    }

    static String reminder(String id, String activity, String kind, String text) {
        return boundary(id, activity, false, kind, text);
    }

    private static String boundary(String id, String activity, boolean interrupting, String kind, String text) {
        return "<bpmn:boundaryEvent id=\"%s\" attachedToRef=\"%s\" cancelActivity=\"%s\">%s</bpmn:boundaryEvent>"
                .formatted(id, activity, interrupting, definition(kind, text));
    }

    /** An event sub-process of the flow itself with one human point, which begins when its timer is due. */
    static String eventSubProcess(String start, String task, boolean interrupting, String kind, String text) {
        return """
                <bpmn:subProcess id="in-%s" triggeredByEvent="true">
                  <bpmn:startEvent id="%s" isInterrupting="%s">%s</bpmn:startEvent>
                  <bpmn:userTask id="%s" name="%s"><bpmn:extensionElements><zeebe:userTask/></bpmn:extensionElements>
                  </bpmn:userTask>
                  <bpmn:endEvent id="%s-end"/>
                  <bpmn:sequenceFlow id="%s-1" sourceRef="%s" targetRef="%s"/>
                  <bpmn:sequenceFlow id="%s-2" sourceRef="%s" targetRef="%s-end"/>
                </bpmn:subProcess>
                """.formatted(
                        start,
                        start,
                        interrupting,
                        definition(kind, text),
                        task,
                        task,
                        start,
                        start,
                        start,
                        task,
                        start,
                        task,
                        start);
    }

    private static String definition(String kind, String text) {
        return "<bpmn:timerEventDefinition><bpmn:%s xsi:type=\"bpmn:tFormalExpression\">%s</bpmn:%s></bpmn:timerEventDefinition>"
                .formatted(kind, text, kind);
    }
}
