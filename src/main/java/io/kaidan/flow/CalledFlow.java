package io.kaidan.flow;

/**
 * The flow that a call activity opens a ticket of (呼叫流程).
 *
 * @param apiPath a fixed text or FEEL
 * @param ofDeployment whether the version of this very deploy is taken, where the called flow came with it; else, and
 *     for flows of other applications, the one on which tickets open at that moment
 * @param inherits whether the called ticket gets all that the caller sees, beside its inputs
 * @param returnsAll whether all that the called ticket leaves comes back where the call activity has no outputs
 */
public record CalledFlow(Text apiPath, boolean ofDeployment, boolean inherits, boolean returnsAll) {}
