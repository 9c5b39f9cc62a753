package io.kaidan.service;

import io.kaidan.audit.Changes;
import io.kaidan.schedule.Schedule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** A schedule as the audit trail tells of it. */
record ScheduleRow(String apiPath, String name, String cron, String every, String zone, Map<?, ?> values, boolean on) {

    static ScheduleRow of(Schedule schedule, String apiPath) {
        return new ScheduleRow(
                apiPath,
                schedule.name(),
                schedule.rhythm().cron(),
                schedule.rhythm().every(),
                schedule.rhythm().zone().getId(),
                schedule.values(),
                schedule.isOn());
    }

    /** What differs between the two; null where it is not there yet, or no more. */
    static Changes changes(ScheduleRow before, ScheduleRow after) {
        return new Changes()
                .put("flow", before, after, ScheduleRow::apiPath)
                .put("name", before, after, ScheduleRow::name)
                .put("cron", before, after, ScheduleRow::cron)
                .put("every", before, after, ScheduleRow::every)
                .put("timeZone", before, after, ScheduleRow::zone)
                .put("enabled", before, after, ScheduleRow::on)
                .put("values", changedValues(before, after));
    }

    /** The names of those that differ, and no more: values are for those who may see tickets of the flow, and may be long. */
    private static List<Object> changedValues(ScheduleRow before, ScheduleRow after) {
        Map<?, ?> was = before == null ? Map.of() : before.values();
        Map<?, ?> is = after == null ? Map.of() : after.values();
        TreeSet<Object> names = new TreeSet<>(was.keySet());
        names.addAll(is.keySet());
        names.removeIf(name -> Objects.equals(was.get(name), is.get(name)));
        return names.isEmpty() ? null : List.copyOf(names);
    }
}
