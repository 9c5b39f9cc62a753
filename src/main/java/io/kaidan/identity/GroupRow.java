package io.kaidan.identity;

/** A group as administrators see it. */
public record GroupRow(String name, long members) {}
