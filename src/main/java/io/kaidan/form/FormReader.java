package io.kaidan.form;

import io.kaidan.feel.Feel;
import io.kaidan.problem.Finding;
import io.kaidan.problem.Phrase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the components of one form; every problem is collected, and reading goes on. */
final class FormReader {

    private static final int DEEPEST = 20;
    private static final int MOST = 2_000;

    private final List<Finding> problems = new ArrayList<>();
    private final Map<String, String> headers = new HashMap<>();
    private int count;

    FormReading read(Map<?, ?> json) {
        Component form = new Component(json, null, "", problems);
        String id = form.text("id");
        if (id == null) {
            form.problem("form_id");
        }
        Section section = section(form, List.of(), true, 0);
        List<Finding> found = problems.stream().distinct().toList();
        return new FormReading(found.isEmpty() ? Optional.of(new Form(id, section, json)) : Optional.empty(), found);
    }

    private Section section(Component owner, List<String> path, boolean root, int depth) {
        Section section = Section.of(parts(owner, path, root, depth));
        new KeyClashes(problems).look(section);
        return section;
    }

    private List<Part> parts(Component owner, List<String> path, boolean root, int depth) {
        List<Part> parts = new ArrayList<>();
        if (depth > DEEPEST) {
            owner.problem("form_too_deep", DEEPEST);
            return parts;
        }
        for (Object json : owner.list("components")) {
            if (++count == MOST + 1) {
                owner.problem("form_too_many", MOST);
            }
            if (json instanceof Map<?, ?> map && count <= MOST) {
                part(new Component(map, name(map), "", problems), path, root, depth)
                        .ifPresent(parts::add);
            } else if (!(json instanceof Map<?, ?>)) {
                owner.problem("form_structure", "components", Phrase.of("expect.object"));
            }
        }
        return parts;
    }

    private static String name(Map<?, ?> component) {
        Object name = component.get("id") != null ? component.get("id") : component.get("key");
        return name == null ? null : Text.quote(name);
    }

    private Optional<Part> part(Component component, List<String> outer, boolean root, int depth) {
        component.checkExpressions();
        component.object("appearance").checkExpressions();
        Feel hide = component.object("conditional").feel("hide");
        String type = component.text("type");
        switch (type == null ? "" : type) {
            case "text", "html", "image", "spacer", "separator", "button", "iframe", "table", "documentPreview" -> {
                return Optional.empty();
            }
            case "group" -> {
                List<String> inner = Keys.path(component, "path", outer, false).orElse(outer);
                return Optional.of(new Part.Group(hide, parts(component, inner, root, depth + 1)));
            }
            case "dynamiclist" -> {
                Optional<List<String>> path = Keys.path(component, "path", outer, true);
                Section section = section(component, List.of(), false, depth + 1);
                return path.map(p -> new Part.Rows(
                        Fields.of(component, type, p, null, List.of(), Form.fields(section)), p, hide, section));
            }
            case "expression" -> {
                Feel feel = component.feel("expression");
                return Keys.path(component, "key", outer, true)
                        .filter(p -> feel != null)
                        .map(p -> new Part.Computed(component.element(), p, hide, feel));
            }
            default -> {
                return input(component, type, outer, hide, root);
            }
        }
    }

    private Optional<Part> input(Component component, String type, List<String> outer, Feel hide, boolean root) {
        Optional<Kind> typed = Fields.kind(component, type);
        if (typed.isEmpty()) {
            component.problem("form_type", Text.quote(type == null ? "" : type));
            return Optional.empty();
        }
        if (typed.get() instanceof FileKind && !root) {
            component.problem("form_file_in_list");
        }
        String header = header(component, typed.get(), root);
        Kind kind = "assignee".equals(header) ? new AssigneeKind() : typed.get();
        Object preset = Fields.preset(component, kind);
        return Keys.path(component, "key", outer, true).map(path -> {
            Field field = Fields.of(component, type, path, header, Fields.options(typed.get()), List.of());
            return new Part.Input(field, path, hide, kind, preset);
        });
    }

    private String header(Component component, Kind kind, boolean root) {
        String header = component
                .object("properties")
                .oneOf("header", "title", "status", "level", "assignee", "note1", "note2", "note3");
        if (header == null) {
            return null;
        }
        boolean fits = root
                && !(kind instanceof FileKind)
                && (!header.equals("assignee") || kind instanceof TextKind || kind instanceof ChoiceKind);
        if (!fits) {
            component.problem("form_header", header);
        }
        String other = headers.putIfAbsent(header, String.valueOf(component.element()));
        if (other != null) {
            component.problem("form_header_twice", header, other);
        }
        return header;
    }
}
