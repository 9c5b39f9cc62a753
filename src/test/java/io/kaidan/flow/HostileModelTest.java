package io.kaidan.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.kaidan.json.Hostile;
import io.kaidan.node.NodeTypes;
import io.kaidan.problem.Finding;
import io.kaidan.problem.Messages;
import io.kaidan.problem.Refused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever somebody draws is a flow or has findings that tell why it is none; nothing else happens, and soon. */
class HostileModelTest {

    private static final Path DEMO = Path.of("src/main/demo/service-management");
    private static final Path PUBLISHED = Path.of("src/test/resources/published");

    private static final String OPEN = "<definitions xmlns=\"http://www.omg.org/spec/BPMN/20100524/MODEL\""
            + " xmlns:zeebe=\"http://camunda.org/schema/zeebe/1.0\" targetNamespace=\"t\">";

    /** Of what the soup is made; some of it must stand in another place, or nowhere. */
    private static final List<String> ELEMENTS = List.of(
            "startEvent",
            "endEvent",
            "userTask",
            "task",
            "serviceTask",
            "scriptTask",
            "receiveTask",
            "callActivity",
            "subProcess",
            "transaction",
            "adHocSubProcess",
            "boundaryEvent",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
            "exclusiveGateway",
            "parallelGateway",
            "inclusiveGateway",
            "eventBasedGateway",
            "complexGateway",
            "sequenceFlow",
            "timerEventDefinition",
            "messageEventDefinition",
            "signalEventDefinition",
            "errorEventDefinition",
            "linkEventDefinition",
            "terminateEventDefinition",
            "timeDuration",
            "timeCycle",
            "conditionExpression",
            "multiInstanceLoopCharacteristics",
            "loopCardinality",
            "completionCondition",
            "standardLoopCharacteristics",
            "extensionElements",
            "zeebe:formDefinition",
            "zeebe:ioMapping",
            "zeebe:input",
            "zeebe:properties",
            "zeebe:property",
            "zeebe:assignmentDefinition",
            "zeebe:taskDefinition",
            "zeebe:calledElement",
            "zeebe:script",
            "zeebe:loopCharacteristics",
            "zeebe:userTaskForm",
            "documentation",
            "laneSet",
            "incoming",
            "outgoing",
            "dataObject",
            "textAnnotation",
            "script",
            "import");

    private static final List<String> ATTRIBUTES = List.of(
            "id",
            "name",
            "sourceRef",
            "targetRef",
            "attachedToRef",
            "default",
            "messageRef",
            "signalRef",
            "errorRef",
            "triggeredByEvent",
            "isInterrupting",
            "cancelActivity",
            "isSequential",
            "formId",
            "formKey",
            "source",
            "target",
            "value",
            "processId",
            "expression",
            "resultVariable",
            "inputCollection",
            "inputElement",
            "assignee",
            "type",
            "retries",
            "location",
            "namespace",
            "importType");

    private static final List<String> VALUES = List.of(
            "a",
            "b",
            "c",
            "a",
            "b",
            "",
            "true",
            "=a",
            "= [1, 2]",
            "=(",
            "PT1S",
            "R/PT1S",
            "-1",
            "0",
            "1e9",
            "a b",
            "é");

    @Provide
    Arbitrary<byte[]> damagedDrawings() {
        return Hostile.damaged(
                Stream.of(DEMO, PUBLISHED).flatMap(HostileModelTest::drawings).toArray(byte[][]::new));
    }

    @Provide
    Arbitrary<byte[]> damagedForms() {
        return Hostile.damaged(files(DEMO, ".form").toArray(byte[][]::new));
    }

    private static Stream<byte[]> drawings(Path folder) {
        return files(folder, ".bpmn");
    }

    private static Stream<byte[]> files(Path folder, String ending) {
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .map(HostileModelTest::bytes)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Provide
    Arbitrary<String> soups() {
        Arbitrary<String> attributes = Combinators.combine(Arbitraries.of(ATTRIBUTES), Arbitraries.of(VALUES))
                .as((name, value) -> name + "=\"" + value + "\"")
                .list()
                .ofMaxSize(4)
                .map(all -> " id=\"" + Integer.toString(all.hashCode() & 7, 36) + "x\" " + String.join(" ", all));
        Arbitrary<String> elements = Arbitraries.recursive(
                () -> Arbitraries.of(VALUES),
                inner -> Combinators.combine(
                                Arbitraries.of(ELEMENTS),
                                attributes,
                                inner.list().ofMaxSize(3))
                        .as((name, attribute, content) ->
                                "<" + name + attribute + ">" + String.join("", content) + "</" + name + ">"),
                1,
                3);
        return elements.list()
                .ofMaxSize(8)
                .map(all -> "<process id=\"p\" isExecutable=\"true\"><startEvent id=\"s\"/>" + String.join("", all)
                        + "</process><message id=\"a\" name=\"=a\"/><signal id=\"b\"/><error id=\"c\"/>");
    }

    @Property(tries = 200)
    void a_damaged_drawing_has_findings_or_is_a_flow(@ForAll("damagedDrawings") byte[] drawing) {
        expectFindings(Map.of("f.bpmn", drawing));
    }

    @Property(tries = 500)
    void a_damaged_form_has_findings_or_is_a_form(@ForAll("damagedForms") byte[] form) {
        expectFindings(Map.of("f.form", form));
    }

    @Property(tries = 300)
    void a_soup_of_elements_has_findings_or_is_a_flow(@ForAll("soups") String soup) {
        expectFindings(Map.of("f.bpmn", utf8(OPEN + soup + "</definitions>")));
    }

    private static List<Finding> expectFindings(Map<String, byte[]> files) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Flow> flows = new ApplicationReader(NodeTypes.ALL).read(new TreeMap<>(files), findings);

        assertThat(flows.isEmpty() && findings.isEmpty()).isFalse();
        for (Finding finding : findings) {
            assertThat(finding.message(Messages.HANT)).isNotBlank().isNotEqualTo("finding." + finding.code());
        }
        return findings;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE x SYSTEM \"http://127.0.0.1:%d/x.dtd\">",
                "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:%d/x\"> %%p;]>",
                "<?xml-stylesheet href=\"http://127.0.0.1:%d/x.xsl\"?>"
            })
    void an_address_that_a_drawing_names_is_asked_by_nobody(String head) throws IOException {
        try (ServerSocket stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + stranger.getLocalPort();
            String drawing = head.replace("http://127.0.0.1:%d", address).replace("%%", "%")
                    + OPEN.replace(
                            "<definitions ",
                            "<definitions xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
                                    + " xmlns:xi=\"http://www.w3.org/2001/XInclude\" xsi:schemaLocation=\""
                                    + "http://www.omg.org/spec/BPMN/20100524/MODEL " + address
                                    + "/s.xsd urn:x " + address + "/x.xsd\" ")
                    + "<import namespace=\"urn:x\" location=\"" + address
                    + "/i.xsd\" importType=\"http://www.w3.org/2001/XMLSchema\"/>"
                    + "<process id=\"p\" isExecutable=\"true\"><documentation><xi:include href=\"" + address
                    + "/d\"/></documentation><startEvent id=\"s\"/></process></definitions>";

            expectFindings(Map.of("f.bpmn", utf8(drawing)));

            stranger.setSoTimeout(100);
            assertThat(catchThrowable(stranger::accept)).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"subProcess, 10000", "subProcess, 100", "extensionElements, 100000", "userTask, 50000"})
    @Timeout(30)
    void elements_within_one_another_end_soon(String element, int depth) {
        StringBuilder drawing = new StringBuilder(OPEN).append("<process id=\"p\" isExecutable=\"true\">");
        for (int i = 0; i < depth; i++) {
            drawing.append('<').append(element).append(" id=\"n").append(i).append("\">");
        }
        drawing.append(("</" + element + ">").repeat(depth)).append("</process></definitions>");

        assertThat(expectFindings(Map.of("f.bpmn", utf8(drawing.toString())))).isNotEmpty();
    }

    @Test
    @Timeout(30)
    void a_drawing_of_ten_thousand_tasks_ends_soon() {
        StringBuilder drawing =
                new StringBuilder(OPEN).append("<process id=\"p\" isExecutable=\"true\"><startEvent id=\"n0\"/>");
        for (int i = 1; i <= 10_000; i++) {
            drawing.append("<userTask id=\"n").append(i).append("\"/>");
            drawing.append("<sequenceFlow id=\"f").append(i).append("\" sourceRef=\"n");
            drawing.append(i - 1).append("\" targetRef=\"n").append(i).append("\"/>");
        }
        drawing.append("</process></definitions>");

        assertThat(expectFindings(Map.of("f.bpmn", utf8(drawing.toString())))).isNotEmpty();
    }

    @Provide
    Arbitrary<String> moments() {
        return Arbitraries.oneOf(
                Hostile.texts(),
                Arbitraries.of(
                                "R",
                                "R1",
                                "R999999999",
                                "/",
                                "P",
                                "T",
                                "PT",
                                "1",
                                "0",
                                "-1",
                                "D",
                                "H",
                                "S",
                                "M",
                                "W",
                                "Y",
                                "P1D",
                                "PT1S",
                                "P0D",
                                "0001-01-01T00:00:00Z",
                                "9999-12-31",
                                "*",
                                " ",
                                "?",
                                "L",
                                "W",
                                "#",
                                "*/5",
                                "0 0 29 2 *",
                                "0 0 0 30 2 ?",
                                "@yearly",
                                "1-5",
                                ",",
                                "MON")
                        .list()
                        .ofMaxSize(9)
                        .map(pieces -> String.join("", pieces)));
    }

    /** A text of a design, or of a ticket's value, becomes a moment or is refused. */
    @Property(tries = 2_000)
    void a_text_is_a_moment_or_refused(@ForAll("moments") String text) {
        Instant now = Instant.parse("2026-11-23T08:00:00Z");
        for (Timer.Kind kind : Timer.Kind.values()) {
            Throwable thrown = catchThrowable(() -> new Timer(kind, new Text(text, null)).first(Map.of(), now));
            assertThat(thrown == null || thrown instanceof Refused)
                    .as("%s", thrown)
                    .isTrue();
        }
        Throwable cron = catchThrowable(() -> Cron.next(text, now, ZoneId.of("Asia/Taipei"), "cron"));
        assertThat(cron == null || cron instanceof Refused).as("%s", cron).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "R/0001-01-01T00:00:00Z/P0DT1S",
                "R/0001-01-01T00:00:00Z/P-1DT24H0.001S",
                "R/0001-01-01T00:00:00Z/PT0.000000001S",
                "R/0001-01-01T00:00:00Z/P1D",
                "R/0001-01-01T00:00:00Z/P1M",
                "R999999999/0001-01-01T00:00:00Z/PT1S",
                "0 0 30 2 *",
                "0 0 0 29 2 ? ",
                "0 0 0 31 2,4,6,9,11 ?"
            })
    @Timeout(10)
    void a_cycle_that_began_long_ago_is_soon_where_it_is_now(String cycle) {
        Throwable thrown = catchThrowable(() -> new Timer(Timer.Kind.CYCLE, new Text(cycle, null))
                .first(Map.of(), Instant.parse("2026-11-23T08:00:00Z")));

        assertThat(thrown == null || thrown instanceof Refused).as("%s", thrown).isTrue();
    }
}
