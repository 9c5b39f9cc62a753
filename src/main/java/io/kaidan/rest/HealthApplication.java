package io.kaidan.rest;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** What a load balancer asks: outside {@code /api/v1}, and open to anyone. */
@ApplicationPath("/health")
public class HealthApplication extends Application {
    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(HealthResource.class, PrivateAnswer.class);
    }
}
