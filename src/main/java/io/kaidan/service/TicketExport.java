package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.catalog.DeployedFlow;
import io.kaidan.form.Field;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Permission;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.sheet.Sheet;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.TicketQuery;
import io.kaidan.ticket.TicketQuery.Cursor;
import io.kaidan.ticket.TicketSearch;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The tickets of a flow as a table to take along, for those who may view them. It is read page by page, each in a
 * transaction of its own: a slow client holds none, and a million tickets take no more memory than a thousand.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TicketExport {

    private static final int PAGE = 1_000;
    private static final Set<String> USUAL = Set.of("title", "status", "level");

    @Inject
    private Applications applications;

    @Inject
    private FlowLibrary library;

    @Inject
    private TicketReading reading;

    /** A table that may be written: the flow it is of, and its columns. */
    public record Table(DeployedFlow flow, List<ExportColumn> columns) {}

    /**
     * What the table will have.
     *
     * @param names of the columns: {@code dataNo}, {@code state}, {@code openedBy}, {@code openedAt}, {@code closedAt} and
     *     keys of fields; empty for those of the list in the console
     * @param reader whose language the texts are in
     * @param zone whose clocks the moments are of
     * @throws Refused for who may not view the tickets; with each column that there is not
     */
    public Table table(Caller caller, String apiPath, List<String> names, Locale reader, ZoneId zone) {
        DeployedFlow flow = applications.flow(apiPath).orElseThrow(() -> Refused.because("unknown_flow", apiPath));
        caller.require(caller.may(Permission.VIEW, apiPath), apiPath);
        Map<String, ExportColumn> known = new LinkedHashMap<>();
        List<Field> fields = new ArrayList<>();
        var forms = library.flow(flow.versionId(), apiPath).forms();
        forms.forEach(form -> fields.addAll(form.fields()));
        fields.forEach(field -> known.putIfAbsent(field.key(), ExportColumn.of(field, reader)));
        ExportColumn.ofEveryTicket(reader, zone).forEach(column -> known.put(column.key(), column));
        List<Problem> problems = new ArrayList<>();
        names.stream()
                .filter(name -> !known.containsKey(name))
                .forEach(name -> problems.add(Problem.at("column", "unknown_column", name)));
        Refused.ifAny(problems);
        List<String> shown = names.isEmpty() ? usual(flow, fields) : names;
        return new Table(
                flow,
                shown.stream()
                        .filter(known::containsKey)
                        .distinct()
                        .map(known::get)
                        .toList());
    }

    private static List<String> usual(DeployedFlow flow, List<Field> fields) {
        List<String> names = new ArrayList<>(List.of(ExportColumn.DATA_NO, ExportColumn.STATE));
        if (flow.columns().isEmpty()) {
            fields.stream()
                    .filter(field -> field.header() != null && USUAL.contains(field.header()))
                    .forEach(field -> names.add(field.key()));
        } else {
            names.addAll(flow.columns());
        }
        names.addAll(List.of(ExportColumn.OPENED_BY, ExportColumn.OPENED_AT, ExportColumn.CLOSED_AT));
        return names;
    }

    /**
     * Writes every ticket that is looked for.
     *
     * @param query its first page; its limit does not matter
     * @throws IOException where the sheet takes no more
     */
    public void write(Caller caller, Table table, TicketQuery query, Sheet sheet) throws IOException {
        sheet.row(table.columns().stream().map(ExportColumn::name).toList());
        Cursor after = query.after();
        while (true) {
            TicketQuery page = new TicketQuery(query.filter(), query.order(), query.descending(), after, PAGE);
            TicketSearch.Page found = reading.pageOfExport(caller, table.flow().apiPath(), page);
            for (Ticket ticket : found.tickets()) {
                List<Object> cells = new ArrayList<>();
                table.columns().forEach(column -> cells.add(column.cell(ticket)));
                sheet.row(cells);
            }
            if (found.next() == null) {
                return;
            }
            after = TicketQuery.cursor(query.order(), query.descending(), found.next())
                    .orElseThrow();
        }
    }
}
