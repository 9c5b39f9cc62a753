package io.kaidan.identity;

import io.kaidan.json.Members;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import io.kaidan.setting.Setting;
import java.util.List;

/**
 * What an administrator wants a user to be. A null leaves as it is, or as it is by default, what it stands for.
 *
 * @param email empty: none
 */
public record UserDraft(
        String username,
        String password,
        String displayName,
        String email,
        Boolean active,
        List<String> groups,
        List<String> roles) {

    static final int LONGEST = 254; // an e-mail address fits

    /** Reads a user that is to be made; the problems are in the members. */
    public static UserDraft ofNew(Members members) {
        members.allow("username", "password", "displayName", "email", "active", "groups", "roles");
        String username = members.name("username", LONGEST);
        if (username != null && username.contains(":")) {
            members.add(Problem.at("username", "colon", username)); // HTTP Basic could not tell it from the password
        }
        members.require("password");
        return read(members, username == null ? null : BasicCredentials.composed(username));
    }

    /** Reads what is to change about a user; his name is not among it. */
    public static UserDraft ofChange(Members members) {
        members.allow("password", "displayName", "email", "active", "groups", "roles");
        return read(members, null);
    }

    private static UserDraft read(Members members, String username) {
        return new UserDraft(
                username,
                password(members, "password"),
                members.has("displayName") ? members.name("displayName", LONGEST) : null,
                members.has("email") ? email(members) : null,
                members.flag("active"),
                members.texts("groups"),
                members.texts("roles"));
    }

    /** Reads a new password; the problems are in the members. */
    public static String password(Members members, String name) {
        String password = members.secret(name);
        if (password == null) {
            return null;
        }
        long shortest = Setting.PASSWORD_MIN.number();
        if (password.length() < shortest) {
            members.add(Problem.at(name, "length", Phrase.of("expect.minLength", shortest), password.length()));
        }
        if (password.length() > LONGEST) {
            members.add(Problem.at(name, "length", Phrase.of("expect.maxLength", LONGEST), password.length()));
        }
        return password;
    }

    private static String email(Members members) {
        String email = members.text("email");
        if (email == null || email.isEmpty()) {
            return "";
        }
        if (!email.matches("[^@\\s\\p{Cc}]+@[^@\\s\\p{Cc}]+") || email.length() > LONGEST) {
            members.add(Problem.at("email", "format", "name@example.com", email));
        }
        return email;
    }
}
