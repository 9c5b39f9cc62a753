package io.kaidan.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.camunda.zeebe.model.bpmn.Bpmn;
import io.camunda.zeebe.model.bpmn.BpmnModelInstance;
import io.camunda.zeebe.model.bpmn.instance.ConditionExpression;
import io.camunda.zeebe.model.bpmn.instance.FlowNode;
import io.camunda.zeebe.model.bpmn.instance.Process;
import io.camunda.zeebe.model.bpmn.instance.SequenceFlow;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnEdge;
import io.camunda.zeebe.model.bpmn.instance.bpmndi.BpmnShape;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeFormDefinition;
import io.camunda.zeebe.model.bpmn.instance.zeebe.ZeebeProperty;
import io.camunda.zeebe.model.bpmn.validation.zeebe.ZeebeDesignTimeValidators;
import io.kaidan.feel.Feel;
import io.kaidan.flow.ApplicationReader;
import io.kaidan.flow.Flow;
import io.kaidan.json.Json;
import io.kaidan.node.NodeTypes;
import io.kaidan.problem.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo application as other tools see it: BPMN 2.0 with a complete drawing, form-js JSON, FEEL. */
class DemoApplicationTest {

    private static final Path FOLDER = Path.of("src/main/demo/service-management");

    @Test
    void its_roles_name_its_own_flows() throws Exception {
        Map<?, ?> application = read(FOLDER.resolve("application.json"));

        assertThat(application.get("name")).isEqualTo("服務管理");
        Json.object(application, "roles").values().forEach(permissions -> assertThat(((Map<?, ?>) permissions).keySet())
                .allMatch(flow -> Files.exists(FOLDER.resolve(flow + ".bpmn"))));
    }

    @Test
    void the_deploy_check_has_nothing_to_say() throws Exception {
        Map<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> folder = Files.list(FOLDER)) {
            for (Path file : folder.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        List<Finding> findings = new ArrayList<>();

        Map<String, Flow> flows = new ApplicationReader(NodeTypes.ALL).read(files, findings);

        assertThat(findings).isEmpty();
        assertThat(flows).containsOnlyKeys("incident-management", "change-management", "leave-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"incident-management", "change-management", "leave-request"})
    void a_flow_is_valid_and_bears_its_api_path(String apiPath) throws Exception {
        BpmnModelInstance model = model(apiPath);

        Bpmn.validateModel(model);
        assertThat(model.validate(ZeebeDesignTimeValidators.VALIDATORS).getErrorCount())
                .isZero();
        assertThat(model.getModelElementsByType(Process.class))
                .singleElement()
                .satisfies(process -> assertThat(process.getId()).isEqualTo(apiPath))
                .satisfies(process -> assertThat(process.isExecutable()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"incident-management", "change-management", "leave-request"})
    void every_node_and_every_link_is_drawn(String apiPath) throws Exception {
        BpmnModelInstance model = model(apiPath);

        Set<String> drawn = Stream.concat(
                        model.getModelElementsByType(BpmnShape.class).stream()
                                .map(shape -> shape.getBpmnElement().getId()),
                        model.getModelElementsByType(BpmnEdge.class).stream()
                                .map(edge -> edge.getBpmnElement().getId()))
                .collect(Collectors.toSet());

        assertThat(drawn).isEqualTo(ids(model));
    }

    @ParameterizedTest
    @ValueSource(strings = {"incident-management", "change-management", "leave-request"})
    void every_expression_is_feel(String apiPath) throws Exception {
        BpmnModelInstance model = model(apiPath);
        List<String> expressions = new ArrayList<>();
        model.getModelElementsByType(ConditionExpression.class).forEach(c -> expressions.add(c.getTextContent()));
        model.getModelElementsByType(ZeebeProperty.class).forEach(p -> expressions.add(p.getValue()));
        forms(model).forEach(form -> components(form).forEach(field -> {
            if (Json.object(field, "conditional").get("hide") instanceof String hide) {
                expressions.add(hide);
            }
        }));

        for (String expression : expressions) {
            if (Feel.isExpression(expression)) {
                Feel.parse(expression);
            }
        }
    }

    @Test
    void every_form_belongs_to_a_human_point() throws Exception {
        Set<String> used = new TreeSet<>();
        for (String flow : List.of("incident-management", "change-management", "leave-request")) {
            forms(model(flow)).forEach(form -> used.add(Json.text(form, "id") + ".form"));
        }

        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".form")))
                    .containsExactlyInAnyOrderElementsOf(used);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"incident-management", "change-management", "leave-request"})
    void a_field_that_several_forms_share_is_the_same_kind_in_each(String apiPath) throws Exception {
        Map<Object, Set<Object>> kinds = forms(model(apiPath)).stream()
                .flatMap(DemoApplicationTest::components)
                .filter(field -> field.get("key") != null)
                .collect(Collectors.groupingBy(
                        field -> field.get("key"), Collectors.mapping(field -> field.get("type"), Collectors.toSet())));

        assertThat(kinds).allSatisfy((key, types) -> assertThat(types).hasSize(1));
    }

    private static BpmnModelInstance model(String apiPath) throws IOException {
        try (var in = Files.newInputStream(FOLDER.resolve(apiPath + ".bpmn"))) {
            return Bpmn.readModelFromStream(in);
        }
    }

    private static Set<String> ids(BpmnModelInstance model) {
        Set<String> ids = new TreeSet<>();
        for (Class<? extends ModelElementInstance> kind : List.of(FlowNode.class, SequenceFlow.class)) {
            model.getModelElementsByType(kind).forEach(element -> ids.add(element.getAttributeValue("id")));
        }
        return ids;
    }

    private static List<Map<?, ?>> forms(BpmnModelInstance model) {
        return model.getModelElementsByType(ZeebeFormDefinition.class).stream()
                .map(definition -> FOLDER.resolve(definition.getFormId() + ".form"))
                .<Map<?, ?>>map(DemoApplicationTest::read)
                .toList();
    }

    /** All components, those inside groups and lists included. */
    private static Stream<Map<?, ?>> components(Map<?, ?> parent) {
        return Json.list(parent, "components").stream()
                .map(child -> (Map<?, ?>) child)
                .flatMap(child -> Stream.concat(Stream.of(child), components(child)));
    }

    private static Map<?, ?> read(Path json) {
        try {
            return (Map<?, ?>) Json.parse(Files.readString(json));
        } catch (IOException | Json.Malformed e) {
            throw new AssertionError(json + ": " + e.getMessage(), e);
        }
    }
}
