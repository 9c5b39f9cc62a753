package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.number;
import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static io.kaidan.blackbox.FlowBuilder.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every endpoint, asked by everybody: what each is answered stands in {@code permissions.txt}. 401: nobody knows who asks.
 * 403: not for you. 404: you may not even know of it. Anything else: you were let in.
 */
class EndpointPermissionsIT extends BlackBox {

    private static final Path TABLE = Path.of("src/test/resources/permissions.txt");
    private static final Path DOCUMENT = Path.of("src/main/webapp/openapi.yaml");
    private static final Pattern PLACE = Pattern.compile("\\{([a-z-]+)}");

    /** Who asks; {@code other} may do everything with a flow of another application. */
    private static final List<String> ACTORS =
            List.of("anonymous", "none", "view", "add", "modify", "delete", "assignee", "other", "admin");

    private static final Map<String, QuickClient> CODES = new LinkedHashMap<>();

    /** What paths and bodies name: made once, or anew for each call where the call would use it up. */
    private static final Map<String, Supplier<Object>> THINGS = new LinkedHashMap<>();

    /**
     * One line of the table.
     *
     * @param expected statuses in the order of the actors; of the quick API the one within the answer
     */
    record Endpoint(String method, String path, List<String> expected, String body) {

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @BeforeAll
    static void people_and_things() {
        String job = "ep-" + UUID.randomUUID();
        FlowBuilder built = start(text("title"), number("days"))
                .parallel("split")
                .task("mine", "指派")
                .assignee("ep-assignee")
                .parallel("join")
                .end("end")
                .from("split")
                .exclusive("size")
                .when("= days > 3")
                .to("join")
                .from("split")
                .service("work", job)
                .end("worked");
        String flow = api().deployed(built);
        String another = api().deployed(oneTask(text("title")));
        for (String permission : List.of("view", "add", "modify", "delete")) {
            api().role("ep-" + permission, flow, permission);
            api().user("ep-" + permission, List.of(), List.of("ep-" + permission));
        }
        api().role("ep-other", another, "view", "add", "modify", "delete");
        api().user("ep-other", List.of(), List.of("ep-other"));
        api().user("ep-none", List.of(), List.of());
        api().user("ep-assignee", List.of(), List.of());
        api().group("ep-group");
        ACTORS.stream()
                .filter(actor -> !actor.equals("anonymous") && !actor.equals("admin"))
                .forEach(actor -> CODES.put(actor, QuickClient.login(base(), "ep-" + actor, "ep-" + actor)));
        CODES.put("admin", admin());
        things(flow, "app " + built.apiPath(), job);
    }

    private static void things(String flow, String application, String job) {
        String attached = withFile(flow);
        THINGS.put("flow", () -> flow);
        THINGS.put("one", () -> 1);
        THINGS.put("nothing", () -> 999_999_999);
        THINGS.put("application", () -> application);
        THINGS.put("ticket", () -> attached);
        THINGS.put("attachment", () -> api().attachments(flow, attached).get(0).get("id"));
        THINGS.put("stop", () -> admin().stop(flow, attached));
        THINGS.put("fresh-ticket", () -> opened(flow));
        THINGS.put("fresh-stop", () -> admin().stop(flow, opened(flow)));
        THINGS.put("incident", () -> api().incident(flow, opened(flow)));
        THINGS.put("job", () -> {
            opened(flow);
            return api().post("jobs/activate", Map.of("type", job, "maxJobs", 1, "timeoutSeconds", 60))
                    .list("jobs")
                    .get(0)
                    .get("key");
        });
        THINGS.put("schedule", () -> id(api().post("schedules", Map.of("apiPath", flow, "every", "P300D"))));
        THINGS.put(
                "draft",
                () -> id(api().post("drafts", Map.of("files", Map.of("application.json", "{\"name\": \"ep\"}")))));
        THINGS.put("name", () -> "ep-" + UUID.randomUUID());
        THINGS.put("fresh-user", () -> named("users", "username", Map.of("password", "x", "active", true)));
        THINGS.put("fresh-group", () -> named("groups", "name", Map.of()));
        THINGS.put("fresh-role", () -> named("roles", "name", Map.of("admin", false, "permissions", Map.of())));
        THINGS.put("fresh-application", () -> {
            FlowBuilder spare = oneTask(text("title"));
            api().deployed(spare);
            return "app " + spare.apiPath();
        });
    }

    private static String withFile(String flow) {
        MultipartBody body = new MultipartBody("b")
                .member("values", "{\"title\": \"x\", \"days\": 5}")
                .part("Content-Disposition: form-data; name=\"files\"; filename=\"a.txt\"", new byte[] {1});
        return (String)
                api().postMultipart("flows/" + flow + "/tickets", body).json().get("dataNo");
    }

    /** It has a stop, an incident and a job. */
    private static String opened(String flow) {
        return admin().open(flow, Map.of("title", "x", "days", 2));
    }

    private static Object id(Answer made) {
        assertThat(made.http()).as("%s", made).isEqualTo(201);
        return made.json().get("id");
    }

    private static String named(String kind, String member, Map<String, Object> others) {
        Map<String, Object> body = new LinkedHashMap<>(others);
        String name = "ep-" + UUID.randomUUID();
        body.put(member, name);
        assertThat(api().post(kind, body).http()).isEqualTo(201);
        return name;
    }

    static Stream<Endpoint> endpoints() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> {
                    String[] cells = line.split("\\|", 3);
                    String[] call = cells[0].strip().split("\\s+", 2);
                    return new Endpoint(
                            call[0],
                            call[1],
                            List.of(cells[1].strip().split("\\s+")),
                            cells.length < 3 ? "" : cells[2].strip());
                });
    }

    @ParameterizedTest
    @MethodSource("endpoints")
    void everybody_is_answered_as_the_table_says(Endpoint endpoint) {
        List<String> answered = new ArrayList<>();
        for (String actor : ACTORS) {
            answered.add(ask(endpoint, actor));
        }

        assertThat(answered).as("%s", ACTORS).isEqualTo(endpoint.expected());
    }

    @Test
    void no_endpoint_lacks_in_the_table() throws IOException {
        Set<String> offered = new TreeSet<>();
        new OpenAPIV3Parser()
                .readContents(Files.readString(DOCUMENT), null, null)
                .getOpenAPI()
                .getPaths()
                .forEach((path, item) ->
                        item.readOperationsMap().keySet().forEach(method -> offered.add(method + " " + shape(path))));
        Set<String> asked = new TreeSet<>();
        endpoints().forEach(endpoint -> asked.add(endpoint.method() + " " + shape(endpoint.path())));

        assertThat(asked).isEqualTo(offered);
    }

    private static String shape(String path) {
        return path.replaceAll("\\{[^}]*}", "{}").replaceAll("\\?.*|/$", "");
    }

    private static String ask(Endpoint endpoint, String actor) {
        QuickClient client = CODES.get(actor);
        String body = filled(endpoint.body()).replace("$code", client == null ? "" : client.code());
        Answer answer = Http.send(
                endpoint.method(),
                base().resolve(filled(endpoint.path()).replace(" ", "%20")),
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body),
                "Content-Type",
                body.startsWith("--") ? "multipart/form-data; boundary=b" : body.isEmpty() ? null : QuickClient.JSON,
                "If-Match",
                endpoint.path().contains("/drafts/") ? "\"1\"" : null,
                "Authorization",
                client == null ? null : "Bearer " + client.code());
        boolean quick = endpoint.path().startsWith("/rest/") && answer.http() == 200;
        return quick ? "" + answer.status() : "" + answer.http();
    }

    private static String filled(String text) {
        return PLACE.matcher(text)
                .replaceAll(place -> "" + THINGS.get(place.group(1)).get());
    }
}
