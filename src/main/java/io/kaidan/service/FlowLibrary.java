package io.kaidan.service;

import io.kaidan.catalog.ApplicationPackage;
import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.flow.ApplicationReader;
import io.kaidan.flow.Flow;
import io.kaidan.identity.Caller;
import io.kaidan.node.NodeTypes;
import io.kaidan.problem.Finding;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The flows of the versions used last, read once: a version never changes. */
@ApplicationScoped
public class FlowLibrary {

    /** Kept at most; of old versions only those are used that have open tickets. */
    private static final int VERSIONS = 200;

    private static final int FLOWS = 1000;

    private final ApplicationReader reader = new ApplicationReader(NodeTypes.ALL);
    private final Map<Long, Map<String, Flow>> byVersion = Collections.synchronizedMap(new LatestUsed<>(VERSIONS));

    private final Map<String, AsOf> byPath = Collections.synchronizedMap(new LatestUsed<>(FLOWS));

    @Inject
    private Applications applications;

    private record AsOf(long epoch, DeployedFlow flow) {}

    /** Reads the flows of a package; see {@link ApplicationReader#read}. */
    Map<String, Flow> read(ApplicationPackage application, List<Finding> findings) {
        return reader.read(application.files(), findings);
    }

    /**
     * The flow as it was when the call came in, to be read only: asked for again where anything was deployed or switched
     * since it was read, see {@link Caller#epoch}.
     */
    Optional<DeployedFlow> deployed(Caller caller, String apiPath) {
        AsOf known = byPath.get(apiPath);
        if (known != null && known.epoch() == caller.epoch()) {
            return Optional.of(known.flow());
        }
        Optional<DeployedFlow> found = applications.flow(apiPath);
        found.ifPresent(flow -> byPath.put(apiPath, new AsOf(caller.epoch(), flow)));
        return found;
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
