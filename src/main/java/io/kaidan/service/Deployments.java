package io.kaidan.service;

import io.kaidan.catalog.ApplicationPackage;
import io.kaidan.file.Upload;
import io.kaidan.flow.Flow;
import io.kaidan.identity.Caller;
import io.kaidan.problem.Finding;
import io.kaidan.problem.NotDeployable;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Deploying an application: all of it or nothing. Reading and checking happen before any transaction begins. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Deployments {

    @Inject
    private FlowLibrary library;

    @Inject
    private Activation activation;

    @Inject
    private CallCheck calls;

    @Inject
    private PathCheck paths;

    /** What was deployed, and what somebody should look at. */
    public record Deployed(String name, int version, List<FlowRow> flows, List<Finding> warnings) {}

    private record Checked(Map<String, Flow> flows, List<Finding> findings) {}

    /**
     * Deploys the next version of an application.
     *
     * @param files one zip, or the files of a package one by one
     * @throws NotDeployable with everything that is wrong
     * @throws IOException when the uploaded files cannot be read any more
     */
    public Deployed deploy(Caller caller, List<Upload> files) throws IOException {
        caller.requireAdmin();
        return deploy(caller, ApplicationPackage.of(files), null);
    }

    /**
     * The same for a package that has been read.
     *
     * @param draft from which it comes; null: from none
     */
    public Deployed deploy(Caller caller, ApplicationPackage application, Long draft) {
        caller.requireAdmin();
        Checked checked = checked(application);
        NotDeployable.ifAnyError(checked.findings());
        return activation.activate(caller, application, draft, checked.flows(), checked.findings());
    }

    /** What is wrong with an application, or doubtful; nothing is deployed. */
    public List<Finding> check(Caller caller, ApplicationPackage application) {
        caller.requireAdmin();
        return checked(application).findings();
    }

    private Checked checked(ApplicationPackage application) {
        List<Finding> findings = new ArrayList<>(application.findings());
        Map<String, Flow> flows = library.read(application, findings);
        findings.addAll(calls.findings(flows));
        findings.addAll(paths.findings(application.name(), flows));
        return new Checked(flows, findings);
    }
}
