package io.kaidan.service;

import io.kaidan.cache.Cache;
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
    private final Cache<Long, Map<String, Flow>> byVersion = new Cache<>("versions", VERSIONS);
    private final Cache<String, AsOf> byPath = new Cache<>("flows", FLOWS);

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
        Optional<AsOf> known = byPath.find(apiPath, flow -> flow.epoch() == caller.epoch());
        if (known.isPresent()) {
            return known.map(AsOf::flow);
        }
        Optional<DeployedFlow> found = applications.flow(apiPath);
        found.ifPresent(flow -> byPath.keep(apiPath, new AsOf(caller.epoch(), flow)));
        return found;
    }

    /** One flow of a version. */
    public Flow flow(long versionId, String apiPath) {
        Map<String, Flow> flows = byVersion.find(versionId, any -> true).orElseGet(() -> {
            Map<String, Flow> read = read(stored(versionId), new ArrayList<>());
            byVersion.keep(versionId, read);
            return read;
        });
        return flows.get(apiPath);
    }

    public List<Cache<?, ?>> caches() {
        return List.of(byVersion, byPath);
    }

    /** The package of a version as it was deployed. */
    ApplicationPackage stored(long versionId) {
        return ApplicationPackage.ofZip(applications.version(versionId).zip());
    }
}
