/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor;

import dev.spoor.catalog.AccessPolicy;
import dev.spoor.catalog.Catalog;
import dev.spoor.catalog.CatalogTable;
import dev.spoor.error.EngineException;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.QueryContext;
import dev.spoor.exec.QuerySettings;
import dev.spoor.exec.SpillSpace;
import dev.spoor.expr.EvalContext;
import dev.spoor.expr.Literal;
import dev.spoor.scan.Cancellation;
import dev.spoor.scan.TimeCoverage;
import dev.spoor.scan.ValueCatalog;
import dev.spoor.sql.ExplainMode;
import dev.spoor.sql.PlanOptions;
import dev.spoor.sql.PlannedQuery;
import dev.spoor.sql.SqlStatement;
import dev.spoor.sql.StatementDescription;
import dev.spoor.store.StoreTraffic;
import dev.spoor.vector.Memory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * One user's conversation with an engine: its settings and its statements, one after another. One thread, except that
 * a running {@link ResultStream} may be cancelled from any.
 */
public final class Session implements AutoCloseable {
    /** Budget of constant folding while a statement is planned. */
    private static final long PLANNING_BYTES_MAX = 64L << 20;

    private final Engine engine;
    private final SplittableRandom seeds = new SplittableRandom();
    private final AccessPolicy policy;
    private final List<CatalogTable> more;
    private final Catalog pinnedOrNull;
    private final Clock clock;
    private Settings settings;

    Session(Engine engine, Settings settings, AccessPolicy policy, List<CatalogTable> more) {
        this(engine, settings, policy, more, null, engine.clock());
    }

    private Session(
            Engine engine,
            Settings settings,
            AccessPolicy policy,
            List<CatalogTable> more,
            Catalog pinnedOrNull,
            Clock clock) {
        this.engine = engine;
        this.settings = settings;
        this.policy = policy;
        this.more = List.copyOf(more);
        this.pinnedOrNull = pinnedOrNull;
        this.clock = clock;
    }

    /**
     * A session whose statements all see the logs, and the lake, as they are when the first of them looks, under the settings
     * of scans that hold now. For answers that belong together; what is deleted meanwhile may be missed, with OBJECT_VANISHED.
     */
    public Session pinned() {
        return new Session(engine, settings, policy, more, catalog(), clock);
    }

    /** A session in which it is always that instant: what "now" is in SQL. */
    public Session at(Instant now) {
        return new Session(engine, settings, policy, more, pinnedOrNull, Clock.fixed(now, ZoneOffset.UTC));
    }

    /**
     * As above, but they see the lake in a version, and no log files.
     *
     * @param lakeVersion a version of the table of events, as {@link Catalog#lakeVersion} tells it
     * @throws EngineException NOT_SUPPORTED without a lake, INVALID_ARGUMENT when it does not have that version, or no longer
     */
    public Session pinned(long lakeVersion) {
        Catalog then = engine.catalog(lakeVersion, settings, policy, more);
        return new Session(engine, settings, policy, more, then, clock);
    }

    /**
     * Another session of the same user, for another thread, with settings of its own; if this one is pinned, it sees the same files
     * and the same lake.
     */
    public Session sibling(Settings own) {
        return new Session(engine, own, policy, more, pinnedOrNull, clock);
    }

    /** The tables that its statements see now. */
    public Catalog catalog() {
        return pinnedOrNull == null ? engine.catalog(settings, policy, more) : pinnedOrNull;
    }

    private Catalog catalog(Cancellation cancellation) {
        return pinnedOrNull == null ? engine.catalog(settings, policy, more, cancellation) : pinnedOrNull;
    }

    /**
     * Values that occur in log files that were read before or are in the lake, for a user to choose from: see {@link
     * ValueCatalog}. No file is listed or read; later calls answer at once until more is known. Whoever may see the events of some
     * accounts is offered what is in files of no other ones, and whoever may not see all columns nothing. From any thread.
     */
    public ValueCatalog values() {
        return policy.hiddenColumns().isEmpty() ? engine.values(policy.accounts()) : ValueCatalog.EMPTY;
    }

    /** Whether nothing of the events is hidden from it. */
    public boolean seesEverything() {
        return policy.isOpen();
    }

    /** Changes a setting for the statements that follow; INVALID_CONFIGURATION for an unknown key or a bad value. */
    public void set(String key, String value) {
        settings = settings.with(key, value);
    }

    public Settings settings() {
        return settings;
    }

    /** The statements of a text, in order; SYNTAX_ERROR if a quote or comment is left open. */
    public List<SqlStatement> split(String text) {
        return engine.frontEnd().split(text);
    }

    /** Plans a statement without parameters and starts it. The caller closes the stream. Throws EngineException. */
    public ResultStream query(String sql) {
        return query(sql, List.of());
    }

    /**
     * Plans a statement and starts it. The caller closes the stream. Throws EngineException.
     *
     * @param parameters the values of its {@code ?}, in the order of the text: numbers, text, truth, bytes and times, each
     *     of which does what a literal in its place would do
     */
    public ResultStream query(String sql, List<Literal> parameters) {
        return query(sql, parameters, new QueryCancellation(settings.get(Settings.QUERY_TIMEOUT)));
    }

    /** The columns and the parameters of a statement, without running it. Throws EngineException. */
    public StatementDescription describe(String sql) {
        return planning(nowMicros(), () -> {}, options -> engine.frontEnd().describe(sql, catalog(), options));
    }

    @Override
    public void close() {
        // Streams are closed by their readers; a session holds nothing else.
    }

    /**
     * As above, for a query that somebody else may want to stop before it gives its stream back.
     *
     * @param cancellation of this query alone; its timeout counts, not the session's
     */
    public ResultStream query(String sql, List<Literal> parameters, QueryCancellation cancellation) {
        long startNanos = System.nanoTime();
        StoreTraffic before = engine.traffic();
        long nowMicros = nowMicros();
        Memory memory = engine.memory().child("query", settings.get(Settings.QUERY_MEMORY));
        QueryContext context = null;
        try {
            PlannedQuery plan = planning(nowMicros, cancellation, options -> engine.frontEnd()
                    .plan(sql, parameters, catalog(cancellation), options));
            cancellation.check();
            context = context(memory, nowMicros, cancellation);
            RunningQuery query = new RunningQuery(
                    plan,
                    context,
                    memory,
                    cancellation,
                    startNanos,
                    () -> engine.traffic().minus(before),
                    this::whyNothing,
                    coverage());
            return plan.explainMode() == ExplainMode.ANALYZE ? new AnalyzedQuery(plan, query) : query;
        } catch (Throwable failure) {
            if (context != null) {
                context.close();
            }
            memory.close();
            throw Failures.explained(failure);
        }
    }

    /** Whoever may not see everything is not told what there is. */
    private List<String> whyNothing(PlanNode root) {
        return policy.isOpen() ? new UnseenValues(engine).notes(root) : List.of();
    }

    /** Names of places may be what is hidden. */
    private Function<QueryContext, Optional<TimeCoverage>> coverage() {
        boolean isTold =
                settings.get(Settings.COVERAGE) && policy.hiddenColumns().isEmpty();
        return isTold ? QueryContext::timeCoverage : context -> Optional.empty();
    }

    private long nowMicros() {
        Instant now = clock.instant();
        return TimeUnit.SECONDS.toMicros(now.getEpochSecond()) + now.getNano() / 1000;
    }

    private <T> T planning(long nowMicros, Cancellation cancellation, Function<PlanOptions, T> step) {
        try (Memory folding = engine.memory().child("planning", PLANNING_BYTES_MAX)) {
            EvalContext evalContext = new EvalContext(folding, nowMicros, seeds.nextLong());
            return step.apply(new PlanOptions(nowMicros, evalContext, settings.get(Settings.PRUNING), cancellation));
        }
    }

    private QueryContext context(Memory memory, long nowMicros, QueryCancellation cancellation) {
        QuerySettings running = new QuerySettings(
                settings.get(Settings.WORKERS),
                settings.get(Settings.BATCH_ROWS),
                settings.get(Settings.SPILL_LIMIT),
                seeds.nextLong());
        SpillSpace spill = new SpillSpace(Path.of(settings.get(Settings.SPILL_PATH)), running.spillLimitBytes());
        return new QueryContext(memory, running, nowMicros, engine.cpu(), engine.io(), cancellation, spill);
    }
}
