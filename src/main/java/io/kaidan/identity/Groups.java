package io.kaidan.identity;

import static java.util.stream.Collectors.joining;

import io.kaidan.json.Unicode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** The groups in the database. */
@ApplicationScoped
public class Groups {

    private static final String ROWS = """
            select g.name, (select count(*) from user_group m where m.group_id = g.id)
              from groups g
             where\s""";

    @PersistenceContext
    private EntityManager entities;

    protected Groups() {}

    /** For use without a container. */
    public Groups(EntityManager entities) {
        this.entities = entities;
    }

    public void add(Group group) {
        entities.persist(group);
    }

    public void remove(Group group) {
        entities.remove(group);
    }

    public Optional<Group> named(String name) {
        return named(List.of(name)).stream().findFirst();
    }

    /** Those of the names that exist. */
    public List<Group> named(Collection<String> names) {
        List<String> possible = names.stream().filter(Unicode::isStorable).toList();
        return possible.isEmpty()
                ? List.of()
                : entities.createQuery("select g from Group g where g.name in :names", Group.class)
                        .setParameter("names", possible)
                        .getResultList();
    }

    /** These users become members; who is one already stays one. */
    public void join(long groupId, Collection<String> usernames) {
        change("""
                insert into user_group (user_id, group_id)
                select u.id, ?1 from users u where u.username in (%s) on conflict do nothing""", groupId, usernames);
    }

    /** These users are no members any more. */
    public void leave(long groupId, Collection<String> usernames) {
        change(
                "delete from user_group where group_id = ?1 and user_id in (select id from users where username in (%s))",
                groupId, usernames);
    }

    private void change(String statement, long groupId, Collection<String> usernames) {
        if (usernames.isEmpty()) {
            return;
        }
        String places =
                IntStream.range(2, usernames.size() + 2).mapToObj(i -> "?" + i).collect(joining(", "));
        Query query = entities.createNativeQuery(statement.formatted(places)).setParameter(1, groupId);
        int place = 2;
        for (String username : usernames) {
            query.setParameter(place++, username);
        }
        query.executeUpdate();
    }

    /** The names of groups with this text in them, in whatever case, by name. */
    public List<String> containing(String text, int limit) {
        return entities.createQuery(
                        "select g.name from Group g where locate(:text, lower(g.name)) > 0 order by g.name",
                        String.class)
                .setParameter("text", text.toLowerCase(Locale.ROOT))
                .setMaxResults(limit)
                .getResultList();
    }

    public Optional<GroupRow> row(String name) {
        if (!Unicode.isStorable(name)) {
            return Optional.empty();
        }
        return rows(entities.createNativeQuery(ROWS + "g.name = ?1").setParameter(1, name)).stream()
                .findFirst();
    }

    /** The groups after this name, by name. */
    public List<GroupRow> rows(String after, int limit) {
        return rows(entities.createNativeQuery(ROWS + "g.name > ?1 order by g.name limit ?2")
                .setParameter(1, after)
                .setParameter(2, limit));
    }

    private static List<GroupRow> rows(Query query) {
        List<?> rows = query.getResultList();
        return rows.stream()
                .map(Object[].class::cast)
                .map(row -> new GroupRow((String) row[0], ((Number) row[1]).longValue()))
                .toList();
    }
}
