package io.kaidan.service;

import io.kaidan.audit.AuditAction;
import io.kaidan.audit.Changes;
import io.kaidan.identity.Caller;
import io.kaidan.identity.Group;
import io.kaidan.identity.GroupRow;
import io.kaidan.identity.Groups;
import io.kaidan.identity.Password;
import io.kaidan.identity.Role;
import io.kaidan.identity.RoleDraft;
import io.kaidan.identity.RoleRow;
import io.kaidan.identity.Roles;
import io.kaidan.identity.Sessions;
import io.kaidan.identity.User;
import io.kaidan.identity.UserDraft;
import io.kaidan.identity.UserQuery;
import io.kaidan.identity.UserRow;
import io.kaidan.identity.Users;
import io.kaidan.json.Members;
import io.kaidan.limit.PasswordTries;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Users, groups and roles, for administrators. Every refusal names all its problems at once: {@code forbidden};
 * {@code unknown_user}, {@code unknown_group}, {@code unknown_role}; {@code username_taken}, {@code group_taken},
 * {@code role_taken}; {@code last_admin} where nobody could administer any more; {@link PasswordTries#CODE} for a password
 * that was not set; and what the drafts find.
 *
 * <p>Lists come by name, after a name and so many at most. Bodies are JSON objects as the client sent them.
 */
@Stateless
public class Directory {

    private static final int LONGEST = 254;

    @Inject
    Users users;

    @Inject
    Sessions sessions;

    @Inject
    Groups groups;

    @Inject
    Roles roles;

    @Inject
    PasswordTries tries;

    @Inject
    Auditing auditing;

    @Inject
    Clock clock;

    public List<UserRow> users(Caller caller, UserQuery wanted, String after, int limit) {
        caller.requireAdmin();
        return users.rows(wanted, after, limit);
    }

    public UserRow user(Caller caller, String username) {
        caller.requireAdmin();
        return users.row(username).orElseThrow(() -> Refused.because("unknown_user", username));
    }

    public UserRow addUser(Caller caller, Map<String, ?> body) {
        caller.requireAdmin();
        Members members = new Members(body);
        UserDraft draft = UserDraft.ofNew(members);
        Password password = members.problems().isEmpty() ? hashed(draft) : null; // slow, so before the lock
        users.lock();
        if (draft.username() != null && users.named(draft.username()).isPresent()) {
            members.add(Problem.at("username", "username_taken", draft.username()));
        }
        Set<Long> groupIds = groupIds(members, draft.groups());
        Set<Long> roleIds = roleIds(members, draft.roles());
        Refused.ifAny(members.problems());
        User user = new User(draft.username(), password, clock.instant());
        apply(draft, user);
        user.putInto(groupIds);
        user.give(roleIds);
        users.add(user);
        users.flush();
        UserRow added = user(caller, draft.username());
        auditing.note(caller, AuditAction.USER_ADD, added.username(), UserRow.changes(null, added));
        return added;
    }

    /** Changes what the body names. A new password, and deactivating, end the user's security code and sessions at once. */
    public UserRow changeUser(Caller caller, String username, Map<String, ?> body) {
        caller.requireAdmin();
        Members members = new Members(body);
        UserDraft draft = UserDraft.ofChange(members);
        Password password = members.problems().isEmpty() ? hashed(draft) : null;
        users.lock();
        User user = existing(username);
        UserRow before = user(caller, username);
        Set<Long> groupIds = groupIds(members, draft.groups());
        Set<Long> roleIds = roleIds(members, draft.roles());
        Refused.ifAny(members.problems());
        apply(draft, user);
        if (draft.groups() != null) {
            user.putInto(groupIds);
        }
        if (draft.roles() != null) {
            user.give(roleIds);
        }
        if (password != null) {
            user.change(password);
        }
        if (password != null || Boolean.FALSE.equals(draft.active())) {
            users.flush(); // takes the row's lock first, as signing in does
            users.endCode(user.id());
            sessions.endAll(user.id(), null);
        }
        requireAdministrator();
        UserRow after = user(caller, username);
        Changes changes = UserRow.changes(before, after);
        auditing.note(
                caller, AuditAction.USER_CHANGE, username, password == null ? changes : changes.putSecret("password"));
        return after;
    }

    /** Who has ever worked is better deactivated: his tickets keep his name, and a later user could get it again. */
    public void removeUser(Caller caller, String username) {
        caller.requireAdmin();
        users.lock();
        User user = existing(username);
        UserRow before = user(caller, username);
        users.remove(user);
        requireAdministrator();
        auditing.note(caller, AuditAction.USER_REMOVE, username, UserRow.changes(before, null));
    }

    public List<GroupRow> groups(Caller caller, String after, int limit) {
        caller.requireAdmin();
        return groups.rows(after, limit);
    }

    public GroupRow group(Caller caller, String name) {
        caller.requireAdmin();
        return groups.row(name).orElseThrow(() -> Refused.because("unknown_group", name));
    }

    public GroupRow addGroup(Caller caller, Map<String, ?> body) {
        caller.requireAdmin();
        users.lock();
        String name = newGroupName(body);
        groups.add(new Group(name));
        users.flush();
        auditing.note(caller, AuditAction.GROUP_ADD, name, new Changes());
        return group(caller, name);
    }

    /** Renames it, and takes members in ({@code add}) and out ({@code remove}), by their user names: what the body names. */
    public GroupRow changeGroup(Caller caller, String name, Map<String, ?> body) {
        caller.requireAdmin();
        Members members = new Members(body);
        members.allow("name", "add", "remove");
        users.lock();
        Group group = existingGroup(name);
        String newName = members.has("name") && !name.equals(members.text("name")) ? unusedName(members) : name;
        List<String> joining = known(members, "add");
        List<String> leaving = known(members, "remove");
        Refused.ifAny(members.problems());
        group.rename(newName);
        users.flush();
        groups.join(group.id(), joining);
        groups.leave(group.id(), leaving);
        Changes changes = new Changes()
                .put("name", name, newName)
                .put("joined", joining.isEmpty() ? null : joining)
                .put("left", leaving.isEmpty() ? null : leaving);
        auditing.note(caller, AuditAction.GROUP_CHANGE, name, changes);
        return group(caller, newName);
    }

    public void removeGroup(Caller caller, String name) {
        caller.requireAdmin();
        users.lock();
        groups.remove(existingGroup(name));
        auditing.note(caller, AuditAction.GROUP_REMOVE, name, new Changes());
    }

    public List<RoleRow> roles(Caller caller, String after, int limit) {
        caller.requireAdmin();
        return roles.after(after, limit).stream().map(Role::row).toList();
    }

    public RoleRow role(Caller caller, String name) {
        caller.requireAdmin();
        return existingRole(name).row();
    }

    public RoleRow addRole(Caller caller, Map<String, ?> body) {
        caller.requireAdmin();
        Members members = new Members(body);
        RoleDraft draft = RoleDraft.ofNew(members);
        users.lock();
        refuseTakenRole(members, draft.name());
        Refused.ifAny(members.problems());
        Role role = new Role(draft.name());
        role.become(draft);
        roles.add(role);
        auditing.note(caller, AuditAction.ROLE_ADD, role.name(), RoleRow.changes(null, role.row()));
        return role.row();
    }

    public RoleRow changeRole(Caller caller, String name, Map<String, ?> body) {
        caller.requireAdmin();
        Members members = new Members(body);
        RoleDraft draft = RoleDraft.ofChange(members);
        users.lock();
        Role role = existingRole(name);
        if (!name.equals(draft.name())) {
            refuseTakenRole(members, draft.name());
        }
        Refused.ifAny(members.problems());
        RoleRow before = role.row();
        role.become(draft);
        requireAdministrator();
        auditing.note(caller, AuditAction.ROLE_CHANGE, name, RoleRow.changes(before, role.row()));
        return role.row();
    }

    public void removeRole(Caller caller, String name) {
        caller.requireAdmin();
        users.lock();
        Role role = existingRole(name);
        roles.remove(role);
        requireAdministrator();
        auditing.note(caller, AuditAction.ROLE_REMOVE, name, RoleRow.changes(role.row(), null));
    }

    /** In its turn, as who signs in: whoever calls sets as many passwords as he likes. */
    private Password hashed(UserDraft draft) {
        return draft.password() == null
                ? null
                : tries.take(() -> Password.of(draft.password(), (int) Setting.PASSWORD_ITERATIONS.number()));
    }

    private static void apply(UserDraft draft, User user) {
        if (draft.displayName() != null) {
            user.display(draft.displayName());
        }
        if (draft.email() != null) {
            user.mailTo(draft.email());
        }
        if (draft.active() != null) {
            user.activate(draft.active());
        }
    }

    private User existing(String username) {
        return users.named(username).orElseThrow(() -> Refused.because("unknown_user", username));
    }

    private Group existingGroup(String name) {
        return groups.named(name).orElseThrow(() -> Refused.because("unknown_group", name));
    }

    private Role existingRole(String name) {
        return roles.named(name).orElseThrow(() -> Refused.because("unknown_role", name));
    }

    private String newGroupName(Map<String, ?> body) {
        Members members = new Members(body);
        members.allow("name");
        String name = unusedName(members);
        Refused.ifAny(members.problems());
        return name;
    }

    private String unusedName(Members members) {
        String name = members.name("name", LONGEST);
        if (name != null && groups.named(name).isPresent()) {
            members.add(Problem.at("name", "group_taken", name));
        }
        return name;
    }

    /** The user names of a member of the body; each must be somebody's. */
    private List<String> known(Members members, String member) {
        List<String> names = members.texts(member);
        addUnknown(members, member, "unknown_user", names, names == null ? List.of() : users.existing(names));
        return names == null ? List.of() : names;
    }

    private void refuseTakenRole(Members members, String name) {
        if (name != null && roles.named(name).isPresent()) {
            members.add(Problem.at("name", "role_taken", name));
        }
    }

    private Set<Long> groupIds(Members members, List<String> names) {
        List<Group> found = names == null ? List.of() : groups.named(names);
        addUnknown(
                members,
                "groups",
                "unknown_group",
                names,
                found.stream().map(Group::name).toList());
        return found.stream().map(Group::id).collect(Collectors.toSet());
    }

    private Set<Long> roleIds(Members members, List<String> names) {
        List<Role> found = names == null ? List.of() : roles.named(names);
        addUnknown(
                members,
                "roles",
                "unknown_role",
                names,
                found.stream().map(Role::name).toList());
        return found.stream().map(Role::id).collect(Collectors.toSet());
    }

    private static void addUnknown(Members members, String field, String code, List<String> names, List<String> found) {
        Set<String> unknown = new TreeSet<>(names == null ? List.of() : names);
        found.forEach(unknown::remove);
        unknown.forEach(name -> members.add(Problem.at(field, code, name)));
    }

    private void requireAdministrator() {
        if (!users.anyAdministrator()) {
            throw Refused.because("last_admin");
        }
    }
}
