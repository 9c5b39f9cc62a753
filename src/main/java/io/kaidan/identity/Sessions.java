package io.kaidan.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Who is signed in to the console, on every node the same. A session is known by its token, a random text of which only
 * the SHA-256 is stored. It ends when it was not used for the idle time, when its longest time is over, when somebody
 * signs out, and when the user's password changes.
 */
@ApplicationScoped
public class Sessions {

    private static final int TOKEN_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final String LIVES = "used_at >= ?3 and opened_at >= ?4";

    private static final String USE =
            "with used as (update session set used_at = ?2 where token_hash = ?1 and used_at < ?5 and " + LIVES + ")\n";

    @PersistenceContext
    private EntityManager entities;

    protected Sessions() {}

    /** For use without a container. */
    public Sessions(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * How long sessions live, seen from now.
     *
     * @param idle those last used before this are dead
     * @param oldest those opened before this are dead
     * @param noted a use is written down where the one that is stored is older than this
     */
    public record Lives(Instant now, Instant idle, Instant oldest, Instant noted) {

        /** The same, and no use is written down. */
        public Lives unused() {
            return new Lives(now, idle, oldest, idle);
        }
    }

    /** Opens a session and sweeps away those that are dead. Gives its token, which cannot be had again. */
    public String open(long userId, Lives lives) {
        entities.createNativeQuery("delete from session where used_at < ?1 or opened_at < ?2")
                .setParameter(1, Timestamp.from(lives.idle()))
                .setParameter(2, Timestamp.from(lives.oldest()))
                .executeUpdate();
        byte[] random = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        entities.createNativeQuery(
                        "insert into session (token_hash, user_id, opened_at, used_at) values (?1, ?2, ?3, ?3)")
                .setParameter(1, SecurityCode.hash(token))
                .setParameter(2, userId)
                .setParameter(3, Timestamp.from(lives.now()))
                .executeUpdate();
        return token;
    }

    /** Whose living session this is, and what he may do. One statement, which also writes the use down where it is due. */
    public Optional<Account> account(String token, Lives lives) {
        List<?> found = entities.createNativeQuery(USE + Users.ACCOUNT
                        + "u.id = (select s.user_id from session s where s.token_hash = ?1 and " + LIVES + ")")
                .setParameter(1, SecurityCode.hash(token))
                .setParameter(2, Timestamp.from(lives.now()))
                .setParameter(3, Timestamp.from(lives.idle()))
                .setParameter(4, Timestamp.from(lives.oldest()))
                .setParameter(5, Timestamp.from(lives.noted()))
                .getResultList();
        return found.stream().map(Object[].class::cast).map(Users::account).findFirst();
    }

    /** Ends one session; nothing happens where there is none. */
    public void end(String token) {
        entities.createNativeQuery("delete from session where token_hash = ?1")
                .setParameter(1, SecurityCode.hash(token))
                .executeUpdate();
    }

    /**
     * Ends all sessions of a user but one.
     *
     * @param kept the token of the one that goes on; null: none does
     */
    public void endAll(long userId, String kept) {
        entities.createNativeQuery("delete from session where user_id = ?1 and token_hash <> ?2")
                .setParameter(1, userId)
                .setParameter(2, kept == null ? new byte[0] : SecurityCode.hash(kept))
                .executeUpdate();
    }
}
