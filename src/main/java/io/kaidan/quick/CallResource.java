package io.kaidan.quick;

import io.kaidan.file.Limits;
import io.kaidan.identity.Caller;
import io.kaidan.problem.Messages;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.service.Accounts;
import io.kaidan.service.IdempotencyKey;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What all calls with a security code have in common: the gate, the bodies, and the shapes of their answers. */
abstract class CallResource {

    private static final String LIST = "query";

    @Inject
    Accounts accounts;

    @Context
    HttpHeaders headers;

    /** Tells lengths beyond 2 GB, which the headers of JAX-RS do not. */
    @Context
    HttpServletRequest http;

    /**
     * Answers a call whose status is a text.
     *
     * @param name of its messages, as far as the gate knows what is asked for
     * @param work gives the result, or refuses
     */
    Response call(Function<Gate, String> name, InputStream body, BiFunction<Caller, QuickRequest, Object> work) {
        Limits limits = Limits.configured();
        Gate gate = new Gate(accounts::callerByCode, limits.bodyBytes());
        try (QuickRequest request = read(body, limits, gate)) {
            Object result = work.apply(gate.pass(request), request);
            return Answer.of(200, done(name.apply(gate))).with("result", result).response();
        } catch (IOException | RuntimeException failure) {
            return failed(name.apply(gate), Answer::of, null, failure).response();
        }
    }

    /** Answers a list: its status is a number, and a failed one has an empty result, as the published pages show. */
    Response list(InputStream body, BiFunction<Caller, QuickRequest, List<?>> work) {
        Limits limits = Limits.configured();
        Gate gate = new Gate(accounts::callerByCode, limits.bodyBytes());
        try (QuickRequest request = read(body, limits, gate)) {
            List<?> rows = work.apply(gate.pass(request), request);
            return Answer.numbered(200, done(LIST)).with("result", rows).response();
        } catch (IOException | RuntimeException failure) {
            return failed(LIST, Answer::numbered, List.of(), failure).response();
        }
    }

    private QuickRequest read(InputStream body, Limits limits, Gate gate) throws IOException {
        return QuickRequest.read(
                headers.getHeaderString(HttpHeaders.CONTENT_TYPE), http.getContentLengthLong(), body, limits, gate);
    }

    /** A number that a client sent as text; empty for what cannot be one of ours. */
    static OptionalLong number(String text) {
        try {
            return text == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException none) {
            return OptionalLong.empty();
        }
    }

    private String done(String call) {
        return Messages.text(locale(), "quick." + call + ".done");
    }

    /**
     * Whatever the cause: what is no refusal is a failure of ours, which the log explains, or an outage.
     *
     * @param result of a call that was let in; null for none
     */
    private Answer failed(String call, BiFunction<Integer, String, Answer> answer, Object result, Exception failure) {
        Refused refused = failure instanceof Refused told ? told : QuickFailure.refusal(failure);
        for (Problem problem : refused.problems()) {
            if (Gate.CODES.contains(problem.code())) {
                return answer.apply(403, Messages.text(locale(), "quick.gate." + problem.code()));
            }
        }
        Answer failed = answer.apply(404, Messages.text(locale(), "quick." + call + ".failed"))
                .with(
                        "errors",
                        refused.problems().stream().map(p -> error(p, locale())).toList());
        if (refused.has(IdempotencyKey.CODE)) { // who sends a key knows more than the published pages
            failed.http(IdempotencyKey.UNPROCESSABLE);
        }
        return result == null ? failed : failed.with("result", result);
    }

    private static Map<String, Object> error(Problem problem, Locale locale) {
        Map<String, Object> error = new LinkedHashMap<>();
        if (problem.field() != null) {
            error.put("field", problem.field());
        }
        error.put("code", problem.code());
        error.put("message", problem.message(locale));
        return error;
    }

    /** The language of the caller. */
    Locale locale() {
        return Messages.match(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
    }
}
