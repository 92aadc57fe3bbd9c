/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.catalog.Catalog;
import dev.spoor.catalog.CatalogTable;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.exec.PlanNode;
import dev.spoor.exec.ValuesNode;
import dev.spoor.expr.Literal;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.sql.parser.ParsedStatement;
import dev.spoor.sql.parser.StatementParser;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * SQL text in, plans out. Thread-safe; one engine has one.
 *
 * <p>Each statement is planned from start to end on one thread of its own, because the planner underneath keeps
 * thread-local state and recurses: the thread has a stack that long chains of conditions fit into, and what still does not
 * fit is an error of the statement and not of the process.
 */
public final class SqlFrontEnd {
    /** Stack of a planning thread; reserved address space, touched only as far as it is used. */
    private static final long STACK_BYTES = 256L << 20;

    private final FunctionLibrary functions;
    private final FunctionOperators operators;

    public SqlFrontEnd(FunctionLibrary functions) {
        this.functions = functions;
        this.operators = new FunctionOperators(functions);
    }

    /**
     * The statements of a text, in order; empty ones are left out.
     *
     * @throws EngineException SYNTAX_ERROR when a literal, a quoted name or a comment does not end
     */
    public List<SqlStatement> split(String text) {
        return SqlScript.split(text);
    }

    /**
     * Plans one statement: a query, or EXPLAIN [ANALYZE] and a query. Reads no log; EXPLAIN lists files.
     *
     * @param sql may end in a semicolon
     * @param parameters the values of its {@code ?}, in the order of the text
     * @throws EngineException with a place in {@code sql} where there is one; never another exception
     */
    public PlannedQuery plan(String sql, List<Literal> parameters, Catalog catalog, PlanOptions options) {
        return onPlanningThread(() -> planHere(sql, parameters, catalog, options));
    }

    /**
     * What a statement takes and gives. Reads no log.
     *
     * @param sql may end in a semicolon
     * @throws EngineException as {@link #plan}, but for what only the values of parameters can be blamed for
     */
    public StatementDescription describe(String sql, Catalog catalog, PlanOptions options) {
        return onPlanningThread(() -> {
            requireLength(sql);
            ParsedStatement statement = StatementParser.parseUnbound(sql);
            StatementDescription described = LogicalPlanner.describe(statement, catalog, operators, options, functions);
            return statement.isExplained() || statement.isAnalyzed()
                    ? new StatementDescription(List.of(SqlTypes.varchar("plan")), described.parameters())
                    : described;
        });
    }

    private static void requireLength(String sql) {
        if (sql.length() > SqlScript.CHARACTERS_MAX) {
            throw SqlScript.tooLong(sql);
        }
    }

    private PlannedQuery planHere(String sql, List<Literal> parameters, Catalog catalog, PlanOptions options) {
        requireLength(sql);
        ParsedStatement statement = StatementParser.parse(sql, parameters);
        LogicalPlan logical = LogicalPlanner.plan(statement, catalog, operators, options, functions);
        try {
            PlanNode root = new PhysicalPlanner(functions, options).plan(logical);
            if (statement.isExplained()) {
                return new PlannedQuery(
                        asRows(ExplainText.lines(root)), List.of("plan"), logical.notes(), ExplainMode.PLAN);
            }
            ExplainMode mode = statement.isAnalyzed() ? ExplainMode.ANALYZE : ExplainMode.NONE;
            return new PlannedQuery(root, logical.columnNames(), logical.notes(), mode);
        } catch (EngineException e) {
            throw e;
        } catch (RuntimeException | AssertionError | StackOverflowError e) {
            throw CalciteErrors.of(e, null, List.of());
        }
    }

    private static PlanNode asRows(List<String> lines) {
        List<List<Object>> rows = new ArrayList<>();
        for (String line : lines) {
            rows.add(List.of(line));
        }
        return new ValuesNode(new Schema(List.of(SqlTypes.varchar("plan"))), rows);
    }

    /** Display names of all tables, {@code sys.columns}. */
    static List<String> tableNames(Catalog catalog) {
        List<String> names = new ArrayList<>();
        for (CatalogTable table : catalog.tables()) {
            names.add(table.schema().isEmpty() ? table.name() : table.schema() + "." + table.name());
        }
        return names;
    }

    private static <T> T onPlanningThread(Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread thread = new Thread(null, task, "spoor-planner", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineException(
                    ErrorCode.CANCELLED, "the thread was interrupted while the statement was planned", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof EngineException engine
                    ? engine
                    : CalciteErrors.of(e.getCause(), null, List.of());
        }
    }
}
