package io.kaidan.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.problem.Refused;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {

    private final List<String> asked = new ArrayList<>();

    /** Every name leads to this address. */
    private AllowedHosts hosts(String setting, String... addresses) {
        return AllowedHosts.of(setting, name -> {
            asked.add(name);
            InetAddress[] found = new InetAddress[addresses.length];
            for (int i = 0; i < addresses.length; i++) {
                found[i] = InetAddress.getByName(addresses[i]);
            }
            return found;
        });
    }

    private static String refusal(AllowedHosts hosts, String host, int port) {
        try {
            hosts.addresses(host, port);
            return "";
        } catch (Refused refused) {
            return refused.problems().get(0).code();
        } catch (UnknownHostException unknown) {
            return "unknown";
        }
    }

    @Test
    void a_listed_host_is_asked_for_once_and_gives_its_addresses() throws Exception {
        AllowedHosts hosts = hosts("api.example.com, other.example.com:8443", "93.184.215.14", "2606:2800:21f::1");

        assertThat(hosts.addresses("API.Example.com.", 80)).hasSize(2);
        assertThat(asked).containsExactly("api.example.com");
        assertThat(refusal(hosts, "other.example.com", 8443)).isEmpty();
    }

    @Test
    void what_is_not_listed_is_refused_before_any_name_is_asked_for() {
        AllowedHosts hosts = hosts("api.example.com:443", "93.184.215.14");

        assertThat(refusal(hosts, "api.example.com", 80)).isEqualTo("http_host");
        assertThat(refusal(hosts, "evil.example.com", 443)).isEqualTo("http_host");
        assertThat(refusal(hosts, "api.example.com.evil.com", 443)).isEqualTo("http_host");
        assertThat(refusal(hosts("", "93.184.215.14"), "api.example.com", 443)).isEqualTo("http_host");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.0.9",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::1",
                "2001:0:7f00:1::1",
                "2001:db8::1"
            })
    void a_name_that_leads_to_no_public_address_is_refused(String address) {
        assertThat(refusal(hosts("api.example.com", address), "api.example.com", 443))
                .isEqualTo("http_address");
        assertThat(refusal(hosts("api.example.com", "93.184.215.14", address), "api.example.com", 443))
                .isEqualTo("http_address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.215.14", "172.32.0.1", "100.128.0.1", "8.8.8.8", "2606:4700::1111", "2a00:1450::1"})
    void public_addresses_pass(String address) {
        assertThat(refusal(hosts("api.example.com", address), "api.example.com", 443))
                .isEmpty();
    }

    @Test
    void a_private_host_passes_when_it_is_listed_as_an_address_or_marked() {
        assertThat(refusal(hosts("10.0.0.7:8080", "10.0.0.7"), "10.0.0.7", 8080))
                .isEmpty();
        assertThat(refusal(hosts("10.0.0.7:8080", "10.0.0.7"), "10.0.0.7", 8081))
                .isEqualTo("http_host");
        assertThat(refusal(hosts("private/erp:8080", "10.0.0.7"), "erp", 8080)).isEmpty();
        assertThat(refusal(hosts("erp:8080", "10.0.0.7"), "erp", 8080)).isEqualTo("http_address");
        assertThat(refusal(hosts("erp, private/erp:8080", "10.0.0.7"), "erp", 80))
                .isEqualTo("http_address");
        assertThat(refusal(hosts("localhost", "127.0.0.1"), "localhost", 9999)).isEmpty();
        assertThat(refusal(hosts("[::1]:80", "::1"), "[0:0:0:0:0:0:0:1]", 80)).isEmpty();
        assertThat(refusal(hosts("[::1]:80", "::1"), "::1", 80)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2130706433", "0177.0.0.1", "0x7f000001", "127.1", "127.0.0.1.", "[::ffff:7f00:2]", "127.0.0.01"
            })
    void another_spelling_of_an_address_is_no_other_way_to_it(String host) {
        assertThat(refusal(hosts("api.example.com", "127.0.0.1"), host, 80)).isEqualTo("http_host");
    }

    @Test
    void one_address_in_two_spellings_is_one_host() {
        assertThat(refusal(hosts("127.0.0.1", "127.0.0.1"), "[::ffff:127.0.0.1]", 80))
                .isEmpty();
    }

    @Test
    void an_entry_that_is_no_host_is_not_taken() {
        assertThatThrownBy(() -> AllowedHosts.of("https://api.example.com")).hasMessageContaining("https");
        assertThatThrownBy(() -> AllowedHosts.of("user@host")).hasMessageContaining("user@host");
        assertThatCode(() -> AllowedHosts.of(" , a.example ,")).doesNotThrowAnyException();
    }
}
