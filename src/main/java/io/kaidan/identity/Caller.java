package io.kaidan.identity;

import io.kaidan.persistence.Proof;
import io.kaidan.problem.Refused;
import java.security.Principal;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * Who calls, and what he may do, as it was when the call came in.
 *
 * @param username unique and never changed, so tickets keep it
 * @param groups the names of the groups he is in
 * @param admin true: everything is permitted
 * @param permissions what all his roles permit together, by the flows' API paths
 * @param proof what must still hold for all of this to be so, and for the flows to be as they were; see {@link
 *     RecentCallers}
 */
public record Caller(
        long userId,
        String username,
        Set<String> groups,
        boolean admin,
        Map<String, Set<Permission>> permissions,
        Proof proof)
        implements Principal {

    public Caller {
        groups = Set.copyOf(groups);
        permissions = Map.copyOf(permissions);
    }

    /** One of whom the database was asked in this epoch. */
    public Caller(
            long userId,
            String username,
            Set<String> groups,
            boolean admin,
            Map<String, Set<Permission>> permissions,
            long epoch) {
        this(userId, username, groups, admin, permissions, Proof.given(epoch));
    }

    /** The same, as he was: what he does must show that his security code is still one, and that nothing has changed. */
    Caller unproven(byte[] codeHash) {
        return new Caller(userId, username, groups, admin, permissions, new Proof(codeHash, epoch()));
    }

    /** Whether the database was asked for him; else what he does must ask for the proof. */
    public boolean isProven() {
        return proof.isGiven();
    }

    /** Of the database when he was as he is here. */
    public long epoch() {
        return proof.epoch();
    }

    /** Whether he may do this with the tickets of a flow. */
    public boolean may(Permission permission, String apiPath) {
        return admin || permissions.getOrDefault(apiPath, Set.of()).contains(permission);
    }

    /** Whether he may see tickets of a flow, be it to put them right. */
    public boolean sees(String apiPath) {
        return may(Permission.VIEW, apiPath) || may(Permission.MODIFY, apiPath);
    }

    /** Whether he may do anything at all with the tickets of a flow; for who may not, it does not exist. */
    public boolean knows(String apiPath) {
        return admin || !permissions.getOrDefault(apiPath, Set.of()).isEmpty();
    }

    /** Whether he is a member of at least one of the groups. */
    public boolean inAnyOf(Collection<String> names) {
        return names.stream().anyMatch(groups::contains);
    }

    /**
     * Lets pass what is permitted.
     *
     * @throws Refused else {@code forbidden}, and {@code unknown_flow} for who may do nothing at all on the flow: he does
     *     not learn that there is one
     */
    public void require(boolean permitted, String apiPath) {
        if (!permitted) {
            throw knows(apiPath) ? Refused.because("forbidden") : Refused.because("unknown_flow", apiPath);
        }
    }

    /**
     * Lets administrators pass.
     *
     * @throws Refused {@code forbidden} for everyone else
     */
    public void requireAdmin() {
        if (!admin) {
            throw Refused.because("forbidden");
        }
    }

    @Override
    public String getName() {
        return username;
    }
}
