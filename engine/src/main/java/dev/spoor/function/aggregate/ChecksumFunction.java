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
import dev.spoor.group.ValueCoder;
import dev.spoor.vector.BulkReader;
import dev.spoor.vector.Column;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.Reservation;
import dev.spoor.vector.SqlTypes;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.types.pojo.Field;

/** {@code checksum(x)}: the sum of the hashes of all values, so that their order does not matter. NULLs count. */
final class ChecksumFunction implements AggregateFunction {
    /** What the hash of a value is multiplied by, so that equal pairs do not cancel out, and what a NULL counts. */
    private static final long FACTOR = 0x9E3779B185EBCA87L;

    @Override
    public FunctionDoc doc() {
        return Examples.doc(
                List.of("checksum"),
                "Eight bytes that are the same for the same values in any order, NULLs included; NULL if there are no rows."
                        + " To be compared with other checksums of this engine only.",
                Examples.over("checksum(x) = checksum(y)", "('a', 'é'), ('é', NULL), (NULL, 'a')", "x, y", "true"),
                Examples.over("checksum(x) = checksum(y)", "('a', 'a'), ('b', 'a')", "x, y", "false"));
    }

    @Override
    public List<Signature> signatures() {
        return List.of(Signature.of(
                ResultType.always(SqlTypes.field("checksum", SqlTypes.VARBINARY)), new Parameter("x", TypeFamily.ANY)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        return new Accumulator(ValueCoder.of(arguments.get(0), memory), new Reservation(memory));
    }

    private static final class Accumulator implements GroupedAccumulator {
        /** Only for hashing: no value gets a code. */
        private final ValueCoder hasher;

        private final Reservation reservation;
        private final Selection selection = new Selection();
        private final Mask present = new Mask();
        private long[] hashes = new long[0];
        private long[] sums = new long[0];
        private byte[] seen = new byte[0];

        Accumulator(ValueCoder hasher, Reservation reservation) {
            this.hasher = hasher;
            this.reservation = reservation;
        }

        @Override
        public void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount) {
            grow(groupCount);
            selection.all(only, rowCount);
            if (selection.count() == 0) {
                return;
            }
            if (hashes.length < rowCount) {
                hashes = new long[rowCount];
            }
            BulkReader.present(arguments.get(0), present);
            hasher.hashes(arguments.get(0), hashes);
            for (int i = 0; i < selection.count(); i++) {
                int row = selection.rows()[i];
                sums[groupIds[row]] += present.get(row) ? hashes[row] * FACTOR : FACTOR;
                seen[groupIds[row]] = 1;
            }
        }

        @Override
        public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
            grow(groupCount);
            Accumulator from = (Accumulator) other;
            for (int group = 0; group < Math.min(otherToMine.length, from.sums.length); group++) {
                if (otherToMine[group] >= 0) {
                    sums[otherToMine[group]] += from.sums[group];
                    seen[otherToMine[group]] |= from.seen[group];
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
                    byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                            .putLong(sums[firstGroup + i])
                            .array();
                    ((VarBinaryVector) out).setSafe(i, bytes);
                }
            }
        }

        @Override
        public long memoryBytes() {
            return reservation.bytes() + hasher.memoryBytes();
        }

        @Override
        public void close() {
            hasher.close();
            reservation.close();
        }

        private void grow(int groupCount) {
            sums = reservation.grow(sums, groupCount);
            seen = reservation.grow(seen, groupCount);
        }
    }
}
