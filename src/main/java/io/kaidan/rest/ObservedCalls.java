package io.kaidan.rest;

import io.kaidan.metric.Call;
import io.kaidan.metric.Metrics;
import io.kaidan.trace.Trace;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The outermost filter, see web.xml: gives every request its trace, which the answer names, knows where it comes from, and
 * measures the calls of the APIs. A worker that waits for jobs is not measured, for how long it waits is its own choice.
 */
public class ObservedCalls extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Metrics metrics;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Trace trace = Trace.from(request.getHeader(Trace.PARENT));
        response.setHeader(Trace.RESPONSE, trace.toString());
        Trace.enter(trace);
        CallOrigin.enter(request);
        try {
            observe(request, response, chain);
        } finally {
            CallOrigin.leave();
            Trace.enter(null);
        }
    }

    private void observe(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String api =
                api(request.getRequestURI().substring(request.getContextPath().length()));
        if (api == null) {
            chain.doFilter(request, response);
            return;
        }
        Call call = Call.begin(api);
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException | Error failure) {
            call.failed();
            throw failure;
        } finally {
            Call.end();
            if (!request.isAsyncStarted()) {
                metrics.count(call);
            }
        }
    }

    /** Null for what is no call of an API, such as the console's pages. */
    private static String api(String path) {
        if (path.startsWith("/rest/") || path.startsWith("/accounts/")) {
            return "quick";
        }
        return path.startsWith("/api/") ? "v1" : null;
    }
}
