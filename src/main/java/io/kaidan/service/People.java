package io.kaidan.service;

import io.kaidan.catalog.Applications;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Groups;
import io.kaidan.identity.Permission;
import io.kaidan.identity.PersonName;
import io.kaidan.identity.Users;
import io.kaidan.json.Unicode;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;

/** People and groups by parts of their names, for those who hand work on without being administrators. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class People {

    private static final int MOST = 20;

    @Inject
    private Applications applications;

    @Inject
    private Users users;

    @Inject
    private Groups groups;

    /** Those who were found, by name. */
    public record Found(List<PersonName> users, List<String> groups) {}

    /**
     * Who may be given work of a flow, for those with its modify permission: at most 20 users who are active, and 20 groups.
     *
     * @param text a part of the names, in whatever case; empty for any
     */
    public Found find(Caller caller, String apiPath, String text) {
        if (applications.flow(apiPath).isEmpty()) {
            throw Refused.because("unknown_flow", apiPath);
        }
        caller.require(caller.may(Permission.MODIFY, apiPath), apiPath);
        if (!Unicode.isStorable(text)) {
            throw new Refused(List.of(Problem.at("contains", "characters")));
        }
        return new Found(users.containing(text, MOST), groups.containing(text, MOST));
    }
}
