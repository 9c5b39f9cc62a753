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

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd['T'HH:mm[:ss[.SSSSSSSSS][.SSS]][XXX]['['VV']']]");

    @Override
    public String element() {
        return "userTask";
    }

    @Override
    public void read(NodeDraft draft) {
        draft.knowsExtensions("userTask", "formDefinition", "assignmentDefinition", "taskSchedule", "ioMapping");
        draft.asksNoConditions();
        draft.actsOnce();
        draft.asksPeople();
        draft.mapsValues();
        draft.mapsNoInputs();
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
        step.mapOutputs();
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
            TemporalAccessor moment = MOMENT.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
            if (moment instanceof ZonedDateTime zoned) {
                return zoned.toInstant();
            }
            LocalDateTime local = moment instanceof LocalDateTime time ? time : ((LocalDate) moment).atStartOfDay();
            return local.atZone(ZoneId.systemDefault()).toInstant();
        } catch (DateTimeParseException e) {
            throw Refused.because("due_date", text);
        }
    }
}
