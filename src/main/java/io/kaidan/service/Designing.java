package io.kaidan.service;

import io.kaidan.audit.AuditAction;
import io.kaidan.audit.Changes;
import io.kaidan.catalog.Applications;
import io.kaidan.design.Draft;
import io.kaidan.design.DraftFiles;
import io.kaidan.design.Drafts;
import io.kaidan.identity.Caller;
import io.kaidan.json.Members;
import io.kaidan.problem.Finding;
import io.kaidan.problem.NotDeployable;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Designing applications (應用設計), for those who may deploy them. */
@Stateless
public class Designing {

    @Inject
    private Drafts drafts;

    @Inject
    private Applications applications;

    @Inject
    private FlowLibrary library;

    @Inject
    private Deployments deployments;

    @Inject
    private Auditing auditing;

    @Inject
    private Clock clock;

    /** All drafts, those saved last first. */
    public List<Drafts.Row> drafts(Caller caller) {
        caller.requireAdmin();
        return drafts.all();
    }

    /**
     * Makes a draft.
     *
     * @param body either {@code files}, texts by path, or {@code application} and its {@code version}, which stays as it is
     */
    public Draft add(Caller caller, Map<String, ?> body) {
        caller.requireAdmin();
        Members members = new Members(body);
        members.allow("files", "application", "version");
        Map<String, Object> files = members.object("files");
        String application = members.text("application");
        Long version = members.number("version", 1, Integer.MAX_VALUE);
        if (members.problems().isEmpty() && (files == null) == (application == null)) {
            members.add(Problem.of("files_or_application"));
        }
        if (application != null) {
            members.require("version");
        }
        Refused.ifAny(members.problems());
        DraftFiles first = files == null
                ? DraftFiles.of(library.stored(versionId(application, version.intValue()))
                        .files())
                : new DraftFiles(Map.of()).with(files);
        Draft draft = new Draft(caller.username());
        save(draft, first, caller);
        drafts.save(draft);
        Changes made = new Changes().put("name", draft.name()).put("version", version);
        auditing.note(caller, AuditAction.DRAFT_ADD, draft.id().toString(), made);
        return draft;
    }

    public Draft get(Caller caller, long id) {
        return found(caller, id, drafts.find(id));
    }

    /**
     * Saves some files or all.
     *
     * @param seen the revision that was changed
     * @param body {@code files}: new texts by path, null for those that are gone; others stay as they are
     */
    public Draft save(Caller caller, long id, int seen, Map<String, ?> body) {
        Draft draft = found(caller, id, drafts.lock(id));
        Members members = new Members(body);
        members.allow("files");
        members.require("files");
        Map<String, Object> changes = members.object("files");
        Refused.ifAny(members.problems());
        draft.expect(seen);
        save(draft, new DraftFiles(draft.files()).with(changes), caller);
        return draft;
    }

    private void save(Draft draft, DraftFiles files, Caller caller) {
        draft.save(files, caller.username(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    public void remove(Caller caller, long id, int seen) {
        Draft draft = found(caller, id, drafts.lock(id));
        draft.expect(seen);
        drafts.remove(draft);
        Changes gone = new Changes().put("name", draft.name(), null).put("revision", draft.revision(), null);
        auditing.note(caller, AuditAction.DRAFT_REMOVE, draft.id().toString(), gone);
    }

    /** What keeps it from being deployed, and what is doubtful. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public List<Finding> check(Caller caller, long id) {
        return deployments.check(caller, get(caller, id).application());
    }

    /**
     * Deploys what was seen as the next version of its application; the draft stays.
     *
     * @throws NotDeployable with everything that is wrong
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Deployments.Deployed deploy(Caller caller, long id, int seen) {
        Draft draft = get(caller, id);
        draft.expect(seen);
        return deployments.deploy(caller, draft.application(), id);
    }

    /** The zip of a version, with the very files that were deployed. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public byte[] exported(Caller caller, String application, int version) {
        caller.requireAdmin();
        return applications.version(versionId(application, version)).zip();
    }

    private long versionId(String application, int version) {
        long id = applications
                .find(application)
                .orElseThrow(() -> Refused.because("unknown_application", application))
                .id();
        return applications.versionId(id, version).orElseThrow(() -> Refused.because("unknown_version", version));
    }

    private static Draft found(Caller caller, long id, Optional<Draft> found) {
        caller.requireAdmin();
        return found.orElseThrow(() -> Refused.because("unknown_draft", Long.toString(id)));
    }
}
