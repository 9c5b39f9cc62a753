package io.kaidan.service;

import io.kaidan.audit.AuditAction;
import io.kaidan.audit.Changes;
import io.kaidan.catalog.StoredSetting;
import io.kaidan.catalog.StoredSettings;
import io.kaidan.identity.Caller;
import io.kaidan.json.Members;
import io.kaidan.problem.Problem;
import io.kaidan.problem.Refused;
import io.kaidan.setting.Setting;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of the product, for administrators: what they are, and changing those that may change while it runs. What
 * the server gives, as a property or in its environment, counts before what is chosen here.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Settings {

    private static final System.Logger LOG = System.getLogger(Settings.class.getName());

    @Inject
    private StoredSettings stored;

    @Inject
    private Jobs jobs;

    @Inject
    private Auditing auditing;

    @Inject
    private Clock clock;

    /**
     * A setting as administrators see it.
     *
     * @param value null where nobody may see it
     * @param by who chose it, null where nobody did
     */
    public record Row(Setting setting, String value, Setting.Source source, String by, Instant at) {}

    public List<Row> all(Caller caller) {
        caller.requireAdmin();
        return rows(stored.all());
    }

    /**
     * Chooses values, on this node when the transaction ends, on the others within seconds.
     *
     * @param body by the names of the settings; null: as the server or the default has it
     * @throws Refused with everything that is wrong at once
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRED)
    public List<Row> change(Caller caller, Map<String, ?> body) {
        caller.requireAdmin();
        Members members = new Members(body);
        members.allow(Arrays.stream(Setting.values()).map(Setting::name).toArray(String[]::new));
        Map<Setting, String> wanted = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            if (members.has(setting.name())) {
                wanted.put(setting, read(members, setting));
            }
        }
        Refused.ifAny(members.problems());
        Map<String, StoredSetting> now = stored.lock();
        wanted.forEach((setting, value) -> change(caller, setting, value, now));
        Map<Setting, String> chosen = chosen(now);
        jobs.afterCommit(() -> Setting.choose(chosen));
        return rows(now);
    }

    /** What is chosen, as every node is to have it. */
    public Map<Setting, String> chosen() {
        return chosen(stored.all());
    }

    private void change(Caller caller, Setting setting, String value, Map<String, StoredSetting> all) {
        StoredSetting before = all.get(setting.name());
        String was = before == null ? setting.byDefault() : before.value();
        if (value == null && before != null) {
            all.remove(setting.name());
            stored.remove(before);
        } else if (value != null) {
            StoredSetting kept = all.computeIfAbsent(setting.name(), StoredSetting::new);
            kept.become(value, caller.username(), clock.instant());
            if (before == null) {
                stored.save(kept);
            }
        } else {
            return;
        }
        String now = value == null ? setting.byDefault() : value;
        LOG.log(
                System.Logger.Level.INFO,
                "{0} changed the setting {1} from \"{2}\" to \"{3}\"",
                caller.username(),
                setting.name(),
                was,
                now);
        Changes changes = new Changes().put("value", was, now);
        auditing.note(caller, AuditAction.SETTING_CHANGE, setting.name(), changes);
    }

    private static String read(Members members, Setting setting) {
        String name = setting.name();
        if (!setting.isChangeable()) {
            members.add(Problem.at(name, "setting_fixed", name));
            return null;
        }
        if (setting.isGiven()) {
            members.add(Problem.at(name, "setting_given", name));
            return null;
        }
        Object value =
                switch (setting.kind()) {
                    case NUMBER -> members.number(name, setting.least(), setting.most());
                    case FLAG -> members.flag(name);
                    case TEXT -> members.text(name);
                };
        return value == null ? null : value.toString();
    }

    private static Map<Setting, String> chosen(Map<String, StoredSetting> stored) {
        Map<Setting, String> chosen = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            if (stored.containsKey(setting.name())) {
                chosen.put(setting, stored.get(setting.name()).value());
            }
        }
        return chosen;
    }

    private static List<Row> rows(Map<String, StoredSetting> stored) {
        return Arrays.stream(Setting.values())
                .map(setting -> row(setting, stored.get(setting.name())))
                .toList();
    }

    /** Does not ask this node's own values: they follow only when the transaction has ended. */
    private static Row row(Setting setting, StoredSetting stored) {
        if (setting.isGiven()) {
            return new Row(setting, setting.isSecret() ? null : setting.text(), setting.source(), null, null);
        }
        boolean counts = stored != null && setting.isChangeable() && setting.accepts(stored.value());
        return counts
                ? new Row(setting, stored.value(), Setting.Source.CHOSEN, stored.changedBy(), stored.changedAt())
                : new Row(setting, setting.isSecret() ? null : setting.byDefault(), Setting.Source.DEFAULT, null, null);
    }
}
