package io.kaidan.node;

import io.kaidan.engine.NodeType;
import io.kaidan.flow.Flow;
import java.util.List;

/** The register: every type of node that a flow may have. What is not here is refused when it is deployed. */
public final class NodeTypes {

    public static final List<NodeType> ALL = List.of(
            new StartEvent(),
            new TriggeredStart(),
            new EventSubProcessStart(),
            new EndEvent(),
            new TerminateEndEvent(),
            new ErrorEndEvent(),
            new EscalationEvent(Flow.END),
            new EscalationEvent("intermediateThrowEvent"),
            new SignalEvent(Flow.END),
            new SignalEvent("intermediateThrowEvent"),
            new PassingEvent(),
            new LinkThrowEvent(),
            new LinkCatchEvent(),
            new CatchEvent(),
            new BoundaryEvent(),
            new UserTask(),
            new PlainTask("task"),
            new PlainTask("manualTask"),
            ServiceTask.always("serviceTask"),
            ServiceTask.always("sendTask"),
            ServiceTask.whenDefined("businessRuleTask"),
            ServiceTask.whenDefined("scriptTask"),
            ServiceTask.whenDefined("intermediateThrowEvent"),
            ServiceTask.whenDefined(Flow.END),
            new ScriptTask(),
            new ReceiveTask(),
            new SubProcess(),
            new EventSubProcess(),
            new CallActivity(),
            new ExclusiveGateway(),
            new InclusiveGateway(),
            new ParallelGateway(),
            new EventBasedGateway());

    private NodeTypes() {}
}
