package io.kaidan.service;

import io.kaidan.catalog.ApplicationPackage;
import io.kaidan.catalog.Applications;
import io.kaidan.flow.ApplicationReader;
import io.kaidan.flow.Flow;
import io.kaidan.node.NodeTypes;
import io.kaidan.problem.Finding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The flows of the versions used last, read once: a version never changes. */
@ApplicationScoped
public class FlowLibrary {

    /** Kept at most; of old versions only those are used that have open tickets. */
    private static final int VERSIONS = 200;

    private final ApplicationReader reader = new ApplicationReader(NodeTypes.ALL);
    private final Map<Long, Map<String, Flow>> byVersion = Collections.synchronizedMap(new LatestUsed<>(VERSIONS));

    @Inject
    private Applications applications;

    /** Reads the flows of a package; see {@link ApplicationReader#read}. */
    Map<String, Flow> read(ApplicationPackage application, List<Finding> findings) {
        return reader.read(application.files(), findings);
    }

    /** One flow of a version. */
    public Flow flow(long versionId, String apiPath) {
        Map<String, Flow> flows = byVersion.get(versionId);
        if (flows == null) {
            flows = read(stored(versionId), new ArrayList<>());
            byVersion.putIfAbsent(versionId, flows);
        }
        return flows.get(apiPath);
    }

    /** The package of a version as it was deployed. */
    ApplicationPackage stored(long versionId) {
        return ApplicationPackage.ofZip(applications.version(versionId).zip());
    }
}
