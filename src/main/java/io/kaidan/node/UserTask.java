package io.kaidan.node;

import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.HumanPoint;
import io.kaidan.flow.Moments;
import io.kaidan.flow.NodeDraft;
import io.kaidan.flow.Text;
import io.kaidan.form.Assignee;
import io.kaidan.ticket.WorkItem;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A human point: the token waits with a work item until somebody pushes it. */
final class UserTask implements NodeType {

    @Override
    public String element() {
        return "userTask";
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions("userTask", "formDefinition", "assignmentDefinition", "taskSchedule", "ioMapping");
        draft.asksNoConditions();
        draft.asksLoop();
        draft.mapsValues();
        draft.asksPeople();
    }

    @Override
    public void enter(Step step) {
        HumanPoint human = step.node().human();
        step.waitFor(step.evaluate(values -> assignment(human, values)));
    }

    /** Whom the design names; where it names nobody, whom the form's assignee field names. */
    private static WorkItem.Assignment assignment(HumanPoint human, Map<String, Object> values) {
        Instant due = human.dueDate() == null ? null : due(human.dueDate().of(values));
        if (human.assignee() == null && human.candidateUsers() == null && human.candidateGroups() == null) {
            Assignee chosen = human.form().assignee(values);
            return chosen == null
                    ? new WorkItem.Assignment(null, List.of(), List.of(), due)
                    : new WorkItem.Assignment(chosen.user(), List.of(), list(chosen.group()), due);
        }
        return new WorkItem.Assignment(
                human.assignee() == null ? null : human.assignee().of(values),
                listOf(human.candidateUsers(), values),
                listOf(human.candidateGroups(), values),
                due);
    }

    private static Instant due(String text) {
        return text == null ? null : Moments.parse(text, "due_date");
    }

    private static List<String> listOf(Text text, Map<String, Object> values) {
        return text == null ? List.of() : text.listOf(values);
    }

    private static List<String> list(String name) {
        return name == null ? List.of() : List.of(name);
    }
}
