package io.kaidan.ticket;

import io.kaidan.problem.Problem;

/**
 * A token that could not go on.
 *
 * @param id the token's
 * @param versionId the version of the application on which its ticket runs
 * @param node the id of the node where it stays
 * @param calledBy through which call it shows where it was asked for; null: it stands there itself
 */
public record Incident(
        long id,
        long ticketId,
        long versionId,
        String apiPath,
        long dataNo,
        String node,
        Failure failure,
        CalledBy calledBy) {

    /** As those see it who may not see the called ticket: it stands at the call, and does not tell why. */
    public Incident withheld() {
        Failure untold = new Failure(Problem.of("called_incident"), false, false, failure.at());
        return new Incident(
                id,
                ticketId,
                calledBy.versionId(),
                calledBy.apiPath(),
                calledBy.dataNo(),
                calledBy.node(),
                untold,
                calledBy);
    }
}
