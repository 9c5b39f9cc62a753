package io.kaidan.service;

import io.kaidan.audit.AuditAction;
import io.kaidan.audit.AuditEntry;
import io.kaidan.audit.AuditTrail;
import io.kaidan.audit.Changes;
import io.kaidan.audit.Origin;
import io.kaidan.identity.Password;
import io.kaidan.identity.Role;
import io.kaidan.identity.Roles;
import io.kaidan.identity.User;
import io.kaidan.identity.Users;
import io.kaidan.setting.Setting;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;

/**
 * Makes the user {@code admin} with the role {@code administrator} when there is no user at all: on an empty database, or
 * after somebody emptied the table to get in again. Nodes that start at once wait for each other; one makes him.
 */
@Singleton
@Startup
@DependsOn("Schema")
public class FirstAdministrator {

    private static final System.Logger LOG = System.getLogger(FirstAdministrator.class.getName());
    private static final String NAME = "admin";
    private static final String ROLE = "administrator";

    @Inject
    Users users;

    @Inject
    Roles roles;

    @Inject
    AuditTrail trail;

    @Inject
    Clock clock;

    @PostConstruct
    void make() {
        users.lock();
        if (!users.none()) {
            return;
        }
        String given = Setting.ADMIN_PASSWORD.text();
        String plain = given.isEmpty() ? generated() : given;
        User admin = new User(NAME, Password.of(plain, (int) Setting.PASSWORD_ITERATIONS.number()), clock.instant());
        admin.give(List.of(role().id()));
        users.add(admin);
        Changes changes = new Changes().put("roles", List.of(ROLE));
        trail.add(AuditEntry.done(clock.instant(), null, new Origin(), AuditAction.USER_ADD, NAME, changes));
        if (given.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "There was no user yet. Sign in as {0} with the password {1} and change it; it is not shown again.",
                    NAME,
                    plain);
        }
    }

    private Role role() {
        Role role = roles.named(ROLE).orElseGet(() -> new Role(ROLE));
        role.administerEverything();
        roles.add(role);
        users.flush(); // before the row that gives it
        return role;
    }

    private static String generated() {
        byte[] bytes = new byte[15];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
