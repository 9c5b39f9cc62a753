package io.kaidan.form;

/**
 * Whom a ticket is handed to.
 *
 * @param group name or id as it was sent, or null
 * @param user name or id as it was sent, or null; never both null
 */
public record Assignee(String group, String user) {}
