package io.kaidan.service;

import static java.util.stream.Collectors.toMap;

import io.kaidan.audit.AuditAction;
import io.kaidan.audit.Changes;
import io.kaidan.catalog.Application;
import io.kaidan.catalog.ApplicationPackage;
import io.kaidan.catalog.ApplicationVersion;
import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.catalog.Starts;
import io.kaidan.flow.Flow;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Roles;
import io.kaidan.problem.Finding;
import io.kaidan.problem.NotDeployable;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Subscriptions;
import io.kaidan.ticket.Tickets;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What tickets open on: puts the next version of an application in force, or takes an application off. */
@Stateless
public class Activation {

    @Inject
    private Applications applications;

    @Inject
    private Starts starts;

    @Inject
    private Tickets tickets;

    @Inject
    private PathCheck paths;

    @Inject
    private Roles roles;

    @Inject
    private Subscriptions subscriptions;

    @Inject
    private Jobs jobs;

    @Inject
    private Auditing auditing;

    @Inject
    private Clock clock;

    /**
     * Makes the next version of an application that has been checked.
     *
     * @param draft from which it comes; null: from none
     */
    public Deployments.Deployed activate(
            Caller caller,
            ApplicationPackage application,
            Long draft,
            Map<String, Flow> flows,
            List<Finding> warnings) {
        applications.lockForDeploy();
        Application entity = applications.find(application.name()).orElseGet(() -> {
            Application fresh = new Application(application.name());
            applications.save(fresh);
            return fresh;
        });
        Map<String, DeployedFlow> known =
                applications.flows(flows.keySet()).stream().collect(toMap(DeployedFlow::apiPath, f -> f));
        NotDeployable.ifAnyError(paths.findings(application.name(), flows));
        boolean wasTakenOff = !entity.isDeployed();
        ApplicationVersion version =
                entity.deploy(application.description(), application.toZip(), caller.username(), clock.instant());
        applications.save(version);
        applications.flowsOf(List.of(entity.id())).forEach(DeployedFlow::drop);
        List<FlowRow> rows = new ArrayList<>();
        for (Flow flow : flows.values()) {
            DeployedFlow deployed = known.get(flow.apiPath());
            if (deployed == null) {
                deployed = new DeployedFlow(entity.id(), flow);
                deployed.activate(flow, version.id());
                applications.save(deployed);
                tickets.startNumbers(deployed.id());
            } else {
                deployed.activate(flow, version.id());
            }
            starts.replace(deployed, flow);
            rows.add(FlowRow.of(deployed, version.version()));
        }
        if (wasTakenOff) {
            List<Long> back = applications.flowsOf(List.of(entity.id())).stream()
                    .map(DeployedFlow::id)
                    .toList();
            jobs.schedule(Timers.JOB, subscriptions.timers(back));
        }
        application.roles().forEach(roles::grant);
        Changes changes = new Changes()
                .put("version", version.version() == 1 ? null : version.version() - 1, version.version())
                .put("draft", draft == null ? null : draft.toString())
                .put("flows", List.copyOf(flows.keySet()))
                .put("roles", application.roles().isEmpty() ? null : application.roles());
        auditing.note(caller, AuditAction.APPLICATION_DEPLOY, application.name(), changes);
        return new Deployments.Deployed(application.name(), version.version(), rows, warnings);
    }

    /** Takes an application off: no new tickets; those that are open stay readable, and it can be deployed again. */
    public void undeploy(Caller caller, String name) {
        if (caller.admin()) {
            applications.lockForDeploy();
        }
        Application application = applications.find(name).orElseThrow(() -> unknown(name));
        List<DeployedFlow> flows = applications.flowsOf(List.of(application.id()));
        if (!caller.admin() && flows.stream().noneMatch(flow -> caller.knows(flow.apiPath()))) {
            throw unknown(name); // whoever may not see it does not learn that it exists
        }
        caller.requireAdmin();
        application.undeploy();
        flows.forEach(DeployedFlow::undeploy);
        auditing.note(caller, AuditAction.APPLICATION_UNDEPLOY, name, new Changes());
    }

    private static Refused unknown(String name) {
        return Refused.because("unknown_application", name);
    }
}
