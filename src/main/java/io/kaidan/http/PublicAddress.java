package io.kaidan.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/** Tells addresses that anybody in the Internet may have from those of this machine, of its network, and of no host at all. */
final class PublicAddress {

    /** Networks that are not public (IANA's special-purpose registries), as address and length of the prefix. */
    private static final List<String> SPECIAL = List.of(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            // within 2000::/3, which alone is public at all: Teredo and other protocols, documentation, 6to4
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20");

    private static final List<Network> NETWORKS =
            SPECIAL.stream().map(PublicAddress::network).toList();

    private record Network(byte[] prefix, int length) {

        boolean has(byte[] address) {
            return address.length == prefix.length && same(address, prefix, length);
        }
    }

    private PublicAddress() {}

    /** IPv6 that stands for IPv4 (mapped) is IPv4 by then: that is how Java reads it. */
    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean global = address instanceof Inet4Address || (bytes[0] & 0xE0) == 0x20;
        return global && NETWORKS.stream().noneMatch(network -> network.has(bytes));
    }

    private static Network network(String text) {
        String[] parts = text.split("/");
        try {
            return new Network(InetAddress.getByName(parts[0]).getAddress(), Integer.parseInt(parts[1]));
        } catch (UnknownHostException none) {
            throw new IllegalStateException(none);
        }
    }

    private static boolean same(byte[] address, byte[] prefix, int length) {
        int whole = length / Byte.SIZE;
        if (!Arrays.equals(address, 0, whole, prefix, 0, whole)) {
            return false;
        }
        int mask = 0xFF << (Byte.SIZE - length % Byte.SIZE) & 0xFF;
        return mask == 0 || (address[whole] & mask) == (prefix[whole] & mask);
    }
}
