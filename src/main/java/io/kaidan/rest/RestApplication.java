package io.kaidan.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** JSON with real HTTP status codes, for tools, integrations and the console. Whatever is offered here is named here. */
@ApplicationPath("/api/v1")
public class RestApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                Authentication.class,
                RefusedAccess.class,
                JsonReader.class,
                JsonWriter.class,
                RestFailure.class,
                PrivateAnswer.class,
                ApplicationsResource.class,
                DraftsResource.class,
                FlowsResource.class,
                FormsResource.class,
                AssigneesResource.class,
                TicketExportResource.class,
                TicketFilesResource.class,
                TicketNotesResource.class,
                TicketsResource.class,
                IncidentsResource.class,
                MigrationsResource.class,
                SubmissionsResource.class,
                SessionResource.class,
                TasksResource.class,
                ClaimResource.class,
                StatisticsResource.class,
                SchedulesResource.class,
                MessagesResource.class,
                SignalsResource.class,
                UsersResource.class,
                GroupsResource.class,
                RolesResource.class,
                AttachmentResource.class,
                JobsResource.class,
                SettingsResource.class,
                AuditResource.class,
                AboutResource.class);
    }

    /** Tells Jersey, on Payara, that JSON is taken care of: else it would let JSON-B write before {@link JsonWriter}. */
    @Override
    public Map<String, Object> getProperties() {
        return Map.of("jersey.config.jsonFeature", JsonWriter.class.getName());
    }
}
