package io.kaidan.rest;

import io.kaidan.problem.Messages;
import io.kaidan.service.Settings;
import io.kaidan.setting.Setting;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The settings of the product, for administrators. */
@Path("/settings")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SettingsResource {

    @Inject
    Settings settings;

    @Context
    SecurityContext security;

    @Context
    HttpHeaders headers;

    @GET
    public Paging.Page<Map<String, Object>> list() {
        return page(settings.all(Authentication.caller(security)));
    }

    /** Body: values by the names of the settings; null: as by default. Answers all settings as they are then. */
    @PATCH
    @Consumes(MediaType.APPLICATION_JSON)
    public Paging.Page<Map<String, Object>> change(Map<String, Object> body) {
        return page(settings.change(Authentication.caller(security), body));
    }

    private Paging.Page<Map<String, Object>> page(List<Settings.Row> rows) {
        Locale reader = Messages.match(headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE));
        return new Paging.Page<>(rows.stream().map(row -> json(row, reader)).toList(), null);
    }

    private static Map<String, Object> json(Settings.Row row, Locale reader) {
        Setting setting = row.setting();
        boolean number = setting.kind() == Setting.Kind.NUMBER;
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", setting.name());
        json.put("meaning", Messages.text(reader, "setting." + setting.name()));
        json.put("type", lower(setting.kind()));
        json.put("value", plain(setting, row.value()));
        json.put("default", setting.isSecret() ? null : plain(setting, setting.byDefault()));
        json.put("source", lower(row.source()));
        json.put("changeable", setting.isChangeable() && !setting.isGiven());
        json.put("secret", setting.isSecret());
        json.put("least", number ? setting.least() : null);
        json.put("most", number ? setting.most() : null);
        json.put("changedBy", row.by());
        json.put("changedAt", row.at());
        return json;
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private static Object plain(Setting setting, String text) {
        if (text == null) {
            return null;
        }
        return switch (setting.kind()) {
            case NUMBER -> Long.valueOf(text.trim());
            case FLAG -> Boolean.valueOf(text.trim());
            case TEXT -> text;
        };
    }
}
