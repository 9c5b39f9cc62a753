package io.kaidan.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.kaidan.problem.Messages;
import io.kaidan.problem.Phrase;
import io.kaidan.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubmissionTest {

    @Test
    void every_reader_gets_the_reasons_in_his_language() {
        Problem range = Problem.at("days", "range", Phrase.of("expect.min", Phrase.of("expect.digits", 3)), 2);
        Submission submission = new Submission(1, 1, "anna", Instant.EPOCH, Map.of());

        submission.refused(List.of(range));

        Problem read = submission.problems().get(0);
        assertThat(read.field()).isEqualTo("days");
        assertThat(read.message(Messages.ENGLISH)).isEqualTo("Expected at least at most 3 digits but got \"2\".");
        for (var locale : List.of(Messages.HANT, Messages.HANS, Messages.JAPANESE)) {
            assertThat(read.message(locale)).isEqualTo(range.message(locale)).doesNotContain("least");
        }
    }
}
