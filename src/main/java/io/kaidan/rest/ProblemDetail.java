package io.kaidan.rest;

import io.kaidan.limit.OpenDownloads;
import io.kaidan.limit.OpenUploads;
import io.kaidan.limit.PasswordTries;
import io.kaidan.limit.RequestLimit;
import io.kaidan.problem.Messages;
import io.kaidan.problem.NotDeployable;
import io.kaidan.problem.Outage;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What went wrong, as {@code application/problem+json} (RFC 9457), with {@code errors} as the quick API has them. */
final class ProblemDetail {

    private static final int UNPROCESSABLE = 422;

    /** Seconds after which to come again where the service is unavailable, or too many sign in. */
    private static final String RETRY_SECONDS = "5";

    private final int status;
    private final Map<String, Object> members = new LinkedHashMap<>();

    /** Seconds; null where nobody knows. */
    private String retryAfter;

    private ProblemDetail(int status, String detail) {
        this.status = status;
        Response.Status known = Response.Status.fromStatusCode(status);
        members.put("type", "about:blank");
        members.put("title", known == null ? "Unprocessable Content" : known.getReasonPhrase());
        members.put("status", status);
        members.put("detail", detail);
    }

    static ProblemDetail of(Refused refused, Locale locale) {
        ProblemDetail answer = of(status(refused.problems()), refused.problems(), locale);
        answer.retryAfter = refused.problems().stream()
                .filter(problem -> problem.code().equals(RequestLimit.CODE))
                .map(problem -> problem.arguments().get(1).toString())
                .findFirst()
                .orElse(
                        answer.status == Response.Status.SERVICE_UNAVAILABLE.getStatusCode()
                                        || refused.has(PasswordTries.CODE)
                                ? RETRY_SECONDS
                                : null);
        return answer;
    }

    static ProblemDetail of(int status, List<Problem> problems, Locale locale) {
        List<Map<String, Object>> errors = errors(problems, locale);
        String detail =
                errors.stream().map(error -> (String) error.get("message")).collect(Collectors.joining("\n"));
        ProblemDetail answer = new ProblemDetail(status, detail);
        answer.members.put("errors", errors);
        return answer;
    }

    /** An application that cannot be deployed: its errors tell file and element. */
    static ProblemDetail of(NotDeployable application, Locale locale) {
        ProblemDetail answer = new ProblemDetail(UNPROCESSABLE, Messages.text(locale, "deploy.failed"));
        answer.members.put("errors", FindingJson.list(application.errors(), locale));
        return answer;
    }

    /** A refusal by the server itself, such as 404 for a path that does not exist. */
    static ProblemDetail of(Response.StatusType status, Locale locale) {
        Problem problem = Problem.of("request", status.getStatusCode(), status.getReasonPhrase());
        return of(status.getStatusCode(), List.of(problem), locale);
    }

    /** A failure of ours; the log tells the rest under the error id. */
    static ProblemDetail internal(String errorId, Locale locale) {
        ProblemDetail answer = new ProblemDetail(
                Response.Status.INTERNAL_SERVER_ERROR.getStatusCode(),
                Messages.text(locale, "problem.internal", errorId));
        answer.members.put("errorId", errorId);
        return answer;
    }

    Map<String, Object> members() {
        return Collections.unmodifiableMap(members);
    }

    Response.ResponseBuilder builder() {
        return Response.status(status)
                .type(JsonWriter.PROBLEM)
                .header(HttpHeaders.RETRY_AFTER, retryAfter)
                .entity(members);
    }

    /** The status that all the problems share, else 422. */
    private static int status(List<Problem> problems) {
        List<Integer> statuses =
                problems.stream().map(ProblemDetail::status).distinct().toList();
        return statuses.size() == 1 ? statuses.get(0) : UNPROCESSABLE;
    }

    private static int status(Problem problem) {
        String code = problem.code();
        if (code.endsWith("_taken")) {
            return Response.Status.CONFLICT.getStatusCode();
        }
        if (code.startsWith("unknown_")) { // in a field it is what the client sent, else what the path names
            return problem.field() == null ? Response.Status.NOT_FOUND.getStatusCode() : UNPROCESSABLE;
        }
        return switch (code) {
            case "forbidden", "requested_with" -> Response.Status.FORBIDDEN.getStatusCode();
            case "credentials", "no_credentials" ->
                problem.field() == null ? Response.Status.UNAUTHORIZED.getStatusCode() : UNPROCESSABLE;
            case "already_claimed", "already_pushed", "conflict", "last_admin", "ticket_closed" ->
                Response.Status.CONFLICT.getStatusCode();
            case "draft_changed" -> Response.Status.PRECONDITION_FAILED.getStatusCode();
            case "if_match" -> Response.Status.PRECONDITION_REQUIRED.getStatusCode();
            case RequestLimit.CODE, OpenUploads.CODE, OpenDownloads.CODE, PasswordTries.CODE ->
                Response.Status.TOO_MANY_REQUESTS.getStatusCode();
            case "polls_full", Outage.CODE -> Response.Status.SERVICE_UNAVAILABLE.getStatusCode();
            case "body" -> Response.Status.BAD_REQUEST.getStatusCode();
            case "too_large" -> Response.Status.REQUEST_ENTITY_TOO_LARGE.getStatusCode();
            default -> UNPROCESSABLE;
        };
    }

    static List<Map<String, Object>> errors(List<Problem> problems, Locale locale) {
        return problems.stream().map(problem -> error(problem, locale)).toList();
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
}
