package io.kaidan.engine;

import io.kaidan.flow.Loop;
import io.kaidan.flow.Node;
import io.kaidan.form.Field;
import io.kaidan.form.Form;
import io.kaidan.form.Storable;
import io.kaidan.problem.Refused;
import io.kaidan.ticket.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Activities that are done for each element of a list. The token that came stays as the scope; in it is a token for each
 * element, all at once or one after the other.
 */
final class Looping {

    private static final String SIZE = "size";
    private static final String STARTED = "started";
    private static final String DONE = "done";
    private static final String ITEMS = "items";
    private static final String RESULTS = "results";
    private static final String INDEX = "index";
    private static final String LEFT = "left";
    private static final String COUNTER = "loopCounter";

    private final Run run;

    Looping(Run run) {
        this.run = run;
    }

    /** A token has come: it starts the first instance, or all of them. */
    void begin(Step step) {
        Loop loop = step.node().loop();
        Object list = step.evaluate(loop.inputCollection()::evaluate);
        if (!(list instanceof List<?> items)) {
            throw Refused.because("no_list", step.node().label(), String.valueOf(list));
        }
        if (items.size() > run.stepLimit) {
            throw Refused.because("step_limit", run.stepLimit, step.node().label());
        }
        run.logging.entered(step.node(), Map.of());
        Token whole = step.token();
        Map<String, Object> state = new HashMap<>();
        state.put(SIZE, items.size());
        state.put(STARTED, 0);
        state.put(DONE, 0);
        state.put(RESULTS, new ArrayList<>(Collections.nCopies(items.size(), null)));
        state.put(ITEMS, items.stream().map(i -> Storable.of(i).orElse(null)).toList());
        whole.loop(state);
        show(whole, step.node());
        if (items.isEmpty()) {
            finish(whole, step.node());
        } else {
            start(whole, step.node());
        }
    }

    /** Starts the next instance, or all of them. */
    private void start(Token whole, Node node) {
        Map<String, Object> state = new HashMap<>(whole.loop());
        List<?> items = (List<?>) state.get(ITEMS);
        int first = number(state, STARTED);
        int end = node.loop().sequential() ? first + 1 : items.size();
        for (int i = first; i < end; i++) {
            Token instance = run.arrive(node.id(), whole.link(), whole);
            instance.loop(Map.of(INDEX, i));
            instance.define(variables(node, i, items.get(i)));
        }
        state.put(STARTED, end);
        if (end == items.size()) {
            state.remove(ITEMS); // the instances know their own
        }
        whole.loop(state);
    }

    /** What an instance knows for itself: its element, and whatever its result is made of, so that no other sees it. */
    private Map<String, Object> variables(Node node, int index, Object item) {
        Loop loop = node.loop();
        Map<String, Object> own = new LinkedHashMap<>();
        if (loop.outputElement() != null) {
            List<String> words = Arrays.asList(loop.outputElement().text().split("[^\\p{L}\\p{N}_]+"));
            if (loop.outputElement().text().matches("[\\p{L}_][\\p{L}\\p{N}_.]*")) {
                own.put(words.get(0), null);
            }
            for (Form form : run.flow.formsWithin(node)) {
                form.fields().stream().map(Field::key).filter(words::contains).forEach(key -> own.put(key, null));
            }
        }
        own.put(COUNTER, index + 1);
        if (loop.inputElement() != null) {
            own.put(loop.inputElement(), item);
        }
        return own;
    }

    /** What a token at a node knows for itself and hands on: not the counter of the loop, unless the designer gives it himself. */
    static Map<String, Object> offered(Token token, Node node) {
        Map<String, Object> offered = new LinkedHashMap<>(token.variables());
        boolean given = node.inputs().stream().anyMatch(input -> COUNTER.equals(input.variable()));
        if (token.isInstance() && !given && !COUNTER.equals(node.loop().inputElement())) {
            offered.remove(COUNTER);
        }
        return offered;
    }

    /** The results so far, for the instances and the completion condition to see. */
    private static void show(Token whole, Node node) {
        if (node.loop().outputCollection() != null) {
            whole.define(Map.of(node.loop().outputCollection(), whole.loop().get(RESULTS)));
        }
    }

    /**
     * An instance is done, and leaves these values behind. Should its result fail, it knows them as variables until the
     * next try, so that they can be corrected.
     */
    void completed(Step step, Map<String, Object> given) {
        Token instance = step.token();
        Map<String, Object> left = new LinkedHashMap<>(kept(instance));
        left.putAll(Document.storable(given));
        try {
            complete(step, left);
        } catch (Refused refused) {
            Map<String, Object> state = new HashMap<>(instance.loop());
            state.put(
                    LEFT,
                    left.keySet().stream()
                            .filter(key -> !instance.variables().containsKey(key))
                            .toList());
            instance.loop(state);
            instance.define(left);
            throw refused;
        }
    }

    /** What the instance had left behind when its result failed; it does not know it as variables any more. */
    private static Map<String, Object> kept(Token instance) {
        Map<String, Object> kept = new LinkedHashMap<>();
        if (instance.loop().get(LEFT) instanceof List<?> names) {
            Map<String, Object> own = new LinkedHashMap<>(instance.variables());
            names.forEach(name -> kept.put((String) name, own.remove(name)));
            instance.know(own);
        }
        return kept;
    }

    private void complete(Step step, Map<String, Object> left) {
        Token instance = step.token();
        Token whole = instance.scope();
        Node node = step.node();
        Map<String, Object> state = new HashMap<>(whole.loop());
        int done = number(state, DONE) + 1;
        Map<String, Object> seen = new LinkedHashMap<>(step.values());
        seen.putAll(left);
        Object result = node.loop().outputElement() == null
                ? null
                : step.evaluate(v -> node.loop().outputElement().evaluate(seen));
        List<Object> results = new ArrayList<>((List<?>) state.get(RESULTS));
        results.set(number(instance.loop(), INDEX), Storable.of(result).orElse(null));
        if (node.loop().outputCollection() != null) {
            seen.put(node.loop().outputCollection(), results);
        }
        seen.put("numberOfInstances", number(state, SIZE));
        seen.put("numberOfActiveInstances", number(state, STARTED) - done);
        seen.put("numberOfCompletedInstances", done);
        seen.put("numberOfTerminatedInstances", 0);
        boolean enough = node.loop().completion() != null
                && step.evaluate(v -> node.loop().completion().test(seen));

        run.document.set(node.id(), instance, left);
        state.put(RESULTS, results);
        state.put(DONE, done);
        whole.loop(state);
        show(whole, node);
        run.logging.left(instance, node, left);
        run.release(instance);
        run.ticket.consume(instance);
        if (enough || done == number(state, SIZE)) {
            run.interrupt(run.ticket.inside(whole));
            finish(whole, node);
        } else if (node.loop().sequential()) {
            start(whole, node);
        }
    }

    private void finish(Token whole, Node node) {
        Map<String, Object> results = node.loop().outputCollection() == null
                ? Map.of()
                : Map.of(node.loop().outputCollection(), whole.loop().get(RESULTS));
        run.document.set(node.id(), whole.scope(), results);
        run.logging.left(whole, node, results);
        run.goOn(whole, node.outgoing());
    }

    private static int number(Map<String, Object> state, String name) {
        return ((Number) state.get(name)).intValue();
    }
}
