package io.kaidan.service;

import io.kaidan.cache.Cache;
import io.kaidan.identity.RecentCallers;
import io.kaidan.identity.RecentPasswords;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeMap;

/** All that this node keeps in memory. */
@ApplicationScoped
public class Caches {

    @Inject
    private RecentCallers callers;

    @Inject
    private RecentPasswords passwords;

    @Inject
    private FlowLibrary library;

    public Map<String, Cache<?, ?>> byName() {
        Map<String, Cache<?, ?>> caches = new TreeMap<>();
        library.caches().forEach(cache -> caches.put(cache.name(), cache));
        callers.caches().forEach(cache -> caches.put(cache.name(), cache));
        caches.put(passwords.cache().name(), passwords.cache());
        return caches;
    }

    /** Everything is asked for again. */
    public void empty() {
        byName().values().forEach(Cache::clear);
    }
}
