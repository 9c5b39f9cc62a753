package io.kaidan.service;

import io.kaidan.catalog.DeployedFlow;
import io.kaidan.identity.Caller;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import java.util.ArrayList;
import java.util.List;

/** Through which door a ticket is opened or pushed on: whether the flow's API switch holds there, and what strangers learn. */
public enum Door {

    /** The quick API, which a flow's switch closes. Who lacks the permission hears that, whatever he asked for. */
    QUICK_API,

    /** {@code /api/v1}, and the console with it: people work there, so no switch closes it. Of flows that one may not know there are none. */
    REST,

    /** A schedule that somebody with the permission made. */
    SCHEDULE;

    List<Problem> switchedOff(DeployedFlow flow, Entry entry) {
        List<Problem> problems = new ArrayList<>(entry.problems());
        if (this == QUICK_API && !flow.api()) {
            problems.add(Problem.of("api_disabled", flow.apiPath()));
        }
        if (!flow.attachments() && entry.hasAttachments()) {
            problems.add(Problem.of("attachments_disabled", flow.apiPath()));
        }
        return problems;
    }

    void require(Caller caller, boolean permitted, String apiPath) {
        if (this == REST) {
            caller.require(permitted, apiPath);
        } else if (!permitted) {
            throw Refused.because("forbidden");
        }
    }
}
