package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Period;
import io.kaidan.ticket.Statistics;
import io.kaidan.ticket.Statistics.Day;
import io.kaidan.ticket.Statistics.Durations;
import io.kaidan.ticket.Statistics.Node;
import io.kaidan.ticket.Tickets;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** How the tickets of a flow went, for those who may view them all. */
@Stateless
public class FlowStatistics {

    /** The log of so many openings and ends of tickets is read in two seconds or so. */
    private static final long MOST_LOGGED = 50_000;

    @Inject
    private Applications applications;

    @Inject
    private Tickets tickets;

    @Inject
    private Statistics statistics;

    @Inject
    private Patience patience;

    @Inject
    private Clock clock;

    /** A period and what happened in it. */
    public record Report(
            LocalDate from, LocalDate to, String zone, List<Node> nodes, List<Day> days, Durations durations) {}

    /**
     * Reports on a period, as it is at one moment; see {@link Period#read} for what it takes.
     *
     * @throws Refused {@code too_slow} where there is so much in it that the answer would take too long
     */
    public Report report(Caller caller, String apiPath, String from, String to, String zone) {
        tickets.readOneMoment();
        DeployedFlow flow = applications.flow(apiPath).orElseThrow(() -> Refused.because("unknown_flow", apiPath));
        caller.require(caller.may(Permission.VIEW, apiPath), apiPath);
        Period period = Period.read(from, to, zone, clock.instant());
        return patience.within(() -> {
            List<Day> days = statistics.days(flow.id(), period);
            long tickets =
                    days.stream().mapToLong(day -> day.opened() + day.closed()).sum();
            return new Report(
                    period.from(),
                    period.to(),
                    period.zone().getId(),
                    statistics.nodes(flow.id(), period, tickets <= MOST_LOGGED),
                    days,
                    statistics.durations(flow.id(), period));
        });
    }
}
