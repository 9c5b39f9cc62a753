package io.kaidan.form;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the component of a field says: its kind, its description, its default. */
final class Fields {

    private Fields() {}

    /** What a field of this type of form-js does with values; empty where it is none. */
    static Optional<Kind> kind(Component component, String type) {
        return Optional.ofNullable(
                switch (type == null ? "" : type) {
                    case "textfield", "textarea" -> TextKind.read(component);
                    case "number" -> NumberKind.read(component);
                    case "checkbox" -> new CheckboxKind();
                    case "radio", "select" -> new ChoiceKind(Options.read(component));
                    case "checklist", "taglist" -> new ChoicesKind(Options.read(component));
                    case "datetime" -> moment(component);
                    case "filepicker" -> FileKind.read(component);
                    default -> null;
                });
    }

    private static Kind moment(Component component) {
        String subtype = component.oneOf("subtype", "date", "time", "datetime");
        return subtype == null ? MomentKind.DATE : MomentKind.valueOf(subtype.toUpperCase(Locale.ROOT));
    }

    static List<Option> options(Kind kind) {
        if (kind instanceof ChoiceKind choice) {
            return choice.options().fixed();
        }
        return kind instanceof ChoicesKind choices ? choices.options().fixed() : List.of();
    }

    static Field of(
            Component component,
            String type,
            List<String> path,
            String header,
            List<Option> options,
            List<Field> columns) {
        String key = String.join(".", path);
        String subtype = null;
        String label = component.text("label");
        if (type.equals("datetime")) {
            subtype = moment(component).toString().toLowerCase(Locale.ROOT);
            String own = component.text(subtype.equals("time") ? "timeLabel" : "dateLabel");
            label = own == null ? label : own;
        }
        boolean required = component.object("validate").flag("required") & !component.flag("disabled");
        return new Field(
                component.element(),
                key,
                label == null ? key : label,
                type,
                subtype,
                required,
                header,
                options,
                columns);
    }

    /** The default, converted; a checkbox without one is not ticked, as in the browser. Null where there is none. */
    static Object preset(Component component, Kind kind) {
        Object json = component.json().get("defaultValue");
        if (Text.isEmpty(json)) {
            return kind instanceof CheckboxKind ? Boolean.FALSE : null;
        }
        Report report = new Report();
        Object preset = kind.convert(json, report.at("defaultValue"));
        if (!report.problems().isEmpty()) {
            component.problem("form_default", Text.quote(json));
        }
        return preset;
    }
}
