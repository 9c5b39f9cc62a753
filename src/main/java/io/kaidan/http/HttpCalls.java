package io.kaidan.http;

import io.kaidan.problem.Phrase;
import io.kaidan.problem.Refused;
import io.kaidan.trace.Trace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Calls other hosts: those that are allowed, at the addresses that were checked. No redirect is followed, nothing is kept
 * between calls, no answer is read beyond a size, and no call takes longer than its time.
 */
public final class HttpCalls implements AutoCloseable {

    private final AllowedHosts hosts;
    private final Duration patience;
    private final int longest;
    private final CloseableHttpClient client;
    private final ScheduledExecutorService timer;

    /**
     * @param hosts those that are allowed
     * @param atOnce calls that may be under way at the same time
     * @param patience how long a call may take
     * @param longest bytes of an answer
     */
    public HttpCalls(AllowedHosts hosts, int atOnce, Duration patience, int longest, ThreadFactory threads) {
        this.hosts = hosts;
        this.patience = patience;
        this.longest = longest;
        Timeout timeout = Timeout.of(patience);
        timer = new ScheduledThreadPoolExecutor(1, threads);
        client = HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Checked(hosts))
                        .setMaxConnTotal(atOnce)
                        .setMaxConnPerRoute(atOnce)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(timeout)
                                .setSocketTimeout(timeout)
                                .build())
                        .build())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout)
                        .setResponseTimeout(timeout)
                        .setProtocolUpgradeEnabled(false)
                        .build())
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .setUserAgent("Kaidan")
                .build();
    }

    /** The client connects to what this gives: no other name service is asked between check and connection. */
    private record Checked(AllowedHosts hosts) implements DnsResolver {

        @Override
        public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
            return Arrays.stream(hosts.addresses(host, port))
                    .map(address -> new InetSocketAddress(address, port))
                    .toList();
        }

        @Override
        public InetAddress[] resolve(String host) {
            throw new IllegalStateException("Expected to be asked for a host and its port");
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    /**
     * Makes a call, and waits for the answer, whatever its status. It takes the trace along, where its headers have none.
     *
     * @throws Refused {@code http_host}, {@code http_address}, {@code too_large}: it would be the same another time
     * @throws IOException when there is no answer in time
     */
    public Reply call(Outgoing call) throws IOException {
        hosts.check(call.url().getHost(), call.port());
        HttpUriRequestBase request = new HttpUriRequestBase(call.method(), call.url());
        Trace.current()
                .ifPresent(trace -> request.setHeader(Trace.PARENT, trace.next().toString()));
        call.headers().forEach(request::setHeader);
        if (call.body() != null) {
            String type = call.headers().entrySet().stream()
                    .filter(h -> h.getKey().equalsIgnoreCase("content-type"))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
            request.setEntity(
                    new ByteArrayEntity(call.body().getBytes(StandardCharsets.UTF_8), ContentType.parseLenient(type)));
        }
        Future<?> end = timer.schedule(request::cancel, patience.toMillis(), TimeUnit.MILLISECONDS);
        try {
            return client.execute(request, response -> read(request, response));
        } catch (IOException failure) {
            if (request.isCancelled() || failure instanceof SocketTimeoutException) { // whichever notices it first
                throw new IOException("no answer within " + patience.toSeconds() + " s", failure);
            }
            throw failure;
        } finally {
            end.cancel(false);
        }
    }

    private Reply read(HttpUriRequestBase request, ClassicHttpResponse response) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : response.getHeaders()) {
            headers.merge(header.getName().toLowerCase(Locale.ROOT), header.getValue(), (a, b) -> a + ", " + b);
        }
        HttpEntity entity = response.getEntity();
        byte[] bytes = new byte[0];
        if (entity != null) {
            bytes = entity.getContent().readNBytes(longest + 1);
        }
        if (bytes.length > longest) {
            request.cancel(); // else the rest would be read, too
            throw Refused.because("too_large", Phrase.of("limit.answer", longest));
        }
        return new Reply(response.getCode(), headers, new String(bytes, charset(entity)));
    }

    private static Charset charset(HttpEntity entity) {
        ContentType type = entity == null ? null : ContentType.parseLenient(entity.getContentType());
        return type == null ? StandardCharsets.UTF_8 : type.getCharset(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        timer.shutdownNow();
        client.close(CloseMode.IMMEDIATE);
    }
}
