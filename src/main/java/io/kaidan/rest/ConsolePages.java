package io.kaidan.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The console's pages and what they load. A browser that goes to an address for which there is no file gets
 * {@code index.html}, whose script knows what to show there; whoever asks for something else than a page does not, so
 * that a file that is missing is missing. The APIs are left alone.
 */
@WebFilter(value = "/*", asyncSupported = true) // workers wait for jobs behind it
public class ConsolePages extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final Set<String> APIS = Set.of("api", "rest", "accounts", "health", "metrics");
    /** What pages know; of another one the servers say that it is a failure of theirs. */
    private static final List<String> METHODS = List.of("GET", "HEAD", "OPTIONS", "POST");

    private static final String PAGE = "/index.html";

    /** Browsers ask for it where a document names no icon, as a file that is opened on its own does not. */
    private static final String ICON_ASKED = "/favicon.ico";

    private static final String ICON = "/favicon.svg";

    /** The build gives these files names that change with what is in them. */
    private static final String HASHED = "/assets/";

    private static final String FOREVER = "public, max-age=31536000, immutable";

    /**
     * Not "no-cache": a build gives every file the same date, so a browser that asks whether its page has changed would be
     * told no after an upgrade, and look for scripts that are gone.
     */
    private static final String NEVER = "no-store";

    /**
     * Scripts and styles come from files of ours only, and nothing that stands within a page counts, style attributes
     * included: for libraries that write some the page on security says what is done instead. Pictures and fonts of theirs are
     * data: addresses.
     */
    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (APIS.contains(firstSegment(path))) {
            chain.doFilter(request, response);
            return;
        }
        if (!METHODS.contains(request.getMethod())) {
            response.setHeader("Allow", String.join(", ", METHODS));
            response.setStatus(
                    HttpServletResponse.SC_METHOD_NOT_ALLOWED); // as an error it would go on to a page of the server
            return;
        }
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (path.equals(ICON_ASKED)) {
            response.setStatus(HttpServletResponse.SC_FOUND); // the server would put in the host that the client names
            response.setHeader("Location", request.getContextPath() + ICON);
            return;
        }
        boolean file = path.startsWith("/") && getServletContext().getResource(path) != null; // OPTIONS * has no path
        boolean hashed = file && path.startsWith(HASHED);
        response.setHeader("Cache-Control", hashed ? FOREVER : NEVER);
        if (!file && asksForPage(request)) {
            request.getRequestDispatcher(PAGE).forward(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean asksForPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return request.getMethod().equals("GET")
                && accept != null
                && accept.toLowerCase(Locale.ROOT).contains("text/html");
    }

    private static String firstSegment(String path) {
        String[] segments = path.split("/", 3);
        return segments.length > 1 ? segments[1] : "";
    }
}
