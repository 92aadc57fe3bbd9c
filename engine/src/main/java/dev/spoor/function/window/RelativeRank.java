/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.window;

import dev.spoor.expr.Values;
import dev.spoor.function.FunctionDoc;
import dev.spoor.function.Signature;
import dev.spoor.function.Types;
import dev.spoor.function.WindowEvaluator;
import dev.spoor.function.WindowFunction;
import dev.spoor.function.WindowRows;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.Memory;
import java.util.List;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.types.pojo.Field;

/** percent_rank and cume_dist: the place of a row as a part of its partition. */
final class RelativeRank implements WindowFunction {
    private final FunctionDoc doc;
    private final Part part;

    /** A number from 0 to 1. */
    @FunctionalInterface
    private interface Part {
        double of(WindowRows rows, int row);
    }

    private RelativeRank(String name, String sentence, String exampleResult, Part part) {
        this.doc = new FunctionDoc(
                List.of(name),
                "window",
                sentence,
                List.of(new FunctionDoc.Example(name + "() OVER (ORDER BY x)", "(VALUES 'a') AS t(x)", exampleResult)));
        this.part = part;
    }

    static WindowFunction percentRank() {
        return new RelativeRank(
                "percent_rank",
                "(rank - 1) / (rows of the partition - 1); 0 where the partition has one row.",
                "0.0",
                (rows, row) -> {
                    int others = rows.partitionEnd(row) - rows.partitionStart(row) - 1;
                    int before = rows.peerStart(row) - rows.partitionStart(row);
                    return others == 0 ? 0 : before / (double) others;
                });
    }

    static WindowFunction cumeDist() {
        return new RelativeRank(
                "cume_dist",
                "Part of the partition's rows that come before the row or are equal to it by the order.",
                "1.0",
                (rows, row) -> (rows.peerEnd(row) - rows.partitionStart(row))
                        / (double) (rows.partitionEnd(row) - rows.partitionStart(row)));
    }

    @Override
    public FunctionDoc doc() {
        return doc;
    }

    @Override
    public List<Signature> signatures() {
        return List.of(Signature.of(Types.DOUBLE));
    }

    @Override
    public boolean usesFrame() {
        return false;
    }

    @Override
    public boolean canIgnoreNulls() {
        return false;
    }

    @Override
    public WindowEvaluator evaluator(
            WindowRows rows, List<Column> arguments, boolean ignoreNulls, Field result, Memory memory) {
        return (from, count, frameStarts, frameEnds) -> {
            Float8Vector vector = (Float8Vector) Values.newVector(result, count, memory);
            for (int i = 0; i < count; i++) {
                vector.setSafe(i, part.of(rows, from + i));
            }
            vector.setValueCount(count);
            return new FlatColumn(result, vector);
        };
    }
}
