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
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.types.pojo.Field;

/** row_number, rank, dense_rank: the place of a row in its partition, counted from 1. */
final class Rank implements WindowFunction {
    private final FunctionDoc doc;
    private final Place place;

    /** The place of a row, from 0. */
    @FunctionalInterface
    private interface Place {
        long of(WindowRows rows, int row);
    }

    private Rank(String name, String sentence, Place place) {
        this.doc = new FunctionDoc(
                List.of(name),
                "window",
                sentence,
                List.of(new FunctionDoc.Example(name + "() OVER (ORDER BY x)", "(VALUES 'a') AS t(x)", "1")));
        this.place = place;
    }

    static WindowFunction rowNumber() {
        return new Rank(
                "row_number",
                "Number of the row in its partition, from 1; rows that are equal by the order are numbered in any order.",
                (rows, row) -> row - rows.partitionStart(row));
    }

    static WindowFunction rank() {
        return new Rank(
                "rank",
                "One more than the number of rows before the row that are not equal to it by the order; leaves gaps.",
                (rows, row) -> rows.peerStart(row) - rows.partitionStart(row));
    }

    static WindowFunction denseRank() {
        return new Rank(
                "dense_rank",
                "One more than the number of different values of the order before the row; leaves no gaps.",
                WindowRows::peerGroup);
    }

    @Override
    public FunctionDoc doc() {
        return doc;
    }

    @Override
    public List<Signature> signatures() {
        return List.of(Signature.of(Types.BIGINT));
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
            BigIntVector vector = (BigIntVector) Values.newVector(result, count, memory);
            for (int i = 0; i < count; i++) {
                vector.setSafe(i, place.of(rows, from + i) + 1);
            }
            vector.setValueCount(count);
            return new FlatColumn(result, vector);
        };
    }
}
