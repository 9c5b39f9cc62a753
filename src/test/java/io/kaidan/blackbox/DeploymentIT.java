package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
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
    void the_war_is_ready_once_deployed_and_silent_once_undeployed() throws Exception {
        deployer.deploy("kaidan");
        int deployed = status();

        deployer.undeploy("kaidan");
        int undeployed = status();

        assertThat(deployed).isEqualTo(200);
        assertThat(undeployed).isNotEqualTo(200);
    }

    /** Of the readiness; 0 where nobody listens. */
    private static int status() throws IOException, InterruptedException {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(READY).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (ConnectException nobody) {
            return 0;
        }
    }
}
