package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.engine.Signal;
import io.kaidan.file.Attachments;
import io.kaidan.flow.Flow;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Submission;
import io.kaidan.ticket.Submissions;
import io.kaidan.ticket.Ticket;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;

/** Decides submissions in the background: each becomes a ticket, or is refused with the reasons. */
@Stateless
public class StartValidation {

    /** The name of the job; its id is the submission's. */
    public static final String JOB = "validate-submission";

    @Inject
    private Submissions submissions;

    @Inject
    private Applications applications;

    @Inject
    private FlowLibrary library;

    @Inject
    private Transitions transitions;

    @Inject
    private Attachments attachments;

    @Inject
    private Clock clock;

    /** Validates and opens. A refusal rolls back what it had begun; then {@link #refuse} records it. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void decide(long submissionId) {
        Submission submission = submissions.lock(submissionId);
        if (submission == null || !submission.isPending()) {
            return; // decided before: a job may run twice
        }
        DeployedFlow deployed = applications.flowById(submission.flowId());
        Flow flow = library.flow(submission.versionId(), deployed.apiPath());
        transitions.validate(
                flow.start().human(), submission.values(), flow.start().label());
        Ticket ticket = transitions.open(
                deployed,
                submission.versionId(),
                flow,
                new Signal.Open(submission.values(), submission.by(), clock.instant()));
        attachments.moveToTicket(submissionId, ticket.id());
        submission.opened(ticket.dataNo());
    }

    /** Keeps the reasons for the submitter; values and files go. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void refuse(long submissionId, Refused refusal) {
        Submission submission = submissions.lock(submissionId);
        if (submission != null && submission.isPending()) {
            attachments.deleteOfSubmission(submissionId);
            submission.refused(refusal.problems());
        }
    }
}
