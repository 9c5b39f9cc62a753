package io.kaidan.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** What a monitoring system reads: outside {@code /api/v1}, and not for everyone. */
@ApplicationPath("/metrics")
public class MetricsApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                MetricsToken.class,
                Authentication.class,
                RefusedAccess.class,
                PrivateAnswer.class,
                JsonWriter.class,
                RestFailure.class,
                MetricsResource.class);
    }

    /** See {@link RestApplication}. */
    @Override
    public Map<String, Object> getProperties() {
        return new RestApplication().getProperties();
    }
}
