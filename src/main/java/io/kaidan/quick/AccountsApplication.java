package io.kaidan.quick;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The quick API's sign-in, where its clients look for it. */
@ApplicationPath("/accounts")
public class AccountsApplication extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(SecurityCodeResource.class, QuickFailure.class);
    }
}
