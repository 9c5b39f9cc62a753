package io.kaidan.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kaidan.limit.OpenTransfers.Transfer;
import io.kaidan.problem.Messages;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenTransfersTest {

    /** What a node takes in, and what it gives out. */
    enum Kind {
        UPLOADS(new OpenUploads(), Setting.UPLOADS, Setting.USER_UPLOADS),
        DOWNLOADS(new OpenDownloads(), Setting.DOWNLOADS, Setting.USER_DOWNLOADS);

        private final OpenTransfers transfers;
        private final Setting ofAll;
        private final Setting ofUser;

        Kind(OpenTransfers transfers, Setting ofAll, Setting ofUser) {
            this.transfers = transfers;
            this.ofAll = ofAll;
            this.ofUser = ofUser;
        }

        private String words() {
            return name().toLowerCase();
        }
    }

    @AfterEach
    void usual_settings() {
        Setting.choose(Map.of());
    }

    @ParameterizedTest
    @EnumSource
    void a_user_may_have_as_many_at_once_as_the_setting_says_and_the_next_when_one_is_over(Kind kind) {
        Setting.choose(Map.of(kind.ofUser, "2"));
        Transfer first = kind.transfers.begin(1);
        Transfer second = kind.transfers.begin(1);

        assertRefused(kind, 1, kind.words() + " of one user at once");
        Transfer others = kind.transfers.begin(2);
        first.close();
        first.close(); // counts once
        Transfer third = kind.transfers.begin(1);
        assertRefused(kind, 1, kind.words() + " of one user at once");

        close(second, third, others);
    }

    @ParameterizedTest
    @EnumSource
    void a_node_has_as_many_at_once_as_the_setting_says(Kind kind) {
        Setting.choose(Map.of(kind.ofAll, "2"));
        Transfer first = kind.transfers.begin(1);
        Transfer second = kind.transfers.begin(2);

        assertRefused(kind, 3, kind.words() + " at once");
        first.close();
        close(second, kind.transfers.begin(3));
    }

    @ParameterizedTest
    @EnumSource
    void nought_is_no_limit(Kind kind) {
        Setting.choose(Map.of(kind.ofAll, "0", kind.ofUser, "0"));

        assertThatCode(() -> {
                    Transfer[] many = new Transfer[10_000];
                    for (int i = 0; i < many.length; i++) {
                        many[i] = kind.transfers.begin(1);
                    }
                    close(many);
                })
                .doesNotThrowAnyException();
    }

    private static void close(Transfer... transfers) {
        for (Transfer transfer : transfers) {
            transfer.close();
        }
    }

    private static void assertRefused(Kind kind, long user, String what) {
        assertThatThrownBy(() -> kind.transfers.begin(user))
                .isInstanceOfSatisfying(Refused.class, refused -> assertThat(
                                refused.problems().get(0).message(Messages.ENGLISH))
                        .isEqualTo("Expected at most 2 %s but so many are under way. Try again in a moment."
                                .formatted(what)));
    }
}
