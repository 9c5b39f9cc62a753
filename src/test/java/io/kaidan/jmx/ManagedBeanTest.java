package io.kaidan.jmx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import javax.management.AttributeNotFoundException;
import javax.management.MBeanException;
import javax.management.MBeanInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagedBeanTest {

    private static final String[] TEXT = {String.class.getName()};
    private static final Table TABLE =
            new Table("Rows", "Some rows.", List.of("name", "n"), List.of(SimpleType.STRING, SimpleType.LONG));

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private ObjectName name;
    private Runnable end;

    @BeforeEach
    void register() throws Exception {
        name = new ObjectName("io.kaidan:type=Test");
        end = new ManagedBean("A bean.")
                .attribute("Open", "How many are open.", SimpleType.LONG, () -> 7L)
                .attribute("Rows", "Some.", TABLE.type(), () -> TABLE.of(List.<Object[]>of(new Object[] {"a", 1L})))
                .operation("look", "Looks.", () -> "looked")
                .operation("retry", "Tries again.", Map.entry("apiPath", "The flow."), path -> {
                    if (path.isEmpty()) {
                        throw new IllegalArgumentException(new Unknown("Expected a flow but it is empty"));
                    }
                    return "tried " + path;
                })
                .register("Test");
    }

    @AfterEach
    void unregister() {
        end.run();
    }

    @Test
    void it_shows_its_values() throws Exception {
        assertThat(server.getAttribute(name, "Open")).isEqualTo(7L);
        assertThat(((TabularData) server.getAttribute(name, "Rows"))
                        .get(new Object[] {"a"})
                        .get("n"))
                .isEqualTo(1L);
        assertThatThrownBy(() -> server.getAttribute(name, "Shut")).isInstanceOf(AttributeNotFoundException.class);
        assertThat(server.getAttributes(name, new String[] {"Open", "Shut"})).hasSize(1);
    }

    @Test
    void it_does_what_it_is_asked() throws Exception {
        assertThat(server.invoke(name, "look", null, null)).isEqualTo("looked");
        assertThat(server.invoke(name, "retry", new Object[] {"leave"}, TEXT)).isEqualTo("tried leave");
    }

    @Test
    void a_failure_is_told_in_words_that_any_client_knows() {
        assertThatThrownBy(() -> server.invoke(name, "retry", new Object[] {""}, TEXT))
                .isInstanceOf(MBeanException.class)
                .hasMessage("Expected a flow but it is empty")
                .cause()
                .isExactlyInstanceOf(IllegalStateException.class);
    }

    @Test
    void who_comes_in_on_a_thread_that_knows_none_of_our_classes_is_served_as_well() throws Exception {
        new ManagedBean("Another.")
                .operation("look", "Looks.", () -> "" + Thread.currentThread().getContextClassLoader())
                .register("Test");
        ClassLoader ours = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(null);
        try {
            assertThat(server.invoke(name, "look", null, null)).isEqualTo("" + ManagedBean.class.getClassLoader());
            assertThat(Thread.currentThread().getContextClassLoader()).isNull();
        } finally {
            Thread.currentThread().setContextClassLoader(ours);
        }
    }

    @Test
    void everything_explains_itself() throws Exception {
        MBeanInfo info = server.getMBeanInfo(name);

        assertThat(info.getDescription()).isEqualTo("A bean.");
        assertThat(info.getAttributes()[0].getDescription()).isEqualTo("How many are open.");
        assertThat(info.getOperations()[1].getSignature()[0].getName()).isEqualTo("apiPath");
        assertThat(info.getOperations()[1].getSignature()[0].getDescription()).isEqualTo("The flow.");
    }

    @Test
    void the_last_one_of_a_type_is_shown_until_it_is_taken_away() throws Exception {
        new ManagedBean("Another.")
                .attribute("Open", "Open.", SimpleType.LONG, () -> 8L)
                .register("Test");
        assertThat(server.getAttribute(name, "Open")).isEqualTo(8L);

        end.run();

        assertThat(server.isRegistered(name)).isFalse();
    }

    private static final class Unknown extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unknown(String message) {
            super(message);
        }
    }
}
