package io.kaidan.service;

import io.kaidan.problem.Outage;
import io.kaidan.setting.Setting;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;

/** Has this node follow, within seconds, the settings that administrators choose on any node. */
@Singleton
@Startup
@DependsOn("Schema")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SettingsWatch {

    private static final System.Logger LOG = System.getLogger(SettingsWatch.class.getName());

    @Inject
    private Settings settings;

    @PostConstruct
    void start() {
        settings.chosen().keySet().stream()
                .filter(setting -> !setting.isChangeable())
                .forEach(setting -> LOG.log(
                        System.Logger.Level.WARNING,
                        "What was once chosen for " + setting + " counts no more: it comes from the server, as KAIDAN_"
                                + setting));
        read();
    }

    private void read() {
        Setting.choose(settings::chosen);
    }

    /** One small statement. During an outage the settings stay as they are; it is over when this goes through again. */
    @Schedule(hour = "*", minute = "*", second = "*/3", persistent = false)
    void follow() {
        try {
            read();
            Outage.served();
        } catch (RuntimeException failure) {
            if (!Outage.noted(failure)) {
                LOG.log(System.Logger.Level.WARNING, "The settings could not be read; they stay as they are", failure);
            }
        }
    }
}
