package io.kaidan.quick;

import io.kaidan.file.Limits;
import io.kaidan.file.Unreadable;
import io.kaidan.identity.Caller;
import io.kaidan.limit.OpenUploads;
import io.kaidan.limit.RequestLimit;
import io.kaidan.metric.Call;
import io.kaidan.problem.Messages;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.service.AccessLog;
import io.kaidan.service.Accounts;
import io.kaidan.service.IdempotencyKey;
import io.kaidan.service.KnownCallers;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** What all calls with a security code have in common: the gate, the bodies, and the shapes of their answers. */
abstract class CallResource {

    private static final String LIST = "query";

    /** Of a call that has no use for files: what comes is bounded, and thrown away. */
    private static final Consumer<Gate> NO_FILES = gate -> {};

    @Inject
    Accounts accounts;

    @Inject
    KnownCallers known;

    @Inject
    RequestLimit requests;

    @Inject
    OpenUploads uploads;

    @Inject
    AccessLog accesses;

    @Inject
    Clock clock;

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
        return call(name, accounts::callerByCode, NO_FILES, body, work);
    }

    /**
     * Answers a call whose status is a text. Its work asks for {@link Caller#proof} in a statement that it needs anyway; it
     * is done anew where that shows that something has changed.
     */
    Response provingCall(Function<Gate, String> name, InputStream body, BiFunction<Caller, QuickRequest, Object> work) {
        return provingCall(name, NO_FILES, body, work);
    }

    /**
     * The same of a call that may bring files.
     *
     * @param admission refuses those of whom may not do what he was heard to want
     */
    Response provingCall(
            Function<Gate, String> name,
            Consumer<Gate> admission,
            InputStream body,
            BiFunction<Caller, QuickRequest, Object> work) {
        return call(name, known::callerByCode, admission, body, (caller, request) -> {
            try {
                return work.apply(caller, request);
            } catch (Refused refused) {
                Caller proven = proven(caller, request);
                if (proven.epoch() == caller.epoch()) {
                    throw refused;
                }
                return work.apply(proven, request);
            }
        });
    }

    /** The caller as the database knows him, for work that does not ask for the proof. */
    Caller proven(Caller caller, QuickRequest request) {
        return caller.isProven() ? caller : accounts.callerByCode(request.text("security"));
    }

    private Response call(
            Function<Gate, String> name,
            Function<String, Caller> recentCallerByCode,
            Consumer<Gate> admission,
            InputStream body,
            BiFunction<Caller, QuickRequest, Object> work) {
        Limits limits = Limits.configured();
        Gate gate = new Gate(accounts::callerByCode, recentCallerByCode, uploads, limits.bodyBytes(), admission);
        try (gate;
                QuickRequest request = read(body, limits, gate)) {
            Object result = work.apply(passed(gate, request), request);
            return Answer.of(200, done(name.apply(gate))).with("result", result).response();
        } catch (IOException | RuntimeException failure) {
            return failed(gate, name.apply(gate), Answer::of, null, failure).response();
        } finally {
            Call.current().is(kind(name.apply(gate)));
        }
    }

    /** Answers a list: its status is a number, and a failed one has an empty result, as the published pages show. */
    Response list(InputStream body, BiFunction<Caller, QuickRequest, List<?>> work) {
        Limits limits = Limits.configured();
        Gate gate = new Gate(accounts::callerByCode, accounts::callerByCode, uploads, limits.bodyBytes(), NO_FILES);
        try (gate;
                QuickRequest request = read(body, limits, gate)) {
            List<?> rows = work.apply(passed(gate, request), request);
            return Answer.numbered(200, done(LIST)).with("result", rows).response();
        } catch (IOException | RuntimeException failure) {
            return failed(gate, LIST, Answer::numbered, List.of(), failure).response();
        }
    }

    private Caller passed(Gate gate, QuickRequest request) {
        Caller caller = gate.pass(request);
        requests.count(caller.userId(), clock.instant());
        return caller;
    }

    private QuickRequest read(InputStream body, Limits limits, Gate gate) {
        try {
            return QuickRequest.read(
                    headers.getHeaderString(HttpHeaders.CONTENT_TYPE), http.getContentLengthLong(), body, limits, gate);
        } catch (IOException clientWentAway) { // nothing of ours has failed
            throw Unreadable.because("interrupted");
        }
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
    private Answer failed(
            Gate gate, String call, BiFunction<Integer, String, Answer> answer, Object result, Exception failure) {
        Refused refused = failure instanceof Refused told ? told : QuickFailure.refusal(failure);
        Call.current().refused(refused.codes());
        for (Problem problem : refused.problems()) {
            if (Gate.CODES.contains(problem.code())) {
                note(gate, problem);
                return answer.apply(403, Messages.text(locale(), "quick.gate." + problem.code()));
            }
        }
        Answer failed = answer.apply(404, Messages.text(locale(), "quick." + call + ".failed"))
                .with("errors", errors(refused, locale()));
        if (refused.has(IdempotencyKey.CODE)) { // who sends a key knows more than the published pages
            failed.http(IdempotencyKey.UNPROCESSABLE);
        }
        return result == null ? failed : failed.with("result", result);
    }

    private void note(Gate gate, Problem problem) {
        if (!problem.code().equals(Gate.NO_CALL)) {
            String who = gate.caller() == null ? null : gate.caller().username();
            accesses.refused(who, http.getMethod() + " " + http.getRequestURI());
        }
    }

    private static Call.Kind kind(String call) {
        return switch (call) {
            case "create" -> Call.Kind.CREATE;
            case "query" -> Call.Kind.QUERY;
            case "push" -> Call.Kind.PUSH;
            default -> Call.Kind.OTHER;
        };
    }

    /** Why a call was refused, as its answer tells it. */
    static List<Map<String, Object>> errors(Refused refused, Locale locale) {
        return refused.problems().stream()
                .map(problem -> error(problem, locale))
                .toList();
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
