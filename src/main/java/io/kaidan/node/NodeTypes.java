package io.kaidan.node;

import io.kaidan.engine.NodeType;
import java.util.List;

/** The register: every type of node that a flow may have. What is not here is refused when it is deployed. */
public final class NodeTypes {

    public static final List<NodeType> ALL =
            List.of(new StartEvent(), new EndEvent(), new UserTask(), new ExclusiveGateway(), new ParallelGateway());

    private NodeTypes() {}
}
