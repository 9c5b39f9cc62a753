package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.flow.QuickAction;
import io.kaidan.form.Field;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Listing;
import io.kaidan.ticket.Lists;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists as other systems ask for them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Listings {

    @Inject
    private Applications applications;

    @Inject
    private FlowLibrary library;

    @Inject
    private Lists lists;

    @Inject
    private Patience patience;

    /**
     * The tickets of a flow with the fields of its forms as they are deployed now, for those who may view them.
     *
     * @param reader the language of the messages of what could not go on
     * @throws Refused {@code too_slow} where the answer would take too long, as everywhere here
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED) // its statements are planned in a way of their own
    public List<Map<String, Object>> tickets(Caller caller, String apiPath, Listing listing, Locale reader) {
        DeployedFlow flow = applications.flow(apiPath).orElseThrow(() -> Refused.because("unknown_flow", apiPath));
        if (!caller.may(Permission.VIEW, apiPath)) {
            throw Refused.because("forbidden");
        }
        if (!flow.api()) {
            throw Refused.because("api_disabled", apiPath);
        }
        Set<String> fields = library.flow(flow.versionId(), apiPath).forms().stream()
                .flatMap(form -> form.fields().stream())
                .map(Field::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return patience.within(() -> lists.tickets(flow.id(), fields, listing, reader));
    }

    /** What waits for the caller or for one of his groups; he needs no permission to see what he is to do. */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public List<Map<String, Object>> tasks(Caller caller, Listing listing) {
        List<Map<String, Object>> rows = patience.within(() -> lists.tasks(MyTasks.viewer(caller), listing));
        rows.forEach(row -> row.computeIfPresent("action", (name, place) -> actions((List<?>) place)));
        return rows;
    }

    /** The labels of both quick actions with a comma between; an empty one for each that the stop has not. */
    private String actions(List<?> place) {
        List<QuickAction> actions = library.flow(((Number) place.get(0)).longValue(), (String) place.get(1))
                .node((String) place.get(2))
                .human()
                .quickActions();
        return Stream.of("action1", "action2")
                .map(name -> actions.stream()
                        .filter(action -> action.name().equals(name))
                        .map(QuickAction::label)
                        .findFirst()
                        .orElse(""))
                .collect(Collectors.joining(","));
    }
}
