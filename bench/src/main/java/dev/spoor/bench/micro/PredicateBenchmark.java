/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.bench.micro;

import dev.spoor.expr.ColumnRef;
import dev.spoor.expr.Comparison;
import dev.spoor.expr.EvalContext;
import dev.spoor.expr.Like;
import dev.spoor.expr.Literal;
import dev.spoor.expr.Predicate;
import dev.spoor.expr.Predicates;
import dev.spoor.expr.VectorExpr;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import dev.spoor.vector.TextColumnBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.types.pojo.Field;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** WHERE conditions over one batch of 4,096 rows: dictionary text, and integers in place. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-opens=java.base/java.nio=ALL-UNNAMED", "-Darrow.enable_unsafe_memory_access=true"})
public class PredicateBenchmark {
    private static final int NAMES = 300;

    private final Mask mask = new Mask();
    private Memory memory;
    private EvalContext context;
    private Batch batch;
    private Predicate textEquals;
    private Predicate textLike;
    private Predicate longAtLeast;

    @Setup
    public void prepare() {
        memory = Memory.root(Long.MAX_VALUE);
        context = new EvalContext(memory, 0, 1);
        Random random = new Random(1);
        Field name = SqlTypes.varchar("name");
        Field number = SqlTypes.field("number", SqlTypes.BIGINT);
        BigIntVector numbers = new BigIntVector(number, memory.allocator());
        numbers.allocateNew(Batch.DEFAULT_ROWS);
        try (TextColumnBuilder names = new TextColumnBuilder(name, memory, Batch.DEFAULT_ROWS)) {
            int expected = 0;
            for (int row = 0; row < Batch.DEFAULT_ROWS; row++) {
                int pick = random.nextInt(NAMES);
                byte[] text = ("Describe" + pick).getBytes(StandardCharsets.UTF_8);
                names.append(text, 0, text.length);
                numbers.set(row, pick);
                expected += pick == 7 ? 1 : 0;
            }
            numbers.setValueCount(Batch.DEFAULT_ROWS);
            batch = new Batch(Batch.DEFAULT_ROWS, new Column[] {names.build(), new FlatColumn(numbers)});
            VectorExpr text = new ColumnRef(0, name);
            textEquals = Predicates.of(
                    Comparison.of(Comparison.Op.EQ, text, Literal.of(SqlTypes.varchar("x"), "Describe7")));
            textLike = Predicates.of(Like.of(text, Literal.of(SqlTypes.varchar("x"), "%be1%"), null));
            longAtLeast =
                    Predicates.of(Comparison.of(Comparison.Op.GE, new ColumnRef(1, number), Literal.of(number, 150L)));
            if (textEquals() != expected) {
                throw new IllegalStateException("the predicate finds the wrong rows");
            }
        }
    }

    @Benchmark
    public int textEquals() {
        textEquals.test(batch, mask, context);
        return mask.cardinality();
    }

    @Benchmark
    public int textLike() {
        textLike.test(batch, mask, context);
        return mask.cardinality();
    }

    @Benchmark
    public int longAtLeast() {
        longAtLeast.test(batch, mask, context);
        return mask.cardinality();
    }

    @TearDown
    public void free() {
        batch.close();
        memory.close();
    }
}
