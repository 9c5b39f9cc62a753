package io.kaidan.node;

import io.kaidan.engine.NodeType;
import io.kaidan.engine.Step;
import io.kaidan.flow.HumanPoint;
import io.kaidan.flow.NodeDraft;
import io.kaidan.flow.Text;
import io.kaidan.form.Assignee;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.WorkItem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAccessor;
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
        draft.knowsExtensions("userTask", "formDefinition", "assignmentDefinition", "taskSchedule");
        draft.asksNoConditions();
        draft.actsOnce();
        draft.asksPeople();
    }

    @Override
    public void enter(Step step) {
        HumanPoint human = step.node().human();
        step.waitFor(step.evaluate(values -> assignment(human, values)));
    }

    @Override
    public boolean waitsForOutside() {
        return true;
    }

    @Override
    public void resume(Step step) {
        step.leave();
    }

    /** Whom the design names; where it names nobody, whom the form's assignee field names. */
    private static WorkItem.Assignment assignment(HumanPoint human, Map<String, Object> values) {
        Instant due = human.dueDate() == null ? null : moment(human.dueDate().of(values));
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

    private static List<String> listOf(Text text, Map<String, Object> values) {
        return text == null ? List.of() : text.listOf(values);
    }

    private static List<String> list(String name) {
        return name == null ? List.of() : List.of(name);
    }

    /** A moment in ISO 8601; without an offset it is the server's own time, a date alone its first moment. */
    private static Instant moment(String text) {
        if (text == null) {
            return null;
        }
        try {
            if (text.indexOf('T') < 0) {
                return LocalDate.parse(text)
                        .atStartOfDay(ZoneId.systemDefault())
                        .toInstant();
            }
            TemporalAccessor moment =
                    DateTimeFormatter.ISO_DATE_TIME.parseBest(text, ZonedDateTime::from, LocalDateTime::from);
            return moment instanceof ZonedDateTime zoned
                    ? zoned.toInstant()
                    : ((LocalDateTime) moment).atZone(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeParseException e) {
            throw Refused.because("due_date", text);
        }
    }
}
