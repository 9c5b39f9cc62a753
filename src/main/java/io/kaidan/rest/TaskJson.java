package io.kaidan.rest;

import io.kaidan.service.MyTasks.Waiting;
import io.kaidan.ticket.Tasks.Task;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A task as {@code /api/v1} tells it. */
final class TaskJson {

    private TaskJson() {}

    /** A quick action as it is offered; {@code name} is what a push sends. */
    private record Action(String name, String label) {}

    static Map<String, Object> of(Waiting waiting) {
        Task task = waiting.task();
        List<Action> actions = waiting.actions().stream()
                .map(action -> new Action(action.name(), action.label()))
                .toList();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("dataId", Long.toString(task.dataId()));
        json.put("apiPath", task.apiPath());
        json.put("flow", task.flow());
        json.put("dataNo", Long.toString(task.dataNo()));
        json.put("title", task.title());
        json.put("status", task.status());
        json.put("level", task.level());
        json.put("node", task.node());
        json.put("name", task.name());
        json.put("assignee", task.assignee());
        json.put("candidateUsers", task.candidateUsers());
        json.put("candidateGroups", task.candidateGroups());
        json.put("since", task.since());
        json.put("dueAt", task.dueAt());
        json.put("actions", actions);
        return json;
    }
}
