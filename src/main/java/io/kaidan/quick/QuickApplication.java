package io.kaidan.quick;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The quick API exactly as its clients know it. Whatever else is asked for under this path gets the answer to a wrong URL. */
@ApplicationPath("/rest")
public class QuickApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                QuickResource.class,
                TicketListResource.class,
                MyTasksResource.class,
                WorkLogResource.class,
                QuickFailure.class);
    }
}
