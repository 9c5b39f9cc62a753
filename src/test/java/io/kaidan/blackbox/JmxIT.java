package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.tools.attach.VirtualMachine;
import java.util.List;
import java.util.Map;
import javax.management.MBeanException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Kaidan in the server's own console: as jconsole does it, which finds the process on its machine and attaches to it. */
class JmxIT extends BlackBox {

    private static JMXConnector connector;
    private static MBeanServerConnection console;

    @BeforeAll
    static void attach() throws Exception {
        assumeTrue(System.getProperty("kaidan.url") == null); // it may run on another machine
        VirtualMachine process =
                VirtualMachine.attach(String.valueOf(KaidanServer.get().pid()));
        connector = JMXConnectorFactory.connect(new JMXServiceURL(process.startLocalManagementAgent()));
        process.detach();
        console = connector.getMBeanServerConnection();
    }

    @AfterAll
    static void detach() throws Exception {
        if (connector != null) {
            connector.close();
        }
    }

    @Test
    void the_console_shows_what_there_is() throws Exception {
        assertThat(console.queryNames(new ObjectName("io.kaidan:*"), null))
                .extracting(name -> name.getKeyProperty("type"))
                .containsExactlyInAnyOrder("Server", "Flows", "Jobs", "Caches");
        assertThat(console.getMBeanInfo(bean("Flows")).getOperations())
                .allSatisfy(operation ->
                        assertThat(operation.getSignature()[0].getName()).isEqualTo("apiPath"));
        assertThat((String) console.getAttribute(bean("Server"), "Version")).isNotEmpty();
        assertThat(console.getAttribute(bean("Server"), "DatabaseUp")).isEqualTo(true);
        assertThat((long) console.getAttribute(bean("Flows"), "OpenTickets")).isNotNegative();
        TabularData queues = (TabularData) console.getAttribute(bean("Jobs"), "Queues");
        assertThat(queues.containsKey(new Object[] {"workers"})).isTrue();
    }

    @Test
    void calls_are_counted() throws Exception {
        String flow = api().deployed(oneTask(text("title").required()));
        long creates = (long) console.getAttribute(bean("Server"), "Creates");
        long refused = (long) console.getAttribute(bean("Server"), "Refused");

        admin().open(flow, Map.of("title", "x"));
        admin().create(flow, Map.of());

        assertThat((long) console.getAttribute(bean("Server"), "Creates")).isEqualTo(creates + 1);
        assertThat((long) console.getAttribute(bean("Server"), "Refused")).isEqualTo(refused + 1);
    }

    @Test
    void a_flow_can_be_disabled_and_enabled() throws Exception {
        String flow = api().deployed(oneTask(text("title")));

        assertThat(invoke("Flows", "disable", flow)).isEqualTo(flow + " is disabled");
        Answer refused = admin().create(flow, Map.of());
        assertThat(row(flow).get("enabled")).isEqualTo(false);
        assertThat(invoke("Flows", "enable", flow)).isEqualTo(flow + " is enabled");

        assertThat(refused.problems()).containsExactly("flow_disabled");
        assertThat(api().get("audit?action=flow_change&who=system").list("items"))
                .filteredOn(line -> flow.equals(line.get("object")))
                .extracting(line -> line.get("who"), line -> line.get("address"), line -> line.get("changes"))
                .containsExactly(
                        tuple("system", null, Map.of("enabled", List.of(false, true))),
                        tuple("system", null, Map.of("enabled", List.of(true, false))));
        assertThat(admin().open(flow, Map.of())).isEqualTo("1");
        assertThat(row(flow).get("enabled")).isEqualTo(true);
    }

    @Test
    void the_incidents_of_a_flow_can_be_tried_again() throws Exception {
        String flow = api().deployed(start(text("title"))
                .exclusive("which")
                .when("= title = \"good\"")
                .end("end"));
        String bad = admin().open(flow, Map.of("title", "bad"));
        String mended = admin().open(flow, Map.of("title", "bad"));
        api().post(
                        "flows/" + flow + "/tickets/" + mended + "/values",
                        Map.of("values", Map.of("title", "good"), "reason", "a slip"));

        assertThat(invoke("Flows", "retryIncidents", flow))
                .isEqualTo("2 tried again, 1 of them failed again, 0 left alone");

        assertThat(api().ticket(flow, bad)).containsEntry("state", "open");
        assertThat(api().ticket(flow, mended)).containsEntry("state", "closed");
    }

    @Test
    void what_cannot_be_done_is_told_in_words() {
        assertThatThrownBy(() -> invoke("Flows", "retryIncidents", "nowhere"))
                .isInstanceOf(MBeanException.class)
                .hasMessageContaining("nowhere");
        assertThatThrownBy(() -> invoke("Flows", "disable", "nowhere"))
                .isInstanceOf(MBeanException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void jobs_are_looked_for_and_caches_emptied() throws Exception {
        String flow = api().deployed(oneTask(text("title")));
        admin().open(flow, Map.of());

        assertThat(console.invoke(bean("Jobs"), "lookNow", null, null)).isEqualTo("This node looks for due jobs");
        assertThat(console.invoke(bean("Caches"), "empty", null, null)).isEqualTo("The caches are empty");

        TabularData caches = (TabularData) console.getAttribute(bean("Caches"), "Caches");
        assertThat(caches.get(new Object[] {"versions"}).get("entries")).isEqualTo(0);
        assertThat(admin().open(flow, Map.of())).isEqualTo("2");
    }

    private static CompositeData row(String flow) throws Exception {
        TabularData flows = (TabularData) console.getAttribute(bean("Flows"), "Flows");
        return flows.get(new Object[] {flow});
    }

    private static Object invoke(String type, String operation, String apiPath) throws Exception {
        return console.invoke(
                bean(type),
                operation,
                new Object[] {apiPath},
                List.of(String.class.getName()).toArray(String[]::new));
    }

    private static ObjectName bean(String type) throws Exception {
        return new ObjectName("io.kaidan:type=" + type);
    }
}
