package io.kaidan.flow;

import io.kaidan.feel.Feel;

/**
 * An activity done once for each element of a list (multi-instance).
 *
 * @param sequential one after the other, else all at once
 * @param inputCollection FEEL that gives the list
 * @param inputElement the variable that each instance finds its element in; null for none
 * @param outputCollection the variable that takes the results, in the order of the list; null for none
 * @param outputElement FEEL that gives an instance's result when it is done; null for none
 * @param completion FEEL: true ends it before all are done; null for none
 */
public record Loop(
        boolean sequential,
        Feel inputCollection,
        String inputElement,
        String outputCollection,
        Feel outputElement,
        Feel completion) {}
