package io.kaidan.identity;

/** Somebody as others see him. */
public record PersonName(String username, String displayName) {}
