package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.flow.Flow;
import io.kaidan.problem.Finding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;

/** The part of the deploy check that looks at other applications: an API path belongs to one only. */
@ApplicationScoped
public class PathCheck {

    @Inject
    Applications applications;

    /**
     * The flows whose API paths belong to others.
     *
     * @param application the name of theirs; null where it is not known
     */
    List<Finding> findings(String application, Map<String, Flow> flows) {
        if (application == null || flows.isEmpty()) {
            return List.of();
        }
        return applications.owners(flows.keySet()).entrySet().stream()
                .filter(owner -> !owner.getValue().equals(application))
                .map(owner -> taken(flows.get(owner.getKey()), owner.getValue()))
                .toList();
    }

    private static Finding taken(Flow flow, String owner) {
        return Finding.error(flow.file(), flow.apiPath(), "api_path_taken", flow.apiPath(), owner);
    }
}
