/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.aggregate;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Text;
import dev.spoor.expr.ValueReader;
import dev.spoor.function.AggregateFunction;
import dev.spoor.function.FunctionDoc;
import dev.spoor.function.GroupedAccumulator;
import dev.spoor.function.Parameter;
import dev.spoor.function.ResultType;
import dev.spoor.function.Signature;
import dev.spoor.function.TypeFamily;
import dev.spoor.vector.Column;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.Field;

/** {@code listagg(x, separator)}: NULLs are left out; rows come in no order unless the input is sorted. */
final class ListAggregateFunction implements AggregateFunction {
    /** A text longer than this is an error and not a value. */
    private static final int TEXT_BYTES_MAX = 256 << 20;

    /** Where ON OVERFLOW TRUNCATE cuts, as Trino does. */
    private static final int TRUNCATED_BYTES_MAX = 1 << 20;

    @Override
    public FunctionDoc doc() {
        return Examples.doc(
                List.of("listagg", "string_agg"),
                "The texts of the rows one after another with a separator between, none by default. A text of more than 256"
                        + " MiB is an error; ON OVERFLOW TRUNCATE cuts at 1 MiB and says how many values are left.",
                Examples.over("listagg(x, ', ') WITHIN GROUP (ORDER BY x)", "('a'), (NULL), ('a')", "x", "a, a"),
                Examples.over("listagg(x) WITHIN GROUP (ORDER BY x)", "('é'), ('é')", "x", "éé"));
    }

    @Override
    public List<Signature> signatures() {
        ResultType text = ResultType.always(SqlTypes.varchar("text"));
        return List.of(
                Signature.of(text, new Parameter("x", TypeFamily.VARCHAR)),
                Signature.of(
                        text, new Parameter("x", TypeFamily.VARCHAR), new Parameter("separator", TypeFamily.VARCHAR)),
                Signature.of(
                        text,
                        new Parameter("x", TypeFamily.VARCHAR),
                        new Parameter("separator", TypeFamily.VARCHAR),
                        new Parameter("filler", TypeFamily.VARCHAR),
                        new Parameter("with_count", TypeFamily.BOOLEAN)));
    }

    @Override
    public GroupedAccumulator newAccumulator(Signature signature, List<Field> arguments, Field result, Memory memory) {
        return new Accumulator(
                new GroupLists(arguments.get(0), memory),
                arguments.size() > 1 ? new GroupLists(arguments.get(1), memory) : null);
    }

    private static final class Accumulator implements GroupedAccumulator {
        private final GroupLists texts;

        /** What stands before each text unless it is the first; null for nothing. */
        private final GroupLists separators;

        private final Selection selection = new Selection();

        /** What is said at the end of a text that is cut; null for not cutting. */
        private byte[] filler;

        private boolean withCount;

        Accumulator(GroupLists texts, GroupLists separators) {
            this.texts = texts;
            this.separators = separators;
        }

        @Override
        public void update(List<Column> arguments, int[] groupIds, Mask only, int rowCount, int groupCount) {
            selection.present(arguments.get(0), only, rowCount);
            texts.grow(groupCount);
            texts.append(arguments.get(0), selection, groupIds);
            if (separators != null) {
                separators.grow(groupCount);
                separators.append(arguments.get(1), selection, groupIds);
            }
            if (arguments.size() > 2 && filler == null && selection.count() > 0) {
                int row = selection.rows()[0];
                Text said = new Text();
                ValueReader.of(arguments.get(2)).getText(row, said);
                filler = said.toString().getBytes(StandardCharsets.UTF_8);
                withCount = ValueReader.of(arguments.get(3)).getBoolean(row);
            }
        }

        @Override
        public void merge(GroupedAccumulator other, int[] otherToMine, int groupCount) {
            Accumulator from = (Accumulator) other;
            filler = filler == null ? from.filler : filler;
            withCount |= from.withCount;
            texts.grow(groupCount);
            texts.merge(from.texts, otherToMine);
            if (separators != null) {
                separators.grow(groupCount);
                separators.merge(from.separators, otherToMine);
            }
        }

        @Override
        public void writeResult(FieldVector out, int firstGroup, int count) {
            BaseVariableWidthVector target = (BaseVariableWidthVector) out;
            for (int i = 0; i < count; i++) {
                int first = texts.first(firstGroup + i);
                if (first == GroupLists.END) {
                    target.setNull(i);
                } else {
                    target.setSafe(i, join(first));
                }
            }
        }

        /** The texts from an index on; separators stand at the same indexes as the texts that they precede. */
        private byte[] join(int first) {
            long bytes = 0;
            int left = 0;
            int cut = GroupLists.END;
            for (int at = first; at != GroupLists.END; at = texts.next(at)) {
                long more = length(texts, at) + (at == first || separators == null ? 0 : length(separators, at));
                if (cut == GroupLists.END && (filler == null || bytes + more <= TRUNCATED_BYTES_MAX)) {
                    bytes += more;
                } else {
                    cut = cut == GroupLists.END ? at : cut;
                    left++;
                }
            }
            if (bytes > TEXT_BYTES_MAX) {
                throw new EngineException(
                        ErrorCode.LIMIT_EXCEEDED,
                        "listagg would make a text of " + bytes + " bytes, more than " + TEXT_BYTES_MAX
                                + "; group by more columns, say ON OVERFLOW TRUNCATE, or use array_agg");
            }
            byte[] tail = cut == GroupLists.END ? new byte[0] : tail(cut == first, cut, left);
            byte[] joined = new byte[(int) bytes + tail.length];
            int end = 0;
            for (int at = first; at != cut; at = texts.next(at)) {
                if (at != first && separators != null) {
                    end = copy(separators, at, joined, end);
                }
                end = copy(texts, at, joined, end);
            }
            System.arraycopy(tail, 0, joined, end, tail.length);
            return joined;
        }

        /** What stands instead of the texts from an index on. */
        private byte[] tail(boolean isAll, int cut, int left) {
            int separator = isAll || separators == null ? 0 : length(separators, cut);
            byte[] count = (withCount ? "(" + left + ")" : "").getBytes(StandardCharsets.UTF_8);
            byte[] tail = new byte[separator + filler.length + count.length];
            if (separator > 0) {
                copy(separators, cut, tail, 0);
            }
            System.arraycopy(filler, 0, tail, separator, filler.length);
            System.arraycopy(count, 0, tail, separator + filler.length, count.length);
            return tail;
        }

        private static int length(GroupLists lists, int index) {
            BaseVariableWidthVector vector =
                    (BaseVariableWidthVector) lists.values().vector();
            return vector.isNull(index) ? 0 : vector.getEndOffset(index) - vector.getStartOffset(index);
        }

        private static int copy(GroupLists lists, int index, byte[] to, int at) {
            BaseVariableWidthVector vector =
                    (BaseVariableWidthVector) lists.values().vector();
            int length = length(lists, index);
            if (length > 0) {
                vector.getDataBuffer().getBytes(vector.getStartOffset(index), to, at, length);
            }
            return at + length;
        }

        @Override
        public long memoryBytes() {
            return texts.memoryBytes() + (separators == null ? 0 : separators.memoryBytes());
        }

        @Override
        public void close() {
            texts.close();
            if (separators != null) {
                separators.close();
            }
        }
    }
}
