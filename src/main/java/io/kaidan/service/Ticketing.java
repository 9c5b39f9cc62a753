package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.engine.Signal;
import io.kaidan.file.Attachments;
import io.kaidan.file.Upload;
import io.kaidan.flow.Flow;
import io.kaidan.flow.HumanPoint;
import io.kaidan.flow.QuickAction;
import io.kaidan.form.Checked;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.identity.Users;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.IdempotencyKeys;
import io.kaidan.ticket.IdempotencyKeys.Opening;
import io.kaidan.ticket.Submission;
import io.kaidan.ticket.Submissions;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.TicketState;
import io.kaidan.ticket.Tickets;
import io.kaidan.ticket.WorkItem;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Open a ticket, see where it waits, push it on. One transaction each; what is refused leaves nothing behind. */
@Stateless
public class Ticketing {

    /** What is done all the time. */
    public static final String FORGET_KEYS = "forget-idempotency-keys";

    static final Duration FORGET_KEYS_PAUSE = Duration.ofMinutes(10);

    @Inject
    private Applications applications;

    @Inject
    private FlowLibrary library;

    @Inject
    private Transitions transitions;

    @Inject
    private Tickets tickets;

    @Inject
    private Submissions submissions;

    @Inject
    private Attachments attachments;

    @Inject
    private Users users;

    @Inject
    private IdempotencyKeys keys;

    @Inject
    private Jobs jobs;

    @Inject
    private Clock clock;

    /**
     * What came of it: the number of a ticket, or the id of the submission that is validated first; the other is null.
     *
     * @param before whether an earlier call brought it about, and this one nothing
     */
    public record Opened(Long dataNo, Long submission, boolean before) {}

    /**
     * Opens a ticket; one whose start has a validation is submitted, and decided in the background.
     *
     * @throws Refused with every reason at once
     */
    public Opened open(Caller caller, String apiPath, Entry entry, Door door) {
        DeployedFlow deployed = flow(caller, apiPath, entry)
                .filter(DeployedFlow::isDeployed)
                .orElseThrow(() -> Refused.because("unknown_flow", apiPath));
        door.require(caller, caller.may(Permission.ADD, apiPath), apiPath);
        Flow flow = library.flow(deployed.versionId(), apiPath);
        HumanPoint start = flow.start().human();
        List<Problem> problems = door.switchedOff(deployed, entry);
        if (!deployed.enabled()) {
            problems.add(Problem.of("flow_disabled", apiPath));
        }
        Checked checked = start.form().check(Map.of(), entry.values(), entry.fileNames(), true);
        problems.addAll(checked.problems());
        Refused.ifAny(problems);

        Instant now = clock.instant();
        if (start.validation() != null) {
            requireProof(caller);
            Submission submission =
                    new Submission(deployed.id(), deployed.versionId(), caller.username(), now, checked.values());
            submissions.save(submission);
            for (Upload upload : entry.uploadsBut(checked.hidden())) {
                attachments.storeForSubmission(submission.id(), upload, caller.username(), now);
            }
            jobs.schedule(StartValidation.JOB, submission.id());
            return new Opened(null, submission.id(), false);
        }
        Ticket ticket = transitions.open(
                deployed,
                deployed.versionId(),
                flow,
                new Signal.Open(checked.values(), caller.username(), now),
                caller.proof());
        store(entry, checked, ticket, caller, now);
        return new Opened(ticket.dataNo(), null, false);
    }

    /**
     * Opens a ticket as {@link #open(Caller, String, Entry, Door)} does, or tells what the same create opened before.
     *
     * @param key null: every call opens one
     * @throws Refused {@link IdempotencyKey#CODE} for a key that brought something else before
     */
    public Opened open(Caller caller, String apiPath, Entry entry, Door door, IdempotencyKey key) {
        if (key == null) {
            return open(caller, apiPath, entry, door);
        }
        requireProof(caller);
        Optional<Opening> before = keys.take(caller.username(), key.text(), key.fingerprint(), clock.instant());
        if (before.isPresent()) {
            key.requireSame(before.get().fingerprint());
            return new Opened(before.get().dataNo(), before.get().submission(), true);
        }
        Opened opened = open(caller, apiPath, entry, door);
        keys.opened(caller.username(), key.text(), opened.dataNo(), opened.submission());
        return opened;
    }

    /** Keys of creates whose day is over are forgotten. */
    public void forgetKeys() {
        keys.forget(clock.instant());
    }

    /**
     * Pushes a ticket on from one stop.
     *
     * @param entry only what changes
     * @return what the ticket is then
     * @throws Refused with every reason at once; of several pushes of one stop all but the first get {@code already_pushed}
     */
    public TicketState push(Caller caller, Stop stop, Entry entry, Door door) {
        String apiPath = stop.apiPath();
        long dataId = stop.dataId();
        DeployedFlow deployed =
                flow(caller, apiPath, entry).orElseThrow(() -> Refused.because("unknown_flow", apiPath));
        Ticket ticket = tickets.lockByWorkItem(deployed.id(), dataId, caller.proof())
                .filter(found -> stop.dataNo() == null || stop.dataNo().equals(found.dataNo()))
                .orElseThrow(() -> noStop(caller, apiPath, dataId, door));
        WorkItem item = tickets.workItem(dataId);
        boolean actor = item.isFor(caller.username(), caller.groups());
        door.require(caller, actor || caller.may(Permission.MODIFY, apiPath), apiPath);
        if (!item.isOpen()) {
            throw Refused.because("already_pushed", dataId);
        }
        List<Problem> problems = door.switchedOff(deployed, entry);
        if (deployed.isUndeployed()) {
            problems.add(Problem.of("flow_undeployed", apiPath));
        }
        Flow flow = library.flow(ticket.versionId(), apiPath);
        HumanPoint human = flow.node(item.node()).human();
        Map<String, Object> current = ticket.valuesAt(ticket.waitingFor(item));
        Map<String, Object> sent = entry.values();
        if (entry.quickAction() != null) {
            QuickAction action = human.quickAction(entry.quickAction())
                    .orElseThrow(() -> Refused.because("quick_action", entry.quickAction()));
            current = new LinkedHashMap<>(current);
            sent = new LinkedHashMap<>(sent);
            transitions.set(action, human.form(), current, sent, item.name());
        }
        Checked checked = human.form().check(current, sent, entry.fileNames(), false);
        problems.addAll(checked.problems());
        Refused.ifAny(problems);
        transitions.validate(human, checked.values(), item.name());

        Instant now = clock.instant();
        transitions.run(deployed, ticket, flow, new Signal.Push(item, checked.values(), caller.username(), now));
        store(entry, checked, ticket, caller, now);
        return ticket.state();
    }

    /**
     * The refusal of a push to something that is no stop of this flow. Who may push none but his own gets what he gets for
     * another's: nobody learns by trying which there are.
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Refused noStop(Caller caller, String apiPath, Object dataId, Door door) {
        door.require(caller, caller.may(Permission.MODIFY, apiPath), apiPath);
        return Refused.because("unknown_work_item", dataId);
    }

    /**
     * Where a ticket waits for people; nothing for a ticket that is closed or unknown. Who lacks the view permission sees
     * the stops at which he is to act.
     */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<WorkItem> waiting(Caller caller, String apiPath, OptionalLong dataNo) {
        DeployedFlow flow =
                library.deployed(caller, apiPath).orElseThrow(() -> Refused.because("unknown_flow", apiPath));
        List<WorkItem> items =
                dataNo.isPresent() ? tickets.openWorkItems(flow.id(), dataNo.getAsLong(), caller.proof()) : List.of();
        if (items.isEmpty()) {
            requireProof(caller);
        }
        if (!caller.may(Permission.VIEW, apiPath)) {
            items = items.stream()
                    .filter(i -> i.isFor(caller.username(), caller.groups()))
                    .toList();
            Door.QUICK_API.require(caller, !items.isEmpty(), apiPath);
        }
        Refused.ifAny(flow.api() ? List.of() : List.of(Problem.of("api_disabled", apiPath)));
        return items;
    }

    /** For what gets no answer to a statement that asks for the proof. */
    private void requireProof(Caller caller) {
        if (!users.holds(caller.proof())) {
            throw Refused.because(Accounts.UNPROVEN);
        }
    }

    /** What has files may have taken long to come in: what was deployed or switched meanwhile holds for it. */
    private Optional<DeployedFlow> flow(Caller caller, String apiPath, Entry entry) {
        return entry.uploads().isEmpty() ? library.deployed(caller, apiPath) : applications.flow(apiPath);
    }

    private void store(Entry entry, Checked checked, Ticket ticket, Caller caller, Instant now) {
        for (Upload upload : entry.uploadsBut(checked.hidden())) {
            attachments.storeForTicket(ticket.id(), upload, caller.username(), now);
        }
        if (entry.hasAttachments()) {
            tickets.attached(ticket, entry.attachmentNames(), caller.username(), now);
        }
    }
}
