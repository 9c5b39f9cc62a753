package io.kaidan.service;

import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.ticket.Incident;
import io.kaidan.ticket.IncidentQuery;
import io.kaidan.ticket.Incidents;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Where tickets could not go on, for those with the modify permission of the flow. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class IncidentReading {

    @Inject
    private Incidents incidents;

    /** One page, the newest tokens first; what the caller may not know of is left out. */
    public List<Incident> page(Caller caller, IncidentQuery query) {
        return incidents.page(new IncidentQuery(
                permitted(caller, query.apiPaths()),
                query.ids(),
                query.node(),
                query.code(),
                query.before(),
                query.limit()));
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
