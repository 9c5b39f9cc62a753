package io.kaidan.catalog;

import static java.util.stream.Collectors.toMap;

import io.kaidan.json.Unicode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Applications, their versions and their flows in the database. */
@ApplicationScoped
public class Applications {

    @PersistenceContext
    private EntityManager entities;

    protected Applications() {}

    /** For use without a container. */
    public Applications(EntityManager entities) {
        this.entities = entities;
    }

    public void save(Object entity) {
        entities.persist(entity);
    }

    /** One deploy at a time over all nodes, until the transaction ends: API paths and versions are then safe to give. */
    public void lockForDeploy() {
        entities.createNativeQuery("lock table application in share row exclusive mode")
                .executeUpdate();
    }

    public List<Application> all() {
        return entities.createQuery("select a from Application a order by a.name", Application.class)
                .getResultList();
    }

    public Optional<Application> find(String name) {
        if (!Unicode.isStorable(name)) {
            return Optional.empty();
        }
        return entities.createQuery("select a from Application a where a.name = :name", Application.class)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    public Application byId(long id) {
        return entities.find(Application.class, id);
    }

    /** The versions of an application without their packages, newest first: version, deployed by, deployed at. */
    public List<Object[]> versions(long applicationId) {
        return entities.createQuery("""
                        select v.version, v.deployedBy, v.deployedAt from ApplicationVersion v
                        where v.applicationId = :application order by v.version desc""", Object[].class)
                .setParameter("application", applicationId)
                .getResultList();
    }

    /** The newest version of every application, without its package: application's id, version, deployed by, deployed at. */
    public List<Object[]> newestVersions() {
        return entities.createQuery("""
                        select v.applicationId, v.version, v.deployedBy, v.deployedAt from ApplicationVersion v, Application a
                        where a.id = v.applicationId and a.version = v.version""", Object[].class).getResultList();
    }

    /** The id of an application's version by its number. */
    public Optional<Long> versionId(long applicationId, int version) {
        return entities.createQuery(
                        "select v.id from ApplicationVersion v where v.applicationId = :application and v.version = :version",
                        Long.class)
                .setParameter("application", applicationId)
                .setParameter("version", version)
                .getResultStream()
                .findFirst();
    }

    /** The number of a version. */
    public int versionNumber(long versionId) {
        return entities.createQuery("select v.version from ApplicationVersion v where v.id = :id", Integer.class)
                .setParameter("id", versionId)
                .getSingleResult();
    }

    public ApplicationVersion version(long id) {
        return entities.find(ApplicationVersion.class, id);
    }

    public Optional<DeployedFlow> flow(String apiPath) {
        if (!Unicode.isStorable(apiPath)) {
            return Optional.empty();
        }
        return entities.createQuery("select f from DeployedFlow f where f.apiPath = :path", DeployedFlow.class)
                .setParameter("path", apiPath)
                .getResultStream()
                .findFirst();
    }

    public List<DeployedFlow> flows(Collection<String> apiPaths) {
        return entities.createQuery("select f from DeployedFlow f where f.apiPath in :paths", DeployedFlow.class)
                .setParameter("paths", apiPaths)
                .getResultList();
    }

    /** The flows on which tickets can be opened, by API path. */
    public List<DeployedFlow> deployedFlows() {
        return entities.createQuery(
                        "select f from DeployedFlow f where f.deployment = :deployed order by f.apiPath",
                        DeployedFlow.class)
                .setParameter("deployed", DeployedFlow.DEPLOYED)
                .getResultList();
    }

    /** The names of the applications to which API paths belong, by path; those that are free are left out. */
    public Map<String, String> owners(Collection<String> apiPaths) {
        return entities.createQuery("""
                        select f.apiPath, a.name from DeployedFlow f, Application a
                        where a.id = f.applicationId and f.apiPath in :paths order by f.apiPath""", Object[].class)
                .setParameter("paths", apiPaths)
                .getResultStream()
                .collect(toMap(o -> (String) o[0], o -> (String) o[1], (a, b) -> a, TreeMap::new));
    }

    /** The flows of an application, those that are not deployed any more included. */
    public List<DeployedFlow> flowsOf(Collection<Long> applicationIds) {
        if (applicationIds.isEmpty()) {
            return List.of();
        }
        return entities.createQuery(
                        "select f from DeployedFlow f where f.applicationId in :applications order by f.apiPath",
                        DeployedFlow.class)
                .setParameter("applications", applicationIds)
                .getResultList();
    }

    /** The flows whose closed tickets are not kept for ever. */
    public List<DeployedFlow> flowsWithRetention() {
        return entities.createQuery(
                        "select f from DeployedFlow f where f.retentionDays is not null order by f.id",
                        DeployedFlow.class)
                .getResultList();
    }

    public DeployedFlow flowById(long id) {
        return entities.find(DeployedFlow.class, id);
    }

    /** Flows by their ids. */
    public Map<Long, DeployedFlow> flowsById(Collection<Long> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return entities.createQuery("select f from DeployedFlow f where f.id in :ids", DeployedFlow.class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(toMap(DeployedFlow::id, f -> f));
    }
}
