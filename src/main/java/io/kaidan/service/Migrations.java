package io.kaidan.service;

import io.kaidan.audit.AuditAction;
import io.kaidan.audit.Changes;
import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.engine.Migration;
import io.kaidan.flow.Flow;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.json.Members;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Tickets;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes open tickets of a flow to another version of it, each in a transaction of its own: a ticket goes as a whole or
 * stays as it is.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Migrations {

    /** Tickets of one call; who has more of them calls again with what {@link Result#next} says. */
    private static final int MOST = 500;

    private static final int LONGEST_REASON = 4_000;

    @Inject
    private Applications applications;

    @Inject
    private FlowLibrary library;

    @Inject
    private Tickets tickets;

    @Inject
    private TicketMigration migration;

    @Inject
    private Auditing auditing;

    /** Why a ticket stays where it is. */
    public record Left(long dataNo, Problem problem) {}

    /**
     * What became of the tickets.
     *
     * @param tickets how many were looked at
     * @param migrated how many went, or with a dry run: would go
     * @param left every problem of those that stay
     * @param next where to go on; null when there are no more
     */
    public record Result(int version, boolean dryRun, int tickets, int migrated, List<Left> left, Long next) {}

    /**
     * Migrates, for those with the flow's modify permission.
     *
     * @param body {@code version} (the number to go to), {@code from} (only tickets on this one), {@code dataNos} (only
     *     these, 500 at most; each that is of no such ticket is told), {@code nodes} (node ids of the old version to those of the new), {@code dryRun}, {@code after} (numbers
     *     above this one only), {@code reason}
     * @throws Refused with everything that is wrong with the body or the map of nodes, at once
     */
    public Result migrate(Caller caller, String apiPath, Map<String, ?> body) {
        DeployedFlow deployed = applications.flow(apiPath).orElseThrow(() -> Refused.because("unknown_flow", apiPath));
        caller.require(caller.may(Permission.MODIFY, apiPath), apiPath);
        Members members = new Members(body);
        members.allow("version", "from", "dataNos", "nodes", "dryRun", "after", "reason");
        String reason = members.words("reason", LONGEST_REASON);
        members.require("version");
        Long version = version(members, "version", deployed);
        Long from = version(members, "from", deployed);
        boolean dryRun = Boolean.TRUE.equals(members.flag("dryRun"));
        Long after = members.number("after", 0, Long.MAX_VALUE);
        List<Long> dataNos = dataNos(members);
        Map<String, String> nodes = nodes(members);
        if (version != null) {
            Flow old = from == null ? null : library.flow(from, apiPath);
            Migration.problems(nodes, old, library.flow(version, apiPath)).forEach(members::add);
        }
        if (deployed.isUndeployed()) {
            members.add(Problem.of("flow_undeployed", apiPath));
        }
        Refused.ifAny(members.problems());

        long above = after == null ? 0 : after;
        List<Long> found = dataNos == null
                ? tickets.openOnOtherVersions(deployed.id(), version, from, above, MOST + 1)
                : dataNos.stream().filter(n -> n > above).sorted().toList();
        List<Long> chosen = found.stream().limit(MOST).toList();
        TicketMigration.Plan plan =
                new TicketMigration.Plan(apiPath, from, version, nodes, dryRun, caller.username(), reason);
        if (!dryRun && !chosen.isEmpty()) { // what becomes of each stands in its history
            Changes asked = new Changes()
                    .put(
                            "version",
                            from == null ? null : applications.versionNumber(from),
                            applications.versionNumber(version))
                    .put("tickets", chosen.stream().map(String::valueOf).toList())
                    .put("reason", reason);
            auditing.note(caller, AuditAction.TICKETS_MIGRATE, apiPath, asked);
        }
        List<Left> left = new ArrayList<>();
        int migrated = 0;
        for (long dataNo : chosen) {
            List<Problem> problems = problems(plan, deployed.id(), dataNo);
            problems.forEach(problem -> left.add(new Left(dataNo, problem)));
            migrated += problems.isEmpty() ? 1 : 0;
        }
        Long next = found.size() > MOST ? chosen.get(MOST - 1) : null;
        return new Result(applications.versionNumber(version), dryRun, chosen.size(), migrated, left, next);
    }

    private List<Problem> problems(TicketMigration.Plan plan, long flowId, long dataNo) {
        try {
            return migration.migrate(plan, flowId, dataNo);
        } catch (Refused refused) {
            return refused.problems();
        }
    }

    /** The id of the version with the number that a member gives; null where it gives none. */
    private Long version(Members members, String name, DeployedFlow deployed) {
        Long number = members.number(name, 1, Integer.MAX_VALUE);
        if (number == null) {
            return null;
        }
        Long id = applications
                .versionId(deployed.applicationId(), number.intValue())
                .filter(v -> library.flow(v, deployed.apiPath()) != null)
                .orElse(null);
        if (id == null) {
            members.add(Problem.at(name, "unknown_version", number));
        }
        return id;
    }

    private static List<Long> dataNos(Members members) {
        List<String> texts = members.texts("dataNos");
        if (texts == null) {
            return null;
        }
        if (texts.size() > MOST) {
            members.add(Problem.at("dataNos", "too_large", Phrase.of("limit.tickets", MOST)));
            return List.of();
        }
        List<Long> numbers = new ArrayList<>();
        for (String text : texts) {
            if (text.matches("[1-9][0-9]{0,17}")) {
                numbers.add(Long.parseLong(text));
            } else {
                members.add(Problem.at("dataNos", "unknown_ticket", text));
            }
        }
        return numbers;
    }

    private static Map<String, String> nodes(Members members) {
        Map<String, Object> sent = members.object("nodes");
        Map<String, String> nodes = new LinkedHashMap<>();
        if (sent != null) {
            Members ids = new Members(sent);
            sent.keySet().forEach(old -> nodes.put(old, ids.text(old)));
            ids.problems().forEach(members::add);
        }
        return nodes;
    }
}
