package io.kaidan.catalog;

import io.kaidan.flow.Flow;
import io.kaidan.flow.Node;
import io.kaidan.flow.Trigger;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which messages and signals open tickets on which flows, in the database. */
@ApplicationScoped
public class Starts {

    public static final String MESSAGE = "message";
    public static final String SIGNAL = "signal";

    @PersistenceContext
    private EntityManager entities;

    /** What a flow says of it from now on; the flow is saved. */
    public void replace(DeployedFlow deployed, Flow flow) {
        entities.createNativeQuery("delete from flow_start where flow_id = ?")
                .setParameter(1, deployed.id())
                .executeUpdate();
        for (Node start : flow.triggeredStarts()) {
            entities.createNativeQuery("insert into flow_start (flow_id, kind, name, node) values (?, ?, ?, ?)")
                    .setParameter(1, deployed.id())
                    .setParameter(2, start.trigger().kind() == Trigger.Kind.MESSAGE ? MESSAGE : SIGNAL)
                    .setParameter(3, start.trigger().name().of(Map.of()))
                    .setParameter(4, start.id())
                    .executeUpdate();
        }
    }

    /** The start event of a flow that a message or signal of this name makes happen. */
    public Optional<String> node(long flowId, String kind, String name) {
        List<?> found = entities.createNativeQuery(
                        "select node from flow_start where flow_id = ? and kind = ? and name = ?")
                .setParameter(1, flowId)
                .setParameter(2, kind)
                .setParameter(3, name)
                .getResultList();
        return found.stream().map(String.class::cast).findFirst();
    }
}
