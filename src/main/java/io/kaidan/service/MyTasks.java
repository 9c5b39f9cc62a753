package io.kaidan.service;

import io.kaidan.flow.QuickAction;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.ticket.OwnWork;
import io.kaidan.ticket.OwnWork.Done;
import io.kaidan.ticket.OwnWork.Opened;
import io.kaidan.ticket.TaskFilter;
import io.kaidan.ticket.Tasks;
import io.kaidan.ticket.Tasks.Summary;
import io.kaidan.ticket.Tasks.Task;
import io.kaidan.ticket.Viewer;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/**
 * What somebody is to do, over all flows, and what he has done; he needs no permission to see what he is to do. Each is
 * refused as {@code too_slow} where the answer would take too long.
 */
@Stateless
public class MyTasks {

    @Inject
    private Tasks tasks;

    @Inject
    private OwnWork ownWork;

    @Inject
    private FlowLibrary library;

    @Inject
    private Patience patience;

    @Inject
    private Clock clock;

    /** A stop that waits, with what its design offers to push it on at once. */
    public record Waiting(Task task, List<QuickAction> actions) {}

    /** One page of what waits for the caller, the most urgent first; see {@link Tasks#page}. */
    public List<Waiting> waiting(Caller caller, TaskFilter filter, Tasks.Place after, int limit) {
        return patience.within(() -> tasks.page(viewer(caller), filter, clock.instant(), after, limit)).stream()
                .map(task -> new Waiting(task, actions(task)))
                .toList();
    }

    private List<QuickAction> actions(Task task) {
        return library.flow(task.versionId(), task.apiPath())
                .node(task.node())
                .human()
                .quickActions();
    }

    /** How much waits for the caller. */
    public Summary summary(Caller caller) {
        return patience.within(() -> tasks.summary(viewer(caller), clock.instant()));
    }

    /** One page of the stops that the caller pushed on, the last one first. */
    public List<Done> done(Caller caller, TaskFilter filter, OwnWork.Place after, int limit) {
        return patience.within(() -> ownWork.done(viewer(caller), filter, after, limit));
    }

    /** One page of the tickets that the caller opened, the last one first. */
    public List<Opened> opened(Caller caller, TaskFilter filter, OwnWork.Place after, int limit) {
        return patience.within(() -> ownWork.opened(viewer(caller), filter, after, limit));
    }

    static Viewer viewer(Caller caller) {
        List<String> flows = caller.permissions().keySet().stream()
                .filter(apiPath -> caller.may(Permission.VIEW, apiPath))
                .toList();
        return new Viewer(caller.username(), caller.groups(), caller.admin(), flows);
    }
}
