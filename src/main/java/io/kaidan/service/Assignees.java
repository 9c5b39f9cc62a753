package io.kaidan.service;

import io.kaidan.identity.Group;
import io.kaidan.identity.Groups;
import io.kaidan.identity.Users;
import io.kaidan.json.Members;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import io.kaidan.ticket.WorkItem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Reads who is to act on a work item, people and groups that there are. */
@ApplicationScoped
public class Assignees {

    private static final int MOST = 1_000;

    @Inject
    Users users;

    @Inject
    Groups groups;

    /** Who is to act; the assignee may be null, the lists empty. */
    record Chosen(String assignee, List<String> candidateUsers, List<String> candidateGroups) {}

    /** What is not sent stays as it is with the work item; the problems are in the members. */
    Chosen read(Members members, WorkItem item) {
        if (!members.has("assignee") && !members.has("candidateUsers") && !members.has("candidateGroups")) {
            members.require("assignee");
        }
        String assignee = members.text("assignee");
        if (assignee != null) {
            refuseUnknown(members, "assignee", "unknown_user", List.of(assignee), users.existing(List.of(assignee)));
        }
        List<String> candidates = names(members, "candidateUsers");
        refuseUnknown(members, "candidateUsers", "unknown_user", candidates, users.existing(candidates));
        List<String> teams = names(members, "candidateGroups");
        refuseUnknown(
                members,
                "candidateGroups",
                "unknown_group",
                teams,
                groups.named(teams).stream().map(Group::name).toList());
        return new Chosen(
                members.has("assignee") ? assignee : item.assignee(),
                members.has("candidateUsers") ? candidates : item.candidateUsers(),
                members.has("candidateGroups") ? teams : item.candidateGroups());
    }

    private static List<String> names(Members members, String name) {
        List<String> names = members.texts(name);
        if (names != null && names.size() > MOST) {
            members.add(Problem.at(name, "range", Phrase.of("expect.maxItems", MOST), names.size()));
            return List.of();
        }
        return names == null ? List.of() : names;
    }

    private static void refuseUnknown(
            Members members, String field, String code, List<String> names, Collection<String> existing) {
        TreeSet<String> unknown = new TreeSet<>(names);
        unknown.removeAll(existing);
        unknown.forEach(name -> members.add(Problem.at(field, code, name)));
    }
}
