package io.kaidan.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kaidan.engine.Effects;
import io.kaidan.engine.Engine;
import io.kaidan.engine.Signal;
import io.kaidan.feel.Feel;
import io.kaidan.feel.FeelError;
import io.kaidan.flow.ApplicationReader;
import io.kaidan.flow.Flow;
import io.kaidan.form.Checked;
import io.kaidan.form.Form;
import io.kaidan.json.Json;
import io.kaidan.node.NodeTypes;
import io.kaidan.problem.Finding;
import io.kaidan.ticket.Ticket;
import io.kaidan.ticket.TicketState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a ticket's life costs inside, without server and database: the same flow and values that {@link QuickLives} has. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
public class InnerParts {

    private static final Path APPLICATION = Path.of("src/test/bench/ticket");
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    private static final Map<String, Object> DECIDED = Map.of("decision", "ok", "comment", "已檢視");

    private final Engine engine = new Engine(NodeTypes.ALL, 1000, Duration.ofMinutes(1));
    private final Flow flow;
    private final Form form;
    private final Map<String, Object> sent = QuickLives.values();
    private final String body;
    private final Feel condition;

    public InnerParts() {
        try {
            List<Finding> findings = new ArrayList<>();
            flow = new ApplicationReader(NodeTypes.ALL)
                    .read(
                            Map.of(
                                    "ticket.bpmn", Files.readAllBytes(APPLICATION.resolve("ticket.bpmn")),
                                    "ticket.form", Files.readAllBytes(APPLICATION.resolve("ticket.form"))),
                            findings)
                    .get(QuickLives.FLOW);
            form = flow.start().human().form();
            body = new ObjectMapper().writeValueAsString(Map.of("formdata", sent));
            condition = Feel.parse("=number > 40 and decision = \"reject\"");
        } catch (IOException | FeelError wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /** A condition of a gateway. */
    @Benchmark
    public boolean feel() {
        return condition.test(Map.of("number", 42, "decision", "reject"));
    }

    /** The six values of a create: conversion and validation. */
    @Benchmark
    public Checked formCheck() {
        return form.check(Map.of(), sent, Map.of(), true);
    }

    /** From the start to the user task. */
    @Benchmark
    public Effects open() {
        return engine.run(ticket(), flow, new Signal.Open(sent, "amy", NOW), true);
    }

    /** From the start to the user task, and from there through the gateway to the end. */
    @Benchmark
    public TicketState openAndPush() {
        Ticket ticket = ticket();
        Effects opened = engine.run(ticket, flow, new Signal.Open(sent, "amy", NOW), true);
        engine.run(ticket, flow, new Signal.Push(opened.workItems().get(0), DECIDED, "bob", NOW), true);
        return ticket.state();
    }

    /** The body of a create. */
    @Benchmark
    public Object json() throws Json.Malformed {
        return Json.parse(body);
    }

    private static Ticket ticket() {
        return new Ticket(1, 1, "amy", NOW);
    }
}
