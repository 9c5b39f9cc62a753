package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ArchivePath;
import org.jboss.shrinkwrap.api.Node;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The life of the WAR in the hands of a server's administrator. */
@ExtendWith(ContainerSetup.class)
@ArquillianTest
class DeploymentIT {
    private static final URI READY = URI.create("http://localhost:" + ContainerSetup.PORT + "/health/ready");

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "kaidan", managed = false, testable = false)
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("kaidan.war")));
    }

    @Test
    void the_war_is_ready_once_deployed_and_silent_once_undeployed() {
        deployer.deploy("kaidan");
        int deployed = status();

        deployer.undeploy("kaidan");
        // Payara Micro goes down as a whole, and takes its time
        int undeployed = Eventually.get(DeploymentIT::status, status -> status == 0 || status == 404);

        assertThat(deployed).isEqualTo(200);
        assertThat(undeployed).isIn(0, 404);
    }

    /** WildFly would read all their classes at each start otherwise. */
    @Test
    void each_library_in_the_war_brings_an_index_of_its_annotations() {
        Map<ArchivePath, Node> libraries = war().getContent(path -> path.get().matches("/WEB-INF/lib/.+\\.jar"));

        assertThat(libraries).hasSizeGreaterThan(10).allSatisfy((path, library) -> {
            JavaArchive jar = ShrinkWrap.create(ZipImporter.class)
                    .importFrom(library.getAsset().openStream())
                    .as(JavaArchive.class);
            assertThat(jar.contains("META-INF/jandex.idx")).as(path.get()).isTrue();
        });
    }

    /** Scanners need them: the index has changed each library's hash, and the console's packages are bundled. */
    @Test
    void the_war_lists_the_libraries_it_has_and_the_packages_of_its_console() throws IOException {
        List<String> jars = war().getContent(path -> path.get().matches("/WEB-INF/lib/.+\\.jar")).keySet().stream()
                .map(path -> path.get().replaceFirst(".*/", ""))
                .toList();

        assertThat(bill("libraries"))
                .extracting(library -> library.get("name") + "-" + library.get("version") + ".jar")
                .containsExactlyInAnyOrderElementsOf(jars);
        if (Files.exists(Path.of(System.getProperty("kaidan.console"), "assets"))) { // built with the console
            assertThat(bill("console"))
                    .extracting(library -> (String) library.get("purl"))
                    .doesNotHaveDuplicates()
                    .anyMatch(purl -> purl.matches("pkg:npm/vue@\\d+\\.\\d+\\.\\d+"))
                    .anyMatch(purl -> purl.matches("pkg:npm/%40bpmn-io/form-js@\\d+\\.\\d+\\.\\d+"));
        }
    }

    @SuppressWarnings("unchecked") // as CycloneDX has it
    private static List<Map<String, Object>> bill(String of) throws IOException {
        String place = "/WEB-INF/classes/META-INF/sbom/" + of + ".cdx.json";
        try (InputStream file = war().get(place).getAsset().openStream()) {
            Map<String, Object> bill =
                    (Map<String, Object>) Text.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            assertThat(bill).containsEntry("bomFormat", "CycloneDX");
            return (List<Map<String, Object>>) bill.get("components");
        }
    }

    /** Of the readiness; 0 where nobody answers. */
    private static int status() {
        HttpRequest ask =
                HttpRequest.newBuilder(READY).timeout(Duration.ofSeconds(5)).build();
        try {
            return HttpClient.newHttpClient()
                    .send(ask, BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException nobody) {
            return 0;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
