package io.kaidan.service;

import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.ticket.Incident;
import io.kaidan.ticket.IncidentQuery;
import io.kaidan.ticket.Incidents;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Where tickets could not go on, for those with the modify permission of the flow. Refused as {@code too_slow} where the
 * answer would take too long.
 */
@Stateless
public class IncidentReading {

    @Inject
    private Incidents incidents;

    @Inject
    private FlowLibrary library;

    @Inject
    private Patience patience;

    /** One page of those that the caller may have tried again, the newest tokens first. */
    public List<Incident> page(Caller caller, IncidentQuery query) {
        return patience.within(() -> incidents.page(query.of(permitted(caller, query.apiPaths()))));
    }

    /**
     * The same, and with it those of the tickets that such tickets called, and these in turn. Of a called ticket that the
     * caller may not see he learns that it cannot go on, and at which call.
     */
    public List<NamedIncident> pageWithCalled(Caller caller, IncidentQuery query) {
        List<String> seen =
                caller.permissions().keySet().stream().filter(caller::sees).toList();
        IncidentQuery permitted = query.of(permitted(caller, query.apiPaths()));
        return patience.within(() -> incidents.pageWithCalled(permitted, caller.admin() ? null : seen)).stream()
                .map(i -> NamedIncident.of(i, caller, library))
                .toList();
    }

    private static Collection<String> permitted(Caller caller, Collection<String> asked) {
        if (caller.admin()) {
            return asked;
        }
        List<String> permitted = new ArrayList<>();
        caller.permissions().forEach((apiPath, permissions) -> {
            if (permissions.contains(Permission.MODIFY) && (asked == null || asked.contains(apiPath))) {
                permitted.add(apiPath);
            }
        });
        return permitted;
    }
}
