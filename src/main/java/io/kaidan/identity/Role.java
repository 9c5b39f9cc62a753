package io.kaidan.identity;

import io.kaidan.json.Json;
import io.kaidan.persistence.JsonMapConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What its users may do, flow by flow; or everything, where it is an administrator's. */
@Entity
@Table(name = "roles")
public class Role {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "roles_seq")
    @SequenceGenerator(name = "roles_seq", sequenceName = "roles_seq", allocationSize = 50)
    @Column(name = "id")
    private Long id;

    @Column(name = "name", nullable = false)
    private String name;

    @Column(name = "admin", nullable = false)
    private boolean admin;

    @Column(name = "permissions", nullable = false)
    @Convert(converter = JsonMapConverter.class)
    private Map<String, Object> permissions = Map.of();

    protected Role() {}

    /** A role that permits nothing yet. */
    public Role(String name) {
        this.name = name;
    }

    public Long id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** Takes over what the draft says; its permissions replace all that there were. */
    public void become(RoleDraft draft) {
        if (draft.name() != null) {
            name = draft.name();
        }
        if (draft.admin() != null) {
            admin = draft.admin();
        }
        if (draft.permissions() != null) {
            permissions = Map.of();
            draft.permissions().forEach(this::grant);
        }
    }

    public void administerEverything() {
        admin = true;
    }

    /** Permits this for the flow, beside what it permits there already. */
    public void grant(String apiPath, Collection<Permission> more) {
        Set<Permission> permitted = EnumSet.noneOf(Permission.class);
        permitted.addAll(more);
        Json.list(permissions, apiPath).forEach(name -> Permission.named(name).ifPresent(permitted::add));
        Map<String, Object> changed = new LinkedHashMap<>(permissions);
        changed.put(apiPath, permitted.stream().map(Permission::text).toList());
        permissions = changed;
    }

    public RoleRow row() {
        return new RoleRow(name, admin, permissions);
    }
}
