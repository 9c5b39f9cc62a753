package io.kaidan.service;

import static java.util.stream.Collectors.toSet;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.flow.CalledFlow;
import io.kaidan.flow.Flow;
import io.kaidan.flow.Node;
import io.kaidan.problem.Finding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The part of the deploy check that looks beyond the package: a flow that is called by a fixed name must be there. */
@ApplicationScoped
public class CallCheck {

    private record Place(Flow flow, Node node, String apiPath) {}

    @Inject
    Applications applications;

    /** What calls a flow that is neither in the package nor deployed; expressions show it only with the values of a ticket. */
    List<Finding> findings(Map<String, Flow> flows) {
        List<Place> beyond = new ArrayList<>();
        for (Flow flow : flows.values()) {
            for (Node node : flow.nodes().values()) {
                if (node.detail() instanceof CalledFlow called
                        && called.apiPath().plain() != null
                        && !flows.containsKey(called.apiPath().plain())) {
                    beyond.add(new Place(flow, node, called.apiPath().plain()));
                }
            }
        }
        Set<String> wanted = beyond.stream().map(Place::apiPath).collect(toSet());
        Set<String> deployed = new HashSet<>();
        if (!wanted.isEmpty()) {
            applications.flows(wanted).stream()
                    .filter(DeployedFlow::isDeployed)
                    .forEach(flow -> deployed.add(flow.apiPath()));
        }
        return beyond.stream()
                .filter(place -> !deployed.contains(place.apiPath()))
                .map(place ->
                        Finding.error(place.flow().file(), place.node().id(), "unknown_called_flow", place.apiPath()))
                .toList();
    }
}
