package io.kaidan.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A client of the quick API, with the security code of one user. */
record QuickClient(URI base, String code) {

    static final String JSON = "application/json";

    /** A human point at which a ticket waits. */
    record Stop(String dataId, String name) {}

    static Answer askForCode(URI base, String username, String password) {
        return Http.send(
                "GET",
                base.resolve("/accounts/api/security/get/"),
                BodyPublishers.noBody(),
                "Authorization",
                Http.basic(username, password));
    }

    static QuickClient login(URI base, String username, String password) {
        Answer answer = askForCode(base, username, password);
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return new QuickClient(base, "" + Answer.object(answer.result()).get("security"));
    }

    // bodies -----------------------------------------------------------------------------------------------------

    Map<String, Object> createBody(Map<String, ?> values) {
        Map<String, Object> body = body();
        body.put("action", "create");
        body.put("formdata", formdata(values));
        return body;
    }

    Map<String, Object> queryBody(Object dataNo) {
        Map<String, Object> body = body();
        body.put("data_no", dataNo);
        return body;
    }

    /** Without formdata: it is optional. */
    Map<String, Object> pushBody(String dataId) {
        Map<String, Object> body = body();
        body.put("action", "update");
        body.put("data_id", dataId);
        return body;
    }

    static List<Map<String, Object>> formdata(Map<String, ?> values) {
        List<Map<String, Object>> items = new ArrayList<>();
        values.forEach((id, value) -> {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("id", id);
            item.put("value", value);
            items.add(item);
        });
        return items;
    }

    private Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("security", code);
        body.put("omflow_restapi", 1);
        return body;
    }

    // calls ------------------------------------------------------------------------------------------------------

    Answer create(String apiPath, Map<String, ?> values) {
        return edit(apiPath, JSON, Text.utf8(Text.json(createBody(values))));
    }

    /** Creates and gives the ticket's number. */
    String open(String apiPath, Map<String, ?> values) {
        return numberOf(create(apiPath, values));
    }

    /** The number in a success that must be one. */
    static String numberOf(Answer created) {
        assertThat(created.status()).as("%s", created).isEqualTo("200");
        assertThat(created.result()).as("%s", created).isInstanceOf(String.class);
        return (String) created.result();
    }

    Answer query(String apiPath, Object dataNo) {
        return edit(queryUri(apiPath), JSON, Text.utf8(Text.json(queryBody(dataNo))));
    }

    List<Stop> stops(String apiPath, String dataNo) {
        Answer answer = query(apiPath, dataNo);
        assertThat(answer.status()).as("%s", answer).isEqualTo("200");
        return answer.list("result").stream()
                .map(row -> new Stop((String) row.get("data_id"), (String) row.get("stop_chart_text")))
                .toList();
    }

    /** The data_id of the only point where the ticket waits. */
    String stop(String apiPath, String dataNo) {
        List<Stop> stops = stops(apiPath, dataNo);
        assertThat(stops).hasSize(1);
        return stops.get(0).dataId();
    }

    Answer push(String apiPath, String dataId, Map<String, ?> values) {
        Map<String, Object> body = pushBody(dataId);
        body.put("formdata", formdata(values));
        return edit(apiPath, JSON, Text.utf8(Text.json(body)));
    }

    Answer push(String apiPath, String dataId) {
        return edit(apiPath, JSON, Text.utf8(Text.json(pushBody(dataId))));
    }

    Answer quickAction(String apiPath, String dataId, String action) {
        Map<String, Object> body = pushBody(dataId);
        body.put("quick_action", action);
        return edit(apiPath, JSON, Text.utf8(Text.json(body)));
    }

    /** Pushes and expects success. */
    void pushed(String apiPath, String dataId, Map<String, ?> values) {
        Answer answer = push(apiPath, dataId, values);
        assertThat(answer.status()).as("%s", answer).isEqualTo("200");
    }

    Answer edit(String apiPath, MultipartBody body) {
        return edit(apiPath, body.type(), body.bytes());
    }

    /** @param type the Content-Type; null: none is sent */
    Answer edit(String apiPath, String type, byte[] body) {
        return edit(editUri(apiPath), type, body);
    }

    Answer edit(URI uri, String type, byte[] body) {
        return Http.send("POST", uri, BodyPublishers.ofByteArray(body), "Content-Type", type);
    }

    Answer delete(String apiPath, Object dataNo) {
        Map<String, Object> body = queryBody(dataNo);
        body.put("action", "delete");
        return edit(apiPath, JSON, Text.utf8(Text.json(body)));
    }

    Answer list(String apiPath, Map<String, ?> asked) {
        return post("flowmanage/api/omdata/list/" + apiPath, asked);
    }

    Answer tasks(Map<String, ?> asked) {
        return post("my-mission/api/my-mission/list/", asked);
    }

    Answer note(String apiPath, String dataNo, String content) {
        return post(
                "flowmanage/api/omdata-worklog/create/",
                Map.of("flow_uuid", apiPath, "data_no", dataNo, "content", content));
    }

    Answer notes(String apiPath, String dataNo) {
        return post("flowmanage/api/omdata-worklog/list/", Map.of("flow_uuid", apiPath, "data_no", dataNo));
    }

    /** Any call: the gate's members and these, as JSON. */
    Answer post(String path, Map<String, ?> members) {
        Map<String, Object> body = body();
        body.putAll(members);
        return edit(base.resolve("/rest/" + path), JSON, Text.utf8(Text.json(body)));
    }

    /** The same user opens a ticket at {@code /api/v1}. */
    Answer rest(String apiPath, MultipartBody body) {
        return Http.send(
                "POST",
                base.resolve("/api/v1/flows/" + apiPath + "/tickets"),
                BodyPublishers.ofByteArray(body.bytes()),
                "Content-Type",
                body.type(),
                "Authorization",
                "Bearer " + code);
    }

    URI editUri(String apiPath) {
        return base.resolve("/rest/flowmanage/api/omdata/edit/" + apiPath);
    }

    URI queryUri(String apiPath) {
        return base.resolve("/rest/flowmanage/api/omdata-data-id/get/" + apiPath);
    }
}
