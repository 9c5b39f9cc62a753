package io.kaidan.flow;

import io.kaidan.feel.Feel;

/**
 * A push with values that the design set (快速操作).
 *
 * @param name {@code action1} or {@code action2}
 * @param set a FEEL context of the fields it sets
 */
public record QuickAction(String name, String label, Feel set) {}
