package io.kaidan.catalog;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Map;

/** Settings in the database. */
@ApplicationScoped
public class StoredSettings {

    @PersistenceContext
    private EntityManager entities;

    /** All of them by their names. */
    public Map<String, StoredSetting> all() {
        return found().stream().collect(toMap(StoredSetting::name, s -> s));
    }

    /** All of them; nobody else changes one until the transaction ends. */
    public Map<String, StoredSetting> lock() {
        entities.createNativeQuery("lock table setting in share row exclusive mode")
                .executeUpdate();
        return all();
    }

    public void save(StoredSetting setting) {
        entities.persist(setting);
    }

    public void remove(StoredSetting setting) {
        entities.remove(setting);
    }

    private List<StoredSetting> found() {
        return entities.createQuery("select s from StoredSetting s", StoredSetting.class)
                .getResultList();
    }
}
