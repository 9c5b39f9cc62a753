package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;

/** The metrics of a node at one moment, as a monitoring system reads them. */
record Scrape(Answer answer) {

    /** @param authorization null for none */
    static Scrape of(URI base, String authorization, String accept) {
        return new Scrape(Http.send(
                "GET",
                base.resolve("/metrics"),
                BodyPublishers.noBody(),
                "Authorization",
                authorization,
                "Accept",
                accept));
    }

    /** As the administrator, in the format of Prometheus. */
    static Scrape now() {
        Scrape scrape = of(BlackBox.base(), Http.basic(KaidanServer.ADMIN, KaidanServer.ADMIN_PASSWORD), null);
        assertThat(scrape.answer().http()).as("%s", scrape).isEqualTo(200);
        return scrape;
    }

    /** The number of a series, as it is written there with its labels; 0 where there is none. */
    double number(String series) {
        return series(series).findFirst().orElse(0.0);
    }

    boolean has(String series) {
        return series(series).findAny().isPresent();
    }

    private Stream<Double> series(String series) {
        return answer.text()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .map(line -> Double.valueOf(line.substring(series.length() + 1)));
    }
}
