/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell.door;

import dev.spoor.Engine;
import dev.spoor.QueryCancellation;
import dev.spoor.QueryStats;
import dev.spoor.ResultStream;
import dev.spoor.Session;
import dev.spoor.Settings;
import dev.spoor.catalog.AccessPolicy;
import dev.spoor.catalog.CatalogTable;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Literal;
import dev.spoor.scan.TimeCoverage;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** An engine in this process. The engine stays the caller's and outlives the door. */
public final class EmbeddedDoor implements Door {
    private final Engine engine;
    private Session session;
    private final String place;

    /** @param place what the engine reads, for people */
    public EmbeddedDoor(Engine engine, String place) {
        this.engine = engine;
        this.session = engine.newSession();
        this.place = place;
    }

    @Override
    public String place() {
        return place;
    }

    @Override
    public Answer query(String sql, List<String> parameters) {
        return query(sql, parameters, stop -> {});
    }

    @Override
    public Answer query(String sql, List<String> parameters, Consumer<Runnable> stopping) {
        QueryCancellation cancellation =
                new QueryCancellation(session.settings().get(Settings.QUERY_TIMEOUT));
        stopping.accept(cancellation::cancel);
        return new EngineAnswer(session.query(sql, literals(sql, parameters), cancellation));
    }

    private List<Literal> literals(String sql, List<String> parameters) {
        if (parameters.isEmpty()) {
            return List.of();
        }
        List<Field> wanted = session.describe(sql).parameters();
        if (wanted.size() != parameters.size()) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    "the statement has " + wanted.size() + " parameters and " + parameters.size() + " values");
        }
        List<Literal> literals = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            literals.add(literal(wanted.get(i), parameters.get(i)));
        }
        return literals;
    }

    /** Text does what a literal in quotes would do in its place; only numbers are written without. */
    private static Literal literal(Field wanted, String text) {
        ArrowType type = wanted.getType();
        if (text == null || !isNumber(type)) {
            return Literal.of(SqlTypes.varchar(""), text);
        }
        try {
            BigDecimal number = new BigDecimal(text.strip());
            return number.stripTrailingZeros().scale() <= 0
                    ? Literal.of(SqlTypes.field("", SqlTypes.BIGINT), number.longValueExact())
                    : Literal.of(SqlTypes.field("", SqlTypes.DOUBLE), number.doubleValue());
        } catch (ArithmeticException | NumberFormatException e) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT, "'" + text + "' is no number, which its place wants", e);
        }
    }

    private static boolean isNumber(ArrowType type) {
        return type instanceof ArrowType.Int
                || type instanceof ArrowType.FloatingPoint
                || type instanceof ArrowType.Decimal;
    }

    @Override
    public void set(String key, String value) {
        session.set(key, value);
    }

    @Override
    public void provide(Optional<CatalogTable> lastResult) {
        Session before = session;
        session = engine.newSession(
                before.settings(), AccessPolicy.OPEN, lastResult.map(List::of).orElse(List.of()));
        before.close();
    }

    @Override
    public Door another() {
        return new EmbeddedDoor(engine, place);
    }

    @Override
    public void close() {
        session.close();
    }

    private record EngineAnswer(ResultStream stream) implements Answer {
        @Override
        public Batch next() {
            return stream.next();
        }

        @Override
        public List<String> columnNames() {
            return stream.columnNames();
        }

        @Override
        public Schema schema() {
            return stream.schema();
        }

        @Override
        public Memory memory() {
            return stream.memory();
        }

        @Override
        public List<String> notes() {
            return stream.notes();
        }

        @Override
        public Optional<QueryStats> stats() {
            return Optional.of(stream.stats());
        }

        @Override
        public Optional<TimeCoverage> coverage() {
            return stream.coverage();
        }

        @Override
        public boolean isIncomplete() {
            return stream.stats().isIncomplete();
        }

        @Override
        public void cancel() {
            stream.cancel();
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
