package io.kaidan.identity;

import io.kaidan.json.Json;
import io.kaidan.json.Unicode;
import io.kaidan.persistence.Proof;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The users in the database. */
@ApplicationScoped
public class Users {

    /** Selects what {@link #account(Object[])} reads; the condition is added to it. */
    static final String ACCOUNT = """
            select u.id, u.username, u.active, u.password_hash, u.locked_until,
                   (select cast(jsonb_agg(g.name) as text)
                      from user_group m join groups g on g.id = m.group_id where m.user_id = u.id),
                   (select cast(jsonb_agg(jsonb_build_object('admin', r.admin, 'permissions', r.permissions)) as text)
                      from user_role m join roles r on r.id = m.role_id where m.user_id = u.id),
                   (select n from epoch)
              from users u
             where\s""";

    private static final String ROWS = """
            select u.username, u.display_name, u.email, u.active,
                   (select cast(jsonb_agg(g.name order by g.name) as text)
                      from user_group m join groups g on g.id = m.group_id where m.user_id = u.id),
                   (select cast(jsonb_agg(r.name order by r.name) as text)
                      from user_role m join roles r on r.id = m.role_id where m.user_id = u.id),
                   u.created_at
              from users u
             where\s""";

    /** An empty text asks for everybody. */
    private static final String WANTED = """
             and (?3 = '' or strpos(lower(u.username), lower(?3)) > 0 or strpos(lower(u.display_name), lower(?3)) > 0
                          or strpos(lower(u.email), lower(?3)) > 0)
             and (?4 = '' or exists (select 1 from user_group m join groups g on g.id = m.group_id
                                      where m.user_id = u.id and g.name = ?4))
             and (?5 = '' or exists (select 1 from user_role m join roles r on r.id = m.role_id
                                      where m.user_id = u.id and r.name = ?5))""";

    @PersistenceContext
    private EntityManager entities;

    protected Users() {}

    /** For use without a container. */
    public Users(EntityManager entities) {
        this.entities = entities;
    }

    /** Who has this name, and what he may do; one statement, and none for what nobody can be called. */
    public Optional<Account> accountNamed(String username) {
        return BasicCredentials.isTooLong(username) || !Unicode.isStorable(username)
                ? Optional.empty()
                : account("u.username = ?1", username);
    }

    /** Who has this id, and what he may do; one statement. */
    public Optional<Account> accountOf(long userId) {
        return account("u.id = ?1", userId);
    }

    /**
     * A security code that was asked for and has not been replaced; it may be dead.
     *
     * @param epoch of the database at this moment
     */
    public record CodeInUse(long userId, Instant usedAt, long epoch) {}

    /** Whose security code has this hash; one small statement. */
    public Optional<CodeInUse> code(byte[] hash) {
        List<?> found = entities.createNativeQuery(
                        "select c.user_id, c.used_at, e.n from security_code c, epoch e where c.code_hash = ?1")
                .setParameter(1, hash)
                .getResultList();
        return found.stream()
                .map(Object[].class::cast)
                .map(row -> new CodeInUse(number(row[0]), instant(row[1]), number(row[2])))
                .findFirst();
    }

    /** Whether what this node knows of a caller still holds. */
    public boolean holds(Proof proof) {
        return proof.isGiven()
                || !proof.bind(entities.createNativeQuery("select 1 where " + proof.condition()), 1)
                        .getResultList()
                        .isEmpty();
    }

    /**
     * Writes down that a code is used, unless another call did so first.
     *
     * @param old uses since then need not be written down
     * @param dead codes last used before this are dead, and stay so
     * @return whether this call wrote it down
     */
    public boolean codeUsed(byte[] hash, Instant now, Instant old, Instant dead) {
        return !entities.createNativeQuery("""
                        with used as (update security_code set used_at = ?2
                                       where code_hash = ?1 and used_at < ?3 and used_at >= ?4 returning 1)
                        select * from used""")
                .setParameter(1, hash)
                .setParameter(2, Timestamp.from(now))
                .setParameter(3, Timestamp.from(old))
                .setParameter(4, Timestamp.from(dead))
                .getResultList()
                .isEmpty();
    }

    /**
     * Counts an attempt to sign in, atomically on all nodes: the row's lock puts attempts at the same moment in a row, so
     * that no more of them get an answer than the setting allows.
     *
     * @param right whether the password was right; then the count starts anew
     * @param failures so many wrong ones in a row lock the account
     * @return false: the account is locked or its password was changed meanwhile, so the attempt counts as wrong
     */
    public boolean attempt(Account account, boolean right, Instant now, int failures, Duration lock) {
        return entities.createNativeQuery("""
                                update users
                                   set failures = case when ?1 or failures + 1 >= ?2 then 0 else failures + 1 end,
                                       locked_until = case when not ?1 and failures + 1 >= ?2
                                                           then cast(?3 as timestamptz) end
                                 where id = ?4 and password_hash = ?5 and (locked_until is null or locked_until <= ?6)
                                """)
                        .setParameter(1, right)
                        .setParameter(2, failures)
                        .setParameter(3, Timestamp.from(now.plus(lock)))
                        .setParameter(4, account.caller().userId())
                        .setParameter(5, account.passwordHash())
                        .setParameter(6, Timestamp.from(now))
                        .executeUpdate()
                == 1;
    }

    /** Costs what {@link #attempt} does with a wrong password, and counts nothing: a line of the log of writes, and its flush. */
    public void attemptOfNobody() {
        entities.createNativeQuery("select cast(pg_logical_emit_message(true, 'kaidan', 'nobody') as text)")
                .getSingleResult();
    }

    /** His security code, living, dead or not asked for yet. The caller holds the lock of the user's row. */
    public SecurityCode code(long userId) {
        SecurityCode code = entities.find(SecurityCode.class, userId);
        if (code == null) {
            code = new SecurityCode(userId);
            entities.persist(code);
        }
        return code;
    }

    /** Ends his security code at once. */
    public void endCode(long userId) {
        entities.createNativeQuery("delete from security_code where user_id = ?1")
                .setParameter(1, userId)
                .executeUpdate();
    }

    /**
     * Replaces a password.
     *
     * @param account as it was when his old password was tried
     * @return false: the old password was changed meanwhile, and stays
     */
    public boolean replacePassword(Account account, Password password) {
        return entities.createNativeQuery(
                                "update users set password_hash = ?1 where id = ?2 and password_hash = ?3 and active")
                        .setParameter(1, password.text())
                        .setParameter(2, account.caller().userId())
                        .setParameter(3, account.passwordHash())
                        .executeUpdate()
                == 1;
    }

    /** A user to be changed. */
    public Optional<User> named(String username) {
        if (!Unicode.isStorable(username)) {
            return Optional.empty();
        }
        return entities.createQuery("select u from User u where u.username = :name", User.class)
                .setParameter("name", username)
                .getResultStream()
                .findFirst();
    }

    /** Those of the names that somebody has. */
    public List<String> existing(Collection<String> usernames) {
        List<String> possible = usernames.stream().filter(Unicode::isStorable).toList();
        return possible.isEmpty()
                ? List.of()
                : entities.createQuery("select u.username from User u where u.username in :names", String.class)
                        .setParameter("names", possible)
                        .getResultList();
    }

    /** Active users with this text in a name of theirs, in whatever case, by user name. */
    public List<PersonName> containing(String text, int limit) {
        return entities.createQuery(
                        "select u.username, u.displayName from User u where u.active = true and"
                                + " (locate(:text, lower(u.username)) > 0 or locate(:text, lower(u.displayName)) > 0)"
                                + " order by u.username",
                        Object[].class)
                .setParameter("text", text.toLowerCase(Locale.ROOT))
                .setMaxResults(limit)
                .getResultStream()
                .map(row -> new PersonName((String) row[0], (String) row[1]))
                .toList();
    }

    public void add(User user) {
        entities.persist(user);
    }

    public void remove(User user) {
        entities.remove(user);
    }

    public Optional<UserRow> row(String username) {
        if (!Unicode.isStorable(username)) {
            return Optional.empty();
        }
        return rows(entities.createNativeQuery(ROWS + "u.username = ?1").setParameter(1, username)).stream()
                .findFirst();
    }

    /** The users after this name, by name. */
    public List<UserRow> rows(UserQuery wanted, String after, int limit) {
        return rows(entities.createNativeQuery(ROWS + "u.username > ?1 " + WANTED + " order by u.username limit ?2")
                .setParameter(1, after)
                .setParameter(2, limit)
                .setParameter(3, wanted.text())
                .setParameter(4, wanted.group())
                .setParameter(5, wanted.role()));
    }

    public boolean none() {
        return entities.createNativeQuery("select 1 from users limit 1")
                .getResultList()
                .isEmpty();
    }

    /** Writes what was changed so far, so that native statements see it. */
    public void flush() {
        entities.flush();
    }

    /** Whether somebody can still sign in and administer. Sees what this transaction changed. */
    public boolean anyAdministrator() {
        entities.flush();
        return !entities.createNativeQuery("""
                        select 1 from users u
                          join user_role m on m.user_id = u.id
                          join roles r on r.id = m.role_id
                         where u.active and r.admin limit 1
                        """).getResultList().isEmpty();
    }

    /** Waits until no other transaction changes users, groups or roles; none may until this one ends. */
    public void lock() {
        DirectoryLock.take(entities);
    }

    private Optional<Account> account(String condition, Object parameter) {
        List<?> found = entities.createNativeQuery(ACCOUNT + condition)
                .setParameter(1, parameter)
                .getResultList();
        return found.stream().map(Object[].class::cast).map(Users::account).findFirst();
    }

    static Account account(Object[] row) {
        boolean admin = false;
        Map<String, Set<Permission>> permissions = new HashMap<>();
        for (Object given : list(row[6])) {
            Map<?, ?> role = (Map<?, ?>) given;
            admin |= Boolean.TRUE.equals(role.get("admin"));
            Json.object(role, "permissions").forEach((apiPath, names) -> permissions
                    .computeIfAbsent((String) apiPath, path -> EnumSet.noneOf(Permission.class))
                    .addAll(permissions((List<?>) names)));
        }
        Set<String> groups = list(row[5]).stream().map(String.class::cast).collect(Collectors.toSet());
        return new Account(
                new Caller(number(row[0]), (String) row[1], groups, admin, permissions, number(row[7])),
                (Boolean) row[2],
                (String) row[3],
                instant(row[4]));
    }

    private static List<UserRow> rows(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new UserRow(
                        (String) row[0],
                        (String) row[1],
                        (String) row[2],
                        (Boolean) row[3],
                        list(row[4]),
                        list(row[5]),
                        instant(row[6]).toString()))
                .toList();
    }

    private static Set<Permission> permissions(List<?> names) {
        return names.stream().flatMap(name -> Permission.named(name).stream()).collect(Collectors.toSet());
    }

    private static List<?> list(Object json) {
        return json == null ? List.of() : (List<?>) Json.parseOwn((String) json);
    }

    private static long number(Object column) {
        return ((Number) column).longValue();
    }

    private static Instant instant(Object column) {
        return column == null ? null : ((Timestamp) column).toInstant();
    }
}
