package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.engine.Signal;
import io.kaidan.identity.Caller;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.IncidentQuery;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an administrator of the server does with flows, from its console: he is let in there, and is nobody's user here. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class FlowOperations {

    private static final System.Logger LOG = System.getLogger(FlowOperations.class.getName());

    private static final Caller OPERATOR = new Caller(0, Signal.SYSTEM, Set.of(), true, Map.of(), 0);
    private static final int AT_ONCE = 100;

    @Inject
    private Applications applications;

    @Inject
    private Catalog catalog;

    @Inject
    private BulkRetry retry;

    /** All flows that are deployed, by API path. */
    public List<DeployedFlow> flows() {
        return applications.deployedFlows();
    }

    /** New tickets may be opened on it, or not. */
    public void enable(String apiPath, boolean on) {
        catalog.change(OPERATOR, apiPath, Map.of("enabled", on));
        LOG.log(
                System.Logger.Level.INFO,
                "{0} was {1} from the server''s console",
                apiPath,
                on ? "enabled" : "disabled");
    }

    /**
     * Every incident of a flow is tried again, once.
     *
     * @return a sentence that says what came of it
     */
    public String retryIncidents(String apiPath) {
        if (applications.flow(apiPath).isEmpty()) {
            throw Refused.because("unknown_flow", apiPath);
        }
        int retried = 0;
        int failed = 0;
        int skipped = 0;
        Long before = Long.MAX_VALUE;
        while (before != null) {
            BulkRetry.Swept swept =
                    retry.retry(OPERATOR, new IncidentQuery(List.of(apiPath), null, null, null, null, before, AT_ONCE));
            retried += swept.retried();
            failed += swept.failed();
            skipped += swept.skipped();
            before = swept.before();
        }
        LOG.log(System.Logger.Level.INFO, "The incidents of {0} were tried again from the server''s console", apiPath);
        return retried + " tried again, " + failed + " of them failed again, " + skipped + " left alone";
    }
}
