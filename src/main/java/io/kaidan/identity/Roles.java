package io.kaidan.identity;

import io.kaidan.json.Unicode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The roles in the database. */
@ApplicationScoped
public class Roles {

    @PersistenceContext
    private EntityManager entities;

    protected Roles() {}

    /** For use without a container. */
    public Roles(EntityManager entities) {
        this.entities = entities;
    }

    public void add(Role role) {
        entities.persist(role);
    }

    /**
     * What an application brings along: permissions of a role, which is made where it does not exist. Nothing is taken
     * away that the role permits already.
     *
     * @param permissions by API path: the names of what is permitted
     */
    public void grant(String name, Map<String, List<String>> permissions) {
        DirectoryLock.take(entities);
        Role role = named(name).orElseGet(() -> new Role(name));
        permissions.forEach((apiPath, names) -> role.grant(
                apiPath,
                names.stream().flatMap(text -> Permission.named(text).stream()).toList()));
        add(role);
    }

    public void remove(Role role) {
        entities.remove(role);
    }

    public Optional<Role> named(String name) {
        return named(List.of(name)).stream().findFirst();
    }

    /** Those of the names that exist. */
    public List<Role> named(Collection<String> names) {
        List<String> possible = names.stream().filter(Unicode::isStorable).toList();
        return possible.isEmpty()
                ? List.of()
                : entities.createQuery("select r from Role r where r.name in :names", Role.class)
                        .setParameter("names", possible)
                        .getResultList();
    }

    /** The roles after this name, by name. */
    public List<Role> after(String name, int limit) {
        return entities.createQuery("select r from Role r where r.name > :name order by r.name", Role.class)
                .setParameter("name", name)
                .setMaxResults(limit)
                .getResultList();
    }
}
