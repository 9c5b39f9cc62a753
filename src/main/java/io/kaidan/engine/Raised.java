package io.kaidan.engine;

import io.kaidan.flow.Trigger;
import java.util.Map;

/** An error or escalation that nothing in a called ticket catches: it goes on at the call activity of the caller. */
public record Raised(Trigger.Kind kind, String code, Map<String, Object> values) {}
