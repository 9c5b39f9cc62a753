package io.kaidan.flow;

import io.kaidan.feel.Feel;

/**
 * A sequence flow.
 *
 * @param from the id of the node it leaves
 * @param to the id of the node it leads to
 * @param condition what must hold for it to be taken; null: no condition
 */
public record Link(String id, String name, String from, String to, Feel condition) {}
