package io.kaidan.blackbox;

import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Texts of a form body that take many times their bytes while they are understood: of strangers, and many at once. */
class GreatTextsIT extends BlackBox {

    private static String flow;

    @BeforeAll
    static void a_flow() {
        flow = api().deployed(oneTask(Field.text("t")));
    }

    /** Nobody is known before his code is heard: until then there is no room for much text. */
    @Test
    void great_texts_of_multipart_bodies_are_taken_from_nobody_whose_code_was_not_heard() throws Exception {
        Answer unheard = admin().edit(flow, form(great()).member("security", admin().code()));
        Answer ordinary = admin().edit(flow, form(formdata("x".repeat(900_000))).member("security", admin().code()));
        Answer heard = admin().edit(flow, form(formdata("火".repeat(900_000)), admin().code()));

        assertThat(unheard.json()).isEqualTo(Map.of("status", "403", "message", "缺少安全碼。"));
        assertThat(ordinary.status()).as("%s", ordinary).isEqualTo("200");
        assertThat(heard.status()).as("%s", heard).isEqualTo("200");
    }

    /** Each takes many times its bytes while it is understood; the server has half a gigabyte. */
    @Test
    void many_great_texts_at_once_are_answered_in_words() throws Exception {
        MultipartBody parts = form(great(), admin().code());
        byte[] encoded = Text.utf8("omflow_restapi=1&action=create&security=" + admin().code() + "&formdata=" + "%5B"
                + "%5B%5D,".repeat(1_000_000) + "1%5D");
        MultipartBody values = new MultipartBody("rest").member("values", "{\"t\":[" + "[],".repeat(3_300_000) + "1]}");
        List<Callable<Answer>> calls = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            calls.add(() -> admin().edit(flow, parts));
            calls.add(() -> admin().edit(flow, "application/x-www-form-urlencoded", encoded));
            calls.add(() -> admin().rest(flow, values));
        }
        try (Together clients = new Together(calls.size())) {
            for (Answer answer : clients.run(calls)) {
                assertThat(answer.http()).as("%s", answer).isLessThan(500);
                assertThat(answer.text()).doesNotContain("Exception", "errorId", "\"internal\"");
            }
        }
    }

    private static String great() {
        return "[" + "[],".repeat(3_300_000) + "1]";
    }

    private static String formdata(String value) {
        return "[{\"id\":\"t\",\"value\":\"" + value + "\"}]";
    }

    /** @param code the members that come first */
    private static MultipartBody form(String formdata, String... code) {
        MultipartBody body =
                new MultipartBody("great").member("omflow_restapi", 1).member("action", "create");
        for (String security : code) {
            body.member("security", security);
        }
        return body.member("formdata", formdata);
    }
}
