package io.kaidan.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.audit.AuditAction;
import io.kaidan.quick.AccountsApplication;
import io.kaidan.quick.QuickApplication;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code openapi.yaml} tells the truth, the whole truth and nothing but the truth about paths, methods and codes. */
class OpenApiTest {

    private static final java.nio.file.Path DOCUMENT = java.nio.file.Path.of("src/main/webapp/openapi.yaml");

    private static SwaggerParseResult read;
    private static OpenAPI api;

    @BeforeAll
    static void readDocument() throws IOException {
        ParseOptions resolved = new ParseOptions();
        resolved.setResolve(true);
        read = new OpenAPIV3Parser().readContents(Files.readString(DOCUMENT), null, resolved);
        api = read.getOpenAPI();
    }

    @Test
    void the_document_is_valid() {
        assertThat(read.getMessages()).isEmpty();
        assertThat(api.getOpenapi()).startsWith("3.1");
    }

    @Test
    void every_reference_leads_somewhere() throws IOException {
        Set<String> named = new TreeSet<>();
        api.getComponents().getSchemas().keySet().forEach(name -> named.add("schemas/" + name));
        api.getComponents().getResponses().keySet().forEach(name -> named.add("responses/" + name));
        api.getComponents().getParameters().keySet().forEach(name -> named.add("parameters/" + name));
        api.getComponents().getHeaders().keySet().forEach(name -> named.add("headers/" + name));

        assertThat(found("#/components/([a-z]+/[A-Za-z]+)", Files.readString(DOCUMENT)))
                .isEqualTo(named);
    }

    @Test
    void what_is_described_is_what_is_offered() {
        Set<String> described = new TreeSet<>();
        api.getPaths().forEach((path, item) -> item.readOperationsMap()
                .keySet()
                .forEach(method -> described.add(method + " " + withoutSlash(path))));

        Set<String> offered = Stream.of(
                        new RestApplication(),
                        new HealthApplication(),
                        new MetricsApplication(),
                        new QuickApplication(),
                        new AccountsApplication())
                .flatMap(OpenApiTest::offered)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).isEqualTo(offered);
    }

    @Test
    void every_parameter_of_a_path_is_described() {
        api.getPaths().forEach((path, item) -> assertThat(
                        item.getParameters() == null
                                ? Set.of()
                                : item.getParameters().stream()
                                        .map(p -> p.get$ref() == null ? p : parameter(p.get$ref()))
                                        .filter(p -> p.getIn().equals("path"))
                                        .map(p -> p.getName())
                                        .collect(Collectors.toSet()))
                .as(path)
                .isEqualTo(found("\\{([^}]+)}", path)));
    }

    @Test
    void every_action_of_the_audit_trail_is_listed() {
        String listed =
                api.getComponents().getSchemas().get("AuditAction").getEnum().toString();

        assertThat(listed)
                .isEqualTo(Stream.of(AuditAction.values())
                        .map(AuditAction::text)
                        .toList()
                        .toString());
    }

    @Test
    void every_code_of_a_problem_is_listed() throws IOException {
        assertThat(found("\\| `([a-z_]+)` \\|", description("Error"))).isEqualTo(messages("problem."));
    }

    @Test
    void every_code_of_a_finding_is_listed() throws IOException {
        assertThat(found("`([a-z_]+)`", description("Finding"))).isEqualTo(messages("finding."));
    }

    private static Stream<String> offered(Application application) {
        String base =
                application.getClass().getAnnotation(ApplicationPath.class).value();
        return application.getClasses().stream()
                .filter(type -> type.isAnnotationPresent(Path.class))
                .flatMap(type -> Stream.of(type.getMethods())
                        .flatMap(method -> httpMethods(method).map(verb -> verb + " " + path(base, type, method))));
    }

    private static Stream<String> httpMethods(Method method) {
        return Stream.of(method.getAnnotations())
                .map(Annotation::annotationType)
                .filter(type -> type.isAnnotationPresent(HttpMethod.class))
                .map(type -> type.getAnnotation(HttpMethod.class).value());
    }

    private static String path(String base, Class<?> type, Method method) {
        String own = type.getAnnotation(Path.class).value();
        Path below = method.getAnnotation(Path.class);
        String whole = below == null ? base + "/" + own : base + "/" + own + "/" + below.value();
        return withoutSlash(whole.replaceAll("/+", "/").replaceAll("\\{(\\w+):.*}", "{$1}"));
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static io.swagger.v3.oas.models.parameters.Parameter parameter(String reference) {
        return api.getComponents().getParameters().get(reference.substring(reference.lastIndexOf('/') + 1));
    }

    private static String description(String schema) {
        return ((io.swagger.v3.oas.models.media.Schema<?>) api.getComponents()
                        .getSchemas()
                        .get(schema)
                        .getProperties()
                        .get("code"))
                .getDescription();
    }

    /** The rest of each key that begins so, of those texts that every code has. */
    private static Set<String> messages(String prefix) throws IOException {
        Properties texts = new Properties();
        try (Reader reader = new InputStreamReader(
                OpenApiTest.class.getResourceAsStream("/io/kaidan/problem/messages_en.properties"),
                StandardCharsets.UTF_8)) {
            texts.load(reader);
        }
        return texts.stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
