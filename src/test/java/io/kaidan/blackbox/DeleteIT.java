package io.kaidan.blackbox;

import static io.kaidan.blackbox.Field.text;
import static io.kaidan.blackbox.FlowBuilder.oneTask;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Contract §7: tickets are deleted for good. */
class DeleteIT extends BlackBox {

    private static final Map<String, Object> DONE = Map.of("status", "200", "message", "刪除成功。", "result", "");

    @Test
    void a_deleted_ticket_leaves_nothing() {
        String flow = api().deployed(oneTask(text("title")));
        String before = rows();
        MultipartBody body = MultipartBody.of(admin().createBody(Map.of("title", "x")))
                .part("Content-Disposition: form-data; name=\"files\"; filename=\"a.txt\"", Text.utf8("內容"));
        String no = QuickClient.numberOf(admin().edit(flow, body));
        admin().note(flow, no, "記一筆");
        assertThat(rows()).isNotEqualTo(before);

        assertThat(admin().delete(flow, no).json()).isEqualTo(DONE);

        assertThat(rows()).isEqualTo(before);
        assertThat(admin().query(flow, no).result()).isEqualTo(List.of());
        assertThat(api().get("flows/" + flow + "/tickets/" + no).http()).isEqualTo(404);
    }

    private static String rows() {
        return Stream.of("ticket", "token", "work_item", "ticket_event", "attachment", "attachment_chunk", "work_note")
                .map(table -> table + " " + count("select count(*) from " + table))
                .toList()
                .toString();
    }

    @Test
    void several_are_deleted_at_once_open_or_closed() {
        String flow = api().deployed(oneTask(text("title")));
        List<Object> numbers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            numbers.add(admin().open(flow, Map.of()));
        }
        admin().pushed(flow, admin().stop(flow, (String) numbers.get(0)), Map.of());
        numbers.set(1, Integer.valueOf((String) numbers.get(1)));

        assertThat(admin().delete(flow, numbers).json()).isEqualTo(DONE);

        assertThat(api().open(flow) + api().closed(flow)).isZero();
    }

    @Test
    void a_number_is_never_given_again() {
        String flow = api().deployed(oneTask(text("title")));
        String first = admin().open(flow, Map.of());
        admin().delete(flow, first);

        assertThat(admin().open(flow, Map.of())).isNotEqualTo(first);
    }

    @Test
    void with_one_unknown_number_none_is_deleted() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());

        Answer answer = admin().delete(flow, List.of(no, 999999, "x", "99999999999999999999"));

        assertThat(answer.status()).isEqualTo("404");
        assertThat(answer.message()).isEqualTo("刪除失敗。");
        assertThat(answer.problems()).containsExactly("unknown_ticket", "unknown_ticket", "unknown_ticket");
        assertThat(admin().stops(flow, no)).hasSize(1);
    }

    @Test
    void a_number_of_another_flow_is_unknown() {
        FlowBuilder one = oneTask(text("title"));
        FlowBuilder other = oneTask(text("title"));
        api().deployed(one, other);
        String no = admin().open(one.apiPath(), Map.of());

        assertThat(admin().delete(other.apiPath(), no).problems()).containsExactly("unknown_ticket");
        assertThat(api().open(one.apiPath())).isEqualTo(1);
    }

    @Test
    void the_bodies_of_forms_are_read_as_well() {
        String flow = api().deployed(oneTask(text("title")));
        String one = admin().open(flow, Map.of());
        String two = admin().open(flow, Map.of());
        String three = admin().open(flow, Map.of());
        String form = "security=" + admin().code() + "&omflow_restapi=1&action=delete&data_no=";
        Map<String, Object> body = admin().queryBody(three);
        body.put("action", "delete");

        assertThat(admin().edit(flow, "application/x-www-form-urlencoded", Text.utf8(form + one))
                        .json())
                .isEqualTo(DONE);
        assertThat(admin().edit(flow, "application/x-www-form-urlencoded", Text.utf8(form + "%5B" + two + "%5D"))
                        .json())
                .isEqualTo(DONE);
        assertThat(admin().edit(flow, MultipartBody.of(body)).json()).isEqualTo(DONE);
        assertThat(api().open(flow)).isZero();
    }

    @Test
    void what_makes_no_sense_is_a_failure() {
        String flow = api().deployed(oneTask(text("title")));
        List<Integer> many = IntStream.rangeClosed(1, 1001).boxed().toList();

        assertThat(admin().delete(flow, null).problems()).containsExactly("data_no:required");
        assertThat(admin().delete(flow, List.of()).problems()).containsExactly("data_no:required");
        assertThat(admin().delete(flow, Map.of("a", 1)).problems()).containsExactly("body");
        assertThat(admin().delete(flow, List.of(List.of(1))).problems()).containsExactly("body");
        assertThat(admin().delete(flow, many).problems()).containsExactly("data_no:too_large");
        assertThat(admin().delete("no-such-flow", 1).problems()).containsExactly("unknown_flow");
    }

    @Test
    void a_flow_that_is_closed_to_the_api_keeps_its_tickets() {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());
        api().patch("flows/" + flow, Map.of("api", false));

        assertThat(admin().delete(flow, no).problems()).containsExactly("api_disabled");
        assertThat(api().open(flow)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"view, 403", "add, 403", "modify, 403", "delete, 200"})
    void only_the_delete_permission_deletes(String permission, String status) {
        String flow = api().deployed(oneTask(text("title")));
        String no = admin().open(flow, Map.of());
        String name = "delete-" + flow;
        api().role(name, flow, permission);
        api().user(name, List.of(), List.of(name));

        Answer answer = QuickClient.login(base(), name, name).delete(flow, no);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(api().open(flow)).isEqualTo(status.equals("200") ? 0 : 1);
    }

    @Test
    void one_of_a_push_and_a_delete_at_the_same_moment_comes_first() throws Exception {
        String flow = api().deployed(oneTask(text("title")));
        try (Together two = new Together(2)) {
            for (int round = 0; round < 20; round++) {
                String no = admin().open(flow, Map.of());
                String stop = admin().stop(flow, no);

                List<Answer> answers = two.run(List.of(() -> admin().push(flow, stop), () -> admin().delete(flow, no)));

                assertThat(answers.get(1).json()).isEqualTo(DONE);
                if (!answers.get(0).status().equals("200")) {
                    assertThat(answers.get(0).problems()).containsExactly("unknown_work_item");
                }
            }
        }
        assertThat(api().open(flow) + api().closed(flow)).isZero();
    }
}
