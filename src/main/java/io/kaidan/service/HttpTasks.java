package io.kaidan.service;

import io.kaidan.http.AllowedHosts;
import io.kaidan.http.HttpCalls;
import io.kaidan.http.Outgoing;
import io.kaidan.http.Reply;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Does the jobs of the type {@code http}: a call to another host, outside of any transaction. What cannot be called is an
 * incident at once; a host that does not answer, or says that it cannot now, is asked again later. A call is made at least
 * once: again when the node dies before the answer is kept.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HttpTasks {

    /** The name of the background job. */
    public static final String JOB = "call-http";

    /** Calls that one node makes at once. */
    static final int AT_ONCE = 8;

    @Resource
    private ManagedThreadFactory threads;

    @Inject
    private HttpOutcomes outcomes;

    private HttpCalls calls;

    @PostConstruct
    void start() {
        calls = new HttpCalls(
                AllowedHosts.of(Setting.HTTP_ALLOWED_HOSTS.text()),
                AT_ONCE,
                Setting.HTTP_TIMEOUT_SECONDS.seconds(),
                (int) Setting.HTTP_RESPONSE_BYTES.number(),
                threads);
    }

    @PreDestroy
    void stop() {
        calls.close();
    }

    /** Tries. Nothing happens when the job is over, or the next try at it is for later: a background job may run twice. */
    public void call(String id) {
        HttpRun run = HttpRun.of(id);
        Optional<Map<String, Object>> told = outcomes.told(run);
        if (told.isEmpty()) {
            return;
        }
        Reply reply;
        try {
            reply = calls.call(Outgoing.of(told.get()));
        } catch (Refused never) {
            outcomes.failed(run, never.problems().get(0));
            return;
        } catch (IOException failure) {
            outcomes.failedNow(run, Problem.of("http_failed", String.valueOf(failure.getMessage())));
            return;
        }
        if (reply.askAgain()) {
            outcomes.failedNow(run, Problem.of("http_failed", "HTTP " + reply.status()));
        } else {
            outcomes.answered(run, reply);
        }
    }

    /** It failed again and again, and not because of the other host. */
    public void giveUp(String id, String errorId) {
        outcomes.failed(HttpRun.of(id), Problem.of("internal", errorId));
    }
}
