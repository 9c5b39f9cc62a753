package io.kaidan.engine;

import io.kaidan.ticket.Token;
import java.util.Map;

/**
 * A ticket of another flow that is to be opened; the token waits for it.
 *
 * @param inherited what the caller sees, where the called ticket gets that
 * @param own what it gets besides: the inputs, and what an instance knows for itself
 */
public record Call(
        Token token, String apiPath, boolean ofDeployment, Map<String, Object> inherited, Map<String, Object> own) {}
