package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Applications: deployed as a whole or not at all, with every problem named. */
class DeployIT extends BlackBox {

    @Test
    void a_deployed_application_is_answered_with_its_flows() {
        FlowBuilder flow = oneTask(text("title"));

        Answer answer = api().deploy(Api.application("應用 " + flow.apiPath(), flow));

        assertThat(answer.http()).as("%s", answer).isEqualTo(201);
        assertThat(answer.json()).containsEntry("name", "應用 " + flow.apiPath()).containsEntry("version", 1);
        assertThat(answer.list("warnings")).isEmpty();
        assertThat(answer.list("flows")).singleElement().satisfies(row -> assertThat(row)
                .containsEntry("apiPath", flow.apiPath())
                .containsEntry("name", "流程 " + flow.apiPath())
                .containsEntry("version", 1)
                .containsEntry("enabled", true)
                .containsEntry("api", true)
                .containsEntry("log", true)
                .containsEntry("attachments", true));
    }

    @Test
    void loose_files_are_an_application_too() {
        FlowBuilder flow = oneTask(text("title"));

        Answer answer = api().deployLoose(Api.application("loose " + flow.apiPath(), flow));

        assertThat(answer.http()).as("%s", answer).isEqualTo(201);
        assertThat(admin().open(flow.apiPath(), Map.of("title", "x"))).isEqualTo("1");
    }

    @Test
    void the_processs_switches_are_the_flows() {
        FlowBuilder flow = oneTask(text("title")).flowProperty("api", "false").flowProperty("attachments", "false");

        api().deployed(flow);

        assertThat(api().flow(flow.apiPath()))
                .containsEntry("api", false)
                .containsEntry("attachments", false)
                .containsEntry("log", true);
    }

    @Test
    void a_flow_shows_its_fields_and_nodes() {
        FlowBuilder flow = oneTask(text("title").required(), number("n"));
        api().deployed(flow);

        Map<String, Object> shown = api().flow(flow.apiPath());

        assertThat(shown).containsEntry("application", "app " + flow.apiPath());
        assertThat(Answer.objects(shown.get("fields"))).anySatisfy(field -> assertThat(field)
                .containsEntry("key", "title")
                .containsEntry("label", "欄位 title")
                .containsEntry("type", "textfield")
                .containsEntry("required", true));
        assertThat(Answer.objects(shown.get("nodes")))
                .extracting(node -> node.get("id") + " " + node.get("name"))
                .containsExactlyInAnyOrder("start 開始", "review 審核", "end 結束");
    }

    @Test
    void a_new_version_leaves_open_tickets_on_theirs() {
        FlowBuilder flow = oneTask(text("title"));
        Map<String, byte[]> first = Api.application("app " + flow.apiPath(), flow);
        api().deploy(first);
        String old = admin().open(flow.apiPath(), Map.of("title", "x"));
        Map<String, byte[]> second = new LinkedHashMap<>(first);
        second.replaceAll((name, bytes) ->
                name.endsWith(".bpmn") ? Text.utf8(flow.bpmn().replace("name=\"審核\"", "name=\"新的審核\"")) : bytes);

        Answer answer = api().deploy(second);
        String young = admin().open(flow.apiPath(), Map.of("title", "y"));

        assertThat(answer.json()).containsEntry("version", 2);
        assertThat(admin().stops(flow.apiPath(), old))
                .extracting(QuickClient.Stop::name)
                .containsExactly("審核");
        assertThat(admin().stops(flow.apiPath(), young))
                .extracting(QuickClient.Stop::name)
                .containsExactly("新的審核");
        admin().pushed(flow.apiPath(), admin().stop(flow.apiPath(), old), Map.of());
        assertThat(api().ticket(flow.apiPath(), old)).containsEntry("state", "closed");
    }

    @Test
    void an_undeployed_application_opens_nothing_but_its_tickets_stay_readable() {
        FlowBuilder flow = oneTask(text("title"));
        Map<String, byte[]> files = Api.application("app-" + flow.apiPath(), flow);
        api().deploy(files);
        String no = admin().open(flow.apiPath(), Map.of("title", "留著"));

        assertThat(api().delete("applications/app-" + flow.apiPath()).http()).isIn(200, 204);

        assertThat(admin().create(flow.apiPath(), Map.of()).problems()).hasSize(1);
        assertThat(api().values(flow.apiPath(), no)).containsEntry("title", "留著");
        assertThat(api().deploy(files).http()).isEqualTo(201);
        admin().pushed(flow.apiPath(), admin().stop(flow.apiPath(), no), Map.of());
        assertThat(admin().open(flow.apiPath(), Map.of())).isNotEqualTo(no);
    }

    @Test
    void applications_are_listed_and_shown() {
        FlowBuilder flow = oneTask(text("title"));
        api().deploy(Api.application("app-" + flow.apiPath(), flow));

        assertThat(api().get("applications").list("items"))
                .extracting(a -> a.get("name"))
                .contains("app-" + flow.apiPath());
        assertThat(api().get("applications/app-" + flow.apiPath()).list("flows"))
                .extracting(f -> f.get("apiPath"))
                .containsExactly(flow.apiPath());
        assertThat(api().get("applications/no-such-application").http()).isEqualTo(404);
    }

    @Test
    void only_an_administrator_deploys() {
        api().user("no-deployer", List.of(), List.of());
        FlowBuilder flow = oneTask(text("title"));

        assertThat(new Api(base(), "no-deployer", "no-deployer").deploy(flow).http())
                .isEqualTo(403);
        assertThat(new Api(base(), "no-deployer", "wrong").deploy(flow).http()).isEqualTo(401);
        assertThat(api().get("flows/" + flow.apiPath()).http()).isEqualTo(404);
    }

    // refusals -----------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @ValueSource(strings = {"businessRuleTask", "transaction", "complexGateway", "adHocSubProcess"})
    void an_element_that_is_not_supported_is_refused_by_its_id(String type) {
        FlowBuilder flow = oneTask(text("title"));
        String bpmn = flow.bpmn()
                .replace("bpmn:userTask id=\"review\"", "bpmn:" + type + " id=\"review\"")
                .replace("</bpmn:userTask>", "</bpmn:" + type + ">")
                .replace("<zeebe:userTask/>", "");

        refused(deployBpmn(flow, bpmn), flow, "review");
    }

    @Test
    void an_unreachable_node_is_refused() {
        FlowBuilder flow = oneTask(text("title"))
                .raw("<bpmn:userTask id=\"lost\" name=\"迷路\"><bpmn:outgoing>out</bpmn:outgoing></bpmn:userTask>"
                        + "<bpmn:sequenceFlow id=\"out\" sourceRef=\"lost\" targetRef=\"end\"/>");

        refused(api().deploy(flow), flow, "lost");
    }

    @Test
    void a_dead_end_is_refused() {
        FlowBuilder flow =
                start(text("title")).parallel("split").end("end").from("split").task("stuck", "死路");

        refused(api().deploy(flow), flow, "stuck");
    }

    @Test
    void an_unknown_form_is_refused() {
        FlowBuilder flow = start(text("title"))
                .task("review", "審核")
                .extension("<zeebe:formDefinition formId=\"no-such-form\"/>")
                .end("end");

        refused(api().deploy(flow), flow, "review");
    }

    @Test
    void bad_feel_is_refused_with_its_position() {
        FlowBuilder flow = start(number("days"))
                .exclusive("long")
                .when("= days > ")
                .task("review", "審核")
                .end("end")
                .from("long")
                .otherwise()
                .to("end");

        Answer answer = api().deploy(flow);

        refused(answer, flow, "long_to_review");
        assertThat("" + answer.errors().get(0).get("message")).containsPattern("\\d");
    }

    @Test
    void bad_feel_in_a_form_is_refused() {
        FlowBuilder flow = oneTask(text("title").hiddenWhen("= = ="));

        Answer answer = api().deploy(flow);

        assertThat(answer.http()).isEqualTo(422);
        assertThat(answer.errors())
                .anySatisfy(error -> assertThat((String) error.get("file")).endsWith(".form"));
    }

    @Test
    void an_api_path_of_another_application_is_refused() {
        FlowBuilder flow = oneTask(text("title"));
        api().deployed(flow);

        Answer answer = api().deploy(Api.application("other " + flow.apiPath(), flow));

        refused(answer, flow, flow.apiPath());
        assertThat(api().flow(flow.apiPath())).containsEntry("application", "app " + flow.apiPath());
    }

    @Test
    void all_problems_are_named_and_nothing_is_deployed() {
        FlowBuilder good = oneTask(text("title"));
        FlowBuilder bad = start(number("days"))
                .exclusive("long")
                .when("= days > ")
                .task("review", "審核")
                .extension("<zeebe:formDefinition formId=\"no-such-form\"/>")
                .end("end")
                .from("long")
                .otherwise()
                .task("stuck", "死路");

        Answer answer = api().deploy(Api.application("mixed " + good.apiPath(), good, bad));

        assertThat(answer.http()).isEqualTo(422);
        assertThat(answer.errors()).extracting(e -> e.get("element")).contains("long_to_review", "review", "stuck");
        assertThat(api().get("flows/" + good.apiPath()).http()).isEqualTo(404);
        assertThat(api().get("flows/" + bad.apiPath()).http()).isEqualTo(404);
    }

    @Test
    void a_gateway_without_default_is_a_warning() {
        FlowBuilder flow = start(number("days"))
                .exclusive("long")
                .when("= days > 3")
                .task("review", "審核")
                .end("end")
                .from("long")
                .when("= days <= 3")
                .to("end");

        Answer answer = api().deploy(flow);

        assertThat(answer.http()).as("%s", answer).isEqualTo(201);
        assertThat("" + answer.json().get("warnings")).contains("long");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE definitions [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>",
                "<!DOCTYPE definitions SYSTEM \"http://127.0.0.1:1/x.dtd\">",
                "<!DOCTYPE d [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>"
            })
    void entities_and_external_references_are_refused(String doctype) {
        FlowBuilder flow = oneTask(text("title"));
        String bpmn = flow.bpmn().replace("?>", "?>" + doctype);

        Answer answer = deployBpmn(flow, bpmn);

        assertThat(answer.http()).as("%s", answer).isEqualTo(422);
        assertThat(answer.errors()).extracting(e -> e.get("file")).contains(flow.apiPath() + ".bpmn");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.bpmn", "/etc/evil.bpmn", "a/../../evil.bpmn", "..\\evil.bpmn", "C:\\evil.bpmn"})
    void a_zip_that_points_outside_is_refused(String entry) {
        FlowBuilder flow = oneTask(text("title"));
        Map<String, byte[]> files = Api.application("app " + flow.apiPath(), flow);
        files.put(entry, Text.utf8(flow.bpmn()));

        refusedAsAWhole(api().deploy(files), flow);
    }

    @Test
    void a_zip_with_too_many_entries_is_refused() {
        FlowBuilder flow = oneTask(text("title"));
        Map<String, byte[]> files = Api.application("app " + flow.apiPath(), flow);
        for (int i = 0; i < 1_000; i++) {
            files.put("more/" + i + ".txt", new byte[0]);
        }

        refusedAsAWhole(api().deploy(files), flow);
    }

    @Test
    void a_zip_bomb_is_refused() throws IOException {
        FlowBuilder flow = oneTask(text("title"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file :
                    Api.application("app " + flow.apiPath(), flow).entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
            zip.putNextEntry(new ZipEntry("bomb.form"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 51; i++) {
                zip.write(zeros);
            }
        }

        refusedAsAWhole(api().deployZip(bytes.toByteArray()), flow);
    }

    @Test
    void what_is_no_application_is_refused() {
        assertThat(api().deployZip(Text.utf8("no zip at all")).http()).isEqualTo(422);
        assertThat(api().deploy(Map.of("readme.txt", Text.utf8("x"))).http()).isEqualTo(422);
        assertThat(api().deploy(Map.of("application.json", Text.utf8("{"))).http())
                .isEqualTo(422);
        assertThat(api().deploy(Map.of("application.json", Text.utf8("{}"))).http())
                .isEqualTo(422);
    }

    private static Answer deployBpmn(FlowBuilder flow, String bpmn) {
        Map<String, byte[]> files = Api.application("app " + flow.apiPath(), flow);
        files.put(flow.apiPath() + ".bpmn", Text.utf8(bpmn));
        return api().deploy(files);
    }

    private static void refused(Answer answer, FlowBuilder flow, String element) {
        assertThat(answer.http()).as("%s", answer).isEqualTo(422);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.errors()).anySatisfy(error -> {
            assertThat(error).containsEntry("file", flow.apiPath() + ".bpmn").containsEntry("element", element);
            assertThat((String) error.get("code")).isNotBlank();
            assertThat((String) error.get("message")).isNotBlank();
        });
    }

    private static void refusedAsAWhole(Answer answer, FlowBuilder flow) {
        assertThat(answer.http()).as("%s", answer).isEqualTo(422);
        assertThat(answer.errors()).isNotEmpty();
        assertThat(api().get("flows/" + flow.apiPath()).http()).isEqualTo(404);
    }
}
