package io.kaidan.service;

import io.kaidan.audit.AuditAction;
import io.kaidan.audit.Changes;
import io.kaidan.identity.Caller;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Incident;
import io.kaidan.ticket.IncidentQuery;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Has many incidents tried again, so many in a call, each ticket in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class BulkRetry {

    private static final System.Logger LOG = System.getLogger(BulkRetry.class.getName());

    /** A call that takes longer leaves the rest to the next one: clients and proxies do not wait for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    private IncidentReading reading;

    @Inject
    private Retrying retrying;

    @Inject
    private Auditing auditing;

    @Inject
    private Clock clock;

    /**
     * What came of it.
     *
     * @param retried incidents that were tried again
     * @param failed those of them that failed again
     * @param skipped incidents that were not tried: somebody else was faster, or the flow is taken off
     * @param before where the next call goes on; null when all were looked at
     */
    public record Swept(int retried, int failed, int skipped, Long before) {}

    /** Tries again what the query finds and the caller may modify; {@code limit} incidents at most. */
    public Swept retry(Caller caller, IncidentQuery query) {
        List<Incident> found = new ArrayList<>(reading.page(caller, query.upTo(query.limit() + 1)));
        Long before = null;
        if (found.size() > query.limit()) {
            found.remove(query.limit());
            before = found.get(query.limit() - 1).id();
        }
        if (!found.isEmpty()) { // what becomes of each stands in the history of its ticket
            List<String> flows =
                    found.stream().map(Incident::apiPath).distinct().toList();
            Changes asked = new Changes().put("incidents", found.size());
            auditing.note(caller, AuditAction.INCIDENTS_RETRY, String.join(", ", flows), asked);
        }
        Instant deadline = clock.instant().plus(PATIENCE);
        int looked = 0;
        int retried = 0;
        int failed = 0;
        for (List<Incident> ofTicket : byTicket(found)) {
            if (looked > 0 && clock.instant().isAfter(deadline)) {
                before = ofTicket.get(0).id() + 1; // its first is the newest that is left
                break;
            }
            Retrying.Tried tried = retry(caller, ofTicket);
            looked += ofTicket.size();
            retried += tried.retried();
            failed += tried.failed();
        }
        return new Swept(retried, failed, looked - retried, before);
    }

    /** One ticket that breaks keeps no other from being tried. */
    private Retrying.Tried retry(Caller caller, List<Incident> ofTicket) {
        try {
            return retrying.retry(caller, ofTicket);
        } catch (Refused refused) {
            return new Retrying.Tried(0, 0);
        } catch (RuntimeException failure) {
            Incident first = ofTicket.get(0);
            LOG.log(
                    System.Logger.Level.ERROR,
                    "The retry of the ticket " + first.dataNo() + " of " + first.apiPath() + " failed",
                    failure);
            return new Retrying.Tried(0, 0);
        }
    }

    private static Collection<List<Incident>> byTicket(List<Incident> incidents) {
        Map<Long, List<Incident>> byTicket = new LinkedHashMap<>();
        incidents.forEach(i ->
                byTicket.computeIfAbsent(i.ticketId(), id -> new ArrayList<>()).add(i));
        return byTicket.values();
    }
}
