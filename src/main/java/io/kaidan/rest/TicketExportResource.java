package io.kaidan.rest;

import io.kaidan.identity.Caller;
import io.kaidan.limit.OpenDownloads;
import io.kaidan.problem.Messages;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.service.TicketExport;
import io.kaidan.sheet.CsvSheet;
import io.kaidan.sheet.Sheet;
import io.kaidan.sheet.XlsxSheet;
import io.kaidan.ticket.TicketQuery;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The tickets of a flow as a table for a spreadsheet. */
@Path("/flows/{apiPath}/tickets/export")
@RequestScoped
public class TicketExportResource {

    private static final System.Logger LOG = System.getLogger(TicketExportResource.class.getName());

    /** The kinds of files, by their endings. */
    private enum Format {
        CSV("text/csv;charset=UTF-8"),
        XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

        private final String contentType;

        Format(String contentType) {
            this.contentType = contentType;
        }

        String ending() {
            return name().toLowerCase(Locale.ROOT);
        }

        Sheet sheet(OutputStream target, String title) throws IOException {
            return this == CSV ? new CsvSheet(target) : new XlsxSheet(target, title);
        }
    }

    @Inject
    TicketExport export;

    @Inject
    OpenDownloads downloads;

    @Context
    SecurityContext security;

    /**
     * All that the list shows with the same {@link TicketParameters}. Query parameters besides: {@code format} (csv or
     * xlsx), {@code column} (any number, in their order), {@code zone} (whose clocks count; default UTC).
     */
    @GET
    public Response get(
            @PathParam("apiPath") String apiPath,
            @QueryParam("format") String format,
            @QueryParam("column") List<String> columns,
            @QueryParam("zone") String zone,
            @Context UriInfo uri,
            @Context HttpHeaders headers) {
        Caller caller = Authentication.caller(security);
        List<Problem> problems = new ArrayList<>();
        Format file = format(format, problems);
        ZoneId clocks = zone(zone, problems);
        TicketQuery query = TicketParameters.of(uri).query(Paging.of(null, null));
        Refused.ifAny(problems);
        Locale reader = Messages.match(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        TicketExport.Table table = export.table(caller, apiPath, columns, reader, clocks);
        String name = table.flow().name();
        TicketExport source = export; // the request's own objects may be gone when the bytes go out
        StreamingOutput bytes = target -> {
            try (Sheet sheet = file.sheet(target, Messages.text(reader, "export.title"))) {
                write(source, caller, table, query, sheet, reader);
            } catch (IOException clientWentAway) {
                LOG.log(System.Logger.Level.DEBUG, "The client took no more of an export", clientWentAway);
            }
        };
        return Response.ok(Download.counted(downloads.begin(caller.userId()), bytes), file.contentType)
                .header(HttpHeaders.CONTENT_DISPOSITION, Download.disposition(name + "." + file.ending()))
                .header(HttpHeaders.CACHE_CONTROL, "private, no-store")
                .header("X-Content-Type-Options", "nosniff")
                .build();
    }

    /** The answer has begun, so only its last row can tell that it is not whole. */
    private static void write(
            TicketExport source, Caller caller, TicketExport.Table table, TicketQuery query, Sheet sheet, Locale reader)
            throws IOException {
        try {
            source.write(caller, table, query, sheet);
        } catch (RuntimeException failure) {
            LOG.log(System.Logger.Level.ERROR, "An export broke off", failure);
            sheet.row(List.of(Messages.text(reader, "export.broken")));
        }
    }

    private static Format format(String text, List<Problem> problems) {
        for (Format format : Format.values()) {
            if (format.ending().equals(text)) {
                return format;
            }
        }
        problems.add(text == null ? Problem.at("format", "required") : Problem.at("format", "option", text));
        return null;
    }

    private static ZoneId zone(String text, List<Problem> problems) {
        try {
            return text == null || text.isEmpty() ? ZoneOffset.UTC : ZoneId.of(text);
        } catch (DateTimeException unknown) {
            problems.add(Problem.at("zone", "time_zone", text));
            return null;
        }
    }
}
