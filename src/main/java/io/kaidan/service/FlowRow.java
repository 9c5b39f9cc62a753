package io.kaidan.service;

import io.kaidan.catalog.DeployedFlow;
import java.util.List;

/**
 * A flow in a list.
 *
 * @param description what its design says of it; may be empty
 * @param version of the application that tickets open on; null when it is not deployed
 * @param retentionDays for how many days closed tickets are kept; null: for ever
 */
public record FlowRow(
        String apiPath,
        String name,
        String description,
        Integer version,
        boolean enabled,
        boolean api,
        boolean log,
        boolean attachments,
        boolean worklog,
        boolean tasks,
        Integer retentionDays,
        List<String> columns) {

    static FlowRow of(DeployedFlow flow, int version) {
        return new FlowRow(
                flow.apiPath(),
                flow.name(),
                flow.description(),
                flow.isDeployed() ? version : null,
                flow.enabled(),
                flow.api(),
                flow.log(),
                flow.attachments(),
                flow.worklog(),
                flow.tasks(),
                flow.retentionDays(),
                flow.columns());
    }
}
