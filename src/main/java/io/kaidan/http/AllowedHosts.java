package io.kaidan.http;

import io.kaidan.problem.Refused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The hosts that calls may go to, and nothing else. An entry is a name or an address, with a port or for every port:
 * {@code api.example.com}, {@code api.example.com:8443}, {@code 192.0.2.7:8080}, {@code [2001:db8::7]:8080}. Behind a name
 * must be public addresses, unless the entry says that it may lead into one's own network: {@code private/erp:8080}. An
 * address that is listed, and {@code localhost}, may be private by themselves.
 */
public final class AllowedHosts {

    private static final Pattern ENTRY =
            Pattern.compile("(private/)?(\\[[0-9a-fA-F:.]+]|[^\\s:/\\[\\]@?#]+)(?::(\\d{1,5}))?");
    private static final Pattern ADDRESS = Pattern.compile("\\[.*]|\\d{1,3}(\\.\\d{1,3}){3}");
    private static final int PORTS = 65_535;

    /** @param port -1: each */
    private record Entry(String host, int port, boolean mayBePrivate) {}

    /** Gives the addresses of a name. */
    @FunctionalInterface
    interface Names {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    private final List<Entry> entries;
    private final Names names;

    private AllowedHosts(List<Entry> entries, Names names) {
        this.entries = entries;
        this.names = names;
    }

    /** @param setting entries with commas between; see the class */
    public static AllowedHosts of(String setting) {
        return of(setting, InetAddress::getAllByName);
    }

    static AllowedHosts of(String setting, Names names) {
        return new AllowedHosts(texts(setting).map(AllowedHosts::entry).toList(), names);
    }

    private static Stream<String> texts(String setting) {
        return Arrays.stream(setting.split(",")).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Entry entry(String text) {
        Matcher parts = ENTRY.matcher(text);
        int port = parts.matches() && parts.group(3) != null ? Integer.parseInt(parts.group(3)) : -1;
        if (!parts.matches() || port == 0 || port > PORTS) {
            throw new IllegalArgumentException("Expected a host, or host:port, but got \"" + text + "\"");
        }
        String host = canonical(parts.group(2));
        boolean explicit = parts.group(1) != null || host.equals("localhost") || isAddress(host);
        return new Entry(host, port, explicit);
    }

    private static boolean isAddress(String host) {
        return ADDRESS.matcher(host).matches();
    }

    /** One spelling for each host: small letters, no dot at the end, addresses as Java writes them. */
    private static String canonical(String host) {
        String small = host.toLowerCase(Locale.ROOT);
        if (small.endsWith(".")) {
            small = small.substring(0, small.length() - 1);
        }
        if (!isAddress(small) || small.matches(".*\\b0\\d.*") && !small.startsWith("[")) {
            return small; // 010.0.0.1 might be 8.0.0.1 to some: it is taken for a name, and there is none such
        }
        try {
            String address = InetAddress.getByName(small).getHostAddress();
            return address.contains(":") ? "[" + address + "]" : address;
        } catch (UnknownHostException none) {
            return small;
        }
    }

    /**
     * Lets pass a host that is listed.
     *
     * @param host as a URL has it; IPv6 in brackets
     * @throws Refused {@code http_host}
     */
    void check(String host, int port) {
        if (entries(host, port).findAny().isEmpty()) {
            throw Refused.because("http_host", host + ":" + port);
        }
    }

    /**
     * The addresses to connect to: asked for once, and each of them checked.
     *
     * @param host as a URL has it; IPv6 with brackets or without
     * @throws Refused {@code http_host}, and {@code http_address} when one is private and may not be
     */
    InetAddress[] addresses(String host, int port) throws UnknownHostException {
        String whole = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        check(whole, port);
        boolean mayBePrivate = entries(whole, port).anyMatch(Entry::mayBePrivate);
        InetAddress[] addresses = names.addresses(canonical(whole));
        for (InetAddress address : addresses) {
            if (!mayBePrivate && !PublicAddress.is(address)) {
                throw Refused.because("http_address", host, address.getHostAddress());
            }
        }
        return addresses;
    }

    private Stream<Entry> entries(String host, int port) {
        String canonical = canonical(host);
        return entries.stream().filter(e -> e.host().equals(canonical) && (e.port() < 0 || e.port() == port));
    }
}
