package io.kaidan.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws a flow by chance, out of blocks with one way in and one way out: so every join gets its branches. One that is not
 * balanced also has splits that are joined by a gateway of another kind, and branches that end on their way.
 */
final class RandomFlow {

    /** A split and the join of its branches. */
    record Pair(String split, String join) {}

    private static final int DEEPEST = 2;

    private final Random random;
    private final boolean balanced;
    private final List<Pair> pairs = new ArrayList<>();
    private int ids;

    RandomFlow(long seed, boolean balanced) {
        this.random = new Random(seed);
        this.balanced = balanced;
    }

    List<Pair> pairs() {
        return pairs;
    }

    /** What lies in one scope while it is drawn. */
    private static final class Scope {
        private final List<String> elements = new ArrayList<>();

        String add(String id, String element) {
            elements.add(element);
            return id;
        }

        /** Draws a sequence flow; what it comes from may have a condition behind it. */
        void link(String from, String to) {
            elements.add(Draw.links(from + " " + to));
        }

        String[] content(String first) {
            elements.add(0, first);
            return elements.toArray(String[]::new);
        }
    }

    /** The process as BPMN. */
    String draw() {
        Scope scope = new Scope();
        inner(scope, 0);
        if (chance(30)) {
            eventSubProcess(scope, 1);
        }
        return Draw.definitions(scope.content(""));
    }

    private void inner(Scope scope, int depth) {
        String start = id("s");
        scope.add(start, Draw.start(start));
        String end = id("e");
        scope.link(blocks(scope, start, depth), end);
        scope.add(end, chance(10) ? Draw.end(end, Draw.terminate()) : Draw.end(end));
    }

    private String blocks(Scope scope, String from, int depth) {
        String at = from;
        for (int i = random.nextInt(3); i >= 0; i--) {
            at = block(scope, at, depth);
        }
        return at;
    }

    private String block(Scope scope, String from, int depth) {
        if (depth >= DEEPEST) {
            return simple(scope, from);
        }
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> activity(scope, from, depth);
            case 3 -> exclusive(scope, from, depth);
            case 4 -> inclusive(scope, from, depth);
            case 5, 6 -> parallel(scope, from, depth);
            case 7 -> loop(scope, from, depth);
            case 8, 9 -> subProcess(scope, from, depth);
            case 10 -> eventGateway(scope, from, depth);
            case 11 -> jump(scope, from);
            case 12 -> wayOut(scope, from);
            default -> simple(scope, from);
        };
    }

    private String simple(Scope scope, String from) {
        String id = id("x");
        scope.link(from, id);
        return scope.add(
                id,
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> Draw.user(id, io());
                    case 3 -> Draw.script(id, "n", "= if n = null then 1 else n + 1");
                    case 4 -> Draw.script(id, null, "= {a: choice, b: [n, {c: 1.50}]}", io());
                    case 5 ->
                        Draw.script(id, "v", "= assert(choice + 1, choice != null)", Draw.io("out v" + id + " = v"));
                    case 6 -> Draw.task(id, io());
                    default -> Draw.catching(id, event());
                });
    }

    private String io() {
        return switch (random.nextInt(8)) {
            case 0 -> Draw.io("in own = choice", "out o = own");
            case 1 -> Draw.io("out deep.er = choice");
            case 2 -> Draw.io("in n = 1", "in choice = choice");
            case 3 -> Draw.io("out p = assert(choice, choice > 0)");
            default -> "";
        };
    }

    private String each() {
        String list = List.of("=[1,2]", "=[\"a\"]", "=[]", "=[1,{b: 2.0},3]", "=items")
                .get(random.nextInt(5));
        String more = List.of(
                        "inputElement=\"i\" outputCollection=\"all\" outputElement=\"=choice\"",
                        "inputElement=\"choice\"",
                        "outputCollection=\"all\" outputElement=\"={no: loopCounter, n: n}\"")
                .get(random.nextInt(3));
        String completion = chance(30) ? "completion = choice > 2" : "";
        return chance(50) ? Draw.each(list, more, completion) : Draw.oneByOne(list, more, completion);
    }

    private String activity(Scope scope, String from, int depth) {
        String id = id("h");
        scope.link(from, id);
        String loop = chance(35) ? each() : "";
        scope.add(
                id,
                switch (random.nextInt(4)) {
                    case 0 -> Draw.receive(id, "m" + id, io(), loop);
                    case 1 -> Draw.script(id, "n", "= assert(choice, choice != 3)", io(), loop);
                    default -> Draw.user(id, io(), loop);
                });
        return boundaries(scope, id, depth, null);
    }

    private String subProcess(Scope scope, String from, int depth) {
        String id = id("p");
        scope.link(from, id);
        Scope inside = new Scope();
        String thrown = chance(40) ? id("E") : null;
        String start = id("s");
        inside.add(start, Draw.start(start));
        String at = blocks(inside, start, depth + 1);
        if (thrown != null) {
            at = thrower(inside, at, thrown);
        }
        String end = id("e");
        inside.link(blocks(inside, at, depth + 1), end);
        inside.add(end, Draw.end(end));
        if (chance(30)) {
            eventSubProcess(inside, depth + 1);
        }
        scope.add(id, Draw.sub(id, inside.content(io() + (chance(30) ? each() : ""))));
        return boundaries(scope, id, depth, thrown);
    }

    /** An error that ends the way, or an escalation that does not. */
    private String thrower(Scope scope, String from, String code) {
        if (chance(40)) {
            String id = id("t");
            scope.link(from, id);
            return scope.add(id, Draw.throwing(id, Draw.escalation(code)));
        }
        String gateway = id("g");
        String on = id("x");
        String boom = id("e");
        scope.link(from, gateway);
        scope.add(gateway, Draw.exclusive(gateway, on));
        scope.link(gateway + " [=choice = 4]", boom);
        scope.add(boom, Draw.end(boom, Draw.error(code)));
        scope.link(gateway, on);
        return scope.add(on, Draw.task(on));
    }

    /** Events at the boundary of an activity: those that interrupt it come back to the way behind it. */
    private String boundaries(Scope scope, String host, int depth, String thrown) {
        String at = host;
        if (chance(30)) {
            String id = id("b");
            scope.add(id, Draw.boundary(id, host, event()));
            at = merge(scope, at, blocks(scope, id, depth + 1));
        }
        if (thrown != null && chance(80)) {
            String id = id("b");
            scope.add(id, Draw.boundary(id, host, chance(30) ? Draw.anyError() : Draw.error(thrown)));
            at = merge(scope, at, blocks(scope, id, depth + 1));
        }
        if (thrown != null && chance(60)) {
            aside(scope, id("b"), host, Draw.escalation(thrown), depth);
        }
        if (chance(25)) {
            aside(scope, id("b"), host, event(), depth);
        }
        return at;
    }

    private void aside(Scope scope, String id, String host, String event, int depth) {
        scope.add(id, Draw.boundaryBeside(id, host, event));
        String end = id("e");
        scope.link(blocks(scope, id, depth + 1), end);
        scope.add(end, Draw.end(end));
    }

    private void eventSubProcess(Scope scope, int depth) {
        String id = id("v");
        Scope inside = new Scope();
        String start = id("s");
        String event = chance(25) ? Draw.anyError() : event();
        boolean interrupting = event.startsWith("<error") || chance(50);
        inside.add(start, interrupting ? Draw.start(start, event) : Draw.startBeside(start, event));
        String end = id("e");
        inside.link(blocks(inside, start, depth + 1), end);
        inside.add(end, Draw.end(end));
        scope.add(id, Draw.eventSub(id, inside.content(io())));
    }

    private String event() {
        String name = "n" + random.nextInt(1000);
        return switch (random.nextInt(5)) {
            case 0 -> Draw.timer("PT1H");
            case 1 -> Draw.timer("R3/PT1H");
            case 2 -> Draw.timer("= if choice = 5 then \"soon\" else \"PT5M\"");
            case 3 -> Draw.signal(name);
            default -> Draw.message(name);
        };
    }

    private String merge(Scope scope, String... ways) {
        String id = id("m");
        for (String way : ways) {
            scope.link(way, id);
        }
        return scope.add(id, Draw.exclusive(id));
    }

    private String exclusive(Scope scope, String from, int depth) {
        String gateway = id("g");
        scope.link(from, gateway);
        String one = simple(scope, gateway + " [=choice = 1]");
        String other = id("x");
        scope.link(gateway, other);
        scope.add(other, Draw.task(other));
        scope.add(gateway, Draw.exclusive(gateway, other));
        return join(scope, gateway, "exclusive", one, blocks(scope, other, depth + 1));
    }

    private String inclusive(Scope scope, String from, int depth) {
        String gateway = id("g");
        scope.link(from, gateway);
        String one = block(scope, gateway + " [=choice > 1]", depth + 1);
        String two = block(scope, gateway + " [=choice < 4]", depth + 1);
        String other = id("x");
        scope.link(gateway, other);
        scope.add(other, Draw.task(other));
        scope.add(gateway, Draw.inclusive(gateway, other));
        return join(scope, gateway, "inclusive", one, two, other);
    }

    private String parallel(Scope scope, String from, int depth) {
        String gateway = id("g");
        scope.link(from, gateway);
        List<String> ways = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            ways.add(blocks(scope, gateway, depth + 1));
        }
        scope.add(gateway, Draw.parallel(gateway));
        return join(scope, gateway, chance(70) ? "parallel" : "inclusive", ways.toArray(String[]::new));
    }

    private String join(Scope scope, String split, String kind, String... ways) {
        String id = id("j");
        for (String way : ways) {
            scope.link(way, id);
        }
        String drawn = balanced
                ? kind
                : List.of(kind, "parallel", "inclusive", "exclusive").get(random.nextInt(4));
        pairs.add(new Pair(split, id));
        return scope.add(id, Draw.element(drawn + "Gateway", id, ""));
    }

    private String loop(Scope scope, String from, int depth) {
        String back = id("m");
        String again = id("g");
        String on = id("x");
        scope.link(from, back);
        scope.add(back, Draw.exclusive(back));
        scope.link(blocks(scope, back, depth + 1), again);
        scope.add(again, Draw.exclusive(again, on));
        scope.link(again + " [=choice > 3]", back);
        scope.link(again, on);
        return scope.add(on, Draw.task(on));
    }

    private String eventGateway(Scope scope, String from, int depth) {
        String gateway = id("g");
        scope.link(from, gateway);
        scope.add(gateway, Draw.eventGateway(gateway));
        String one = id("c");
        scope.link(gateway, one);
        scope.add(one, Draw.catching(one, event()));
        String two = id("c");
        scope.link(gateway, two);
        scope.add(two, chance(50) ? Draw.catching(two, event()) : Draw.receive(two, "m" + two, io()));
        return merge(scope, blocks(scope, one, depth + 1), two);
    }

    private String jump(Scope scope, String from) {
        String off = id("l");
        String on = id("l");
        scope.link(from, off);
        scope.add(off, Draw.throwing(off, Draw.link(on)));
        return scope.add(on, Draw.catching(on, Draw.link(on)));
    }

    /** A way that ends here: all of the scope, or, where nothing has to be balanced, only this branch. */
    private String wayOut(Scope scope, String from) {
        String gateway = id("g");
        String on = id("x");
        String end = id("e");
        scope.link(from, gateway);
        scope.add(gateway, Draw.exclusive(gateway, on));
        scope.link(gateway + " [=choice = 5]", end);
        scope.add(end, balanced ? Draw.end(end, Draw.terminate()) : Draw.end(end));
        scope.link(gateway, on);
        return scope.add(on, Draw.task(on));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String id(String kind) {
        return kind + ++ids;
    }
}
