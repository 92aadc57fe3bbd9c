/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.function.AggregateFunction;
import dev.spoor.function.FunctionDoc;
import dev.spoor.function.GroupedAccumulator;
import dev.spoor.function.Parameter;
import dev.spoor.function.ResultType;
import dev.spoor.function.Signature;
import dev.spoor.function.TypeFamily;
import dev.spoor.vector.BulkReader;
import dev.spoor.vector.Column;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import java.util.function.LongBinaryOperator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** {@code bitwise_and_agg}, {@code bitwise_or_agg} and {@code bitwise_xor_agg}: the bits of whole numbers. */
final class BitwiseFunction implements AggregateFunction {
    private final FunctionDoc doc;
    private final LongBinaryOperator operator;

    private BitwiseFunction(FunctionDoc doc, LongBinaryOperator operator) {
        this.doc = doc;
        this.operator = operator;
    }

    static BitwiseFunction and() {
        return new BitwiseFunction(
                Examples.doc(
                        List.of("bitwise_and_agg"),
                        "The bits that are set in every number; NULL if there are none.",
                        Examples.over("bitwise_and_agg(x)", "(12), (NULL), (10)", "x", "8")),
                (a, b) -> a & b);
    }

    static BitwiseFunction or() {
        return new BitwiseFunction(
                Examples.doc(
                        List.of("bitwise_or_agg"),
                        "The bits that are set in any of the numbers; NULL if there are none.",
                        Examples.over("bitwise_or_agg(x)", "(12), (NULL), (10)", "x", "14")),
                (a, b) -> a | b);
    }

    static BitwiseFunction xor() {
        return new BitwiseFunction(
                Examples.doc(
                        List.of("bitwise_xor_agg"),
                        "The bits that are set in an odd count of the numbers; NULL if there are none.",
                        Examples.over("bitwise_xor_agg(x)", "(12), (NULL), (10)", "x", "6")),
                (a, b) -> a ^ b);
    }

    @Override
    public FunctionDoc doc() {
        return doc;
    }

    @Override
    public List<Signature> signatures() {
        return List.of(Signature.of(
                ResultType.always(SqlTypes.field("bits", SqlTypes.BIGINT)), new Parameter("x", TypeFamily.BIGINT)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        return new Accumulator(new Reservation(memory), operator);
    }

    private static final class Accumulator implements GroupedAccumulator {
        private final Reservation reservation;
        private final LongBinaryOperator operator;
        private final Selection selection = new Selection();
        private final BulkReader reader = new BulkReader();
        private long[] bits = new long[0];
        private byte[] seen = new byte[0];

        Accumulator(Reservation reservation, LongBinaryOperator operator) {
            this.reservation = reservation;
            this.operator = operator;
        }

        @Override
        public void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount) {
            grow(groupCount);
            Column column = arguments.get(0);
            selection.present(column, only, rowCount);
            if (selection.count() == 0) {
                return;
            }
            long[] values = reader.longs(column.flat(reservation.memory()), rowCount);
            for (int i = 0; i < selection.count(); i++) {
                int row = selection.rows()[i];
                add(groupIds[row], values[row]);
            }
        }

        @Override
        public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
            grow(groupCount);
            Accumulator from = (Accumulator) other;
            for (int group = 0; group < Math.min(otherToMine.length, from.bits.length); group++) {
                if (otherToMine[group] >= 0 && from.seen[group] != 0) {
                    add(otherToMine[group], from.bits[group]);
                }
            }
        }

        @Override
        public void writeResult(FieldVector out, int firstGroup, int count) {
            grow(firstGroup + count);
            for (int i = 0; i < count; i++) {
                if (seen[firstGroup + i] == 0) {
                    out.setNull(i);
                } else {
                    ((BigIntVector) out).setSafe(i, bits[firstGroup + i]);
                }
            }
        }

        @Override
        public long memoryBytes() {
            return reservation.bytes();
        }

        @Override
        public void close() {
            reservation.close();
        }

        private void add(int group, long value) {
            bits[group] = seen[group] == 0 ? value : operator.applyAsLong(bits[group], value);
            seen[group] = 1;
        }

        private void grow(int groupCount) {
            bits = reservation.grow(bits, groupCount);
            seen = reservation.grow(seen, groupCount);
        }
    }
}
