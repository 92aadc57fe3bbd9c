/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.FlatColumn;
import dev.spoor.vector.RowCopier;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.Field;

/** A part of a nested value: a field of a ROW, the value of a MAP's key, an item of an ARRAY. */
public final class Member extends Expression {
    /** Finds, for each row, the row of the child vector that holds the part, or -1 for NULL. */
    private interface Finder {
        FieldVector find(FieldVector nested, Columns columns, int[] rows);
    }

    private final Finder finder;
    private final boolean mayFail;

    private Member(Field field, List<VectorExpr> inputs, Finder finder, boolean mayFail) {
        super(field, inputs, true);
        this.finder = finder;
        this.mayFail = mayFail;
    }

    /**
     * A field of a ROW; NULL if the ROW is NULL.
     *
     * @param fieldName in any letter case
     * @throws EngineException COLUMN_NOT_FOUND
     */
    public static VectorExpr field(VectorExpr row, String fieldName) {
        List<Field> fields = row.field().getChildren();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).getName().equalsIgnoreCase(fieldName)) {
                int ordinal = i;
                return new Member(
                        fields.get(i),
                        List.of(row),
                        (nested, columns, rows) -> findField((StructVector) nested, ordinal, rows),
                        false);
            }
        }
        throw new EngineException(
                ErrorCode.COLUMN_NOT_FOUND,
                "the row has no field '" + fieldName + "'; it has "
                        + fields.stream().map(Field::getName).toList());
    }

    /**
     * The value of a key; NULL if the map has no such key. Keys are compared in the type that both kinds have in common.
     *
     * @throws EngineException TYPE_MISMATCH if there is none
     */
    public static VectorExpr mapValue(VectorExpr map, VectorExpr key) {
        List<Field> entry = map.field().getChildren().get(0).getChildren();
        Field own = entry.get(0);
        boolean isSame = Literal.isNull(key) || SqlTypes.sameType(own, key.field());
        Field common = isSame ? own : CommonType.of(own, key.field());
        VectorExpr meeting = SqlTypes.sameType(own, common)
                ? map
                : Cast.of(map, SqlTypes.map(map.field().getName(), common, entry.get(1)), Cast.Mode.CAST);
        return ofSameKind(meeting, Cast.of(key, common, Cast.Mode.CAST));
    }

    private static VectorExpr ofSameKind(VectorExpr map, VectorExpr key) {
        Field entries = map.field().getChildren().get(0);
        boolean textKeys = entries.getChildren().get(0).getType().equals(SqlTypes.VARCHAR);
        return new Member(
                SqlTypes.renamed(entries.getChildren().get(1), "value"),
                List.of(map, key),
                (nested, columns, rows) -> findKey((MapVector) nested, columns.get(1), textKeys, rows),
                false);
    }

    /**
     * The item at a position, from 1.
     *
     * @param index INTEGER or BIGINT; negative positions count from the end if {@code nullOutOfRange}
     * @param nullOutOfRange NULL for a position past either end, as element_at has it; otherwise INVALID_ARGUMENT, as
     *     the subscript operator has it. Position 0 is always an error
     */
    public static VectorExpr arrayItem(VectorExpr array, VectorExpr index, boolean nullOutOfRange) {
        return new Member(
                array.field().getChildren().get(0),
                List.of(array, index),
                (nested, columns, rows) -> findItem((ListVector) nested, columns.get(1), nullOutOfRange, rows),
                true);
    }

    @Override
    public boolean mayFail() {
        return mayFail || super.mayFail();
    }

    @Override
    protected Column evaluate(Batch in, EvalContext context) {
        try (Columns columns = Columns.eval(inputs(), in, context)) {
            int[] rows = new int[in.rowCount()];
            FieldVector nested = columns.get(0).flat(context.memory());
            FieldVector child = finder.find(nested, columns, rows);
            return new FlatColumn(field(), RowCopier.take(child, rows, rows.length, context.memory()));
        }
    }

    private static FieldVector findField(StructVector struct, int ordinal, int[] rows) {
        for (int row = 0; row < rows.length; row++) {
            rows[row] = struct.isNull(row) ? -1 : row;
        }
        return (FieldVector) struct.getChildByOrdinal(ordinal);
    }

    private static FieldVector findKey(MapVector map, Column keyColumn, boolean textKeys, int[] rows) {
        StructVector entries = (StructVector) map.getDataVector();
        ValueReader wanted = ValueReader.of(keyColumn);
        ValueReader keys = ValueReader.of((FieldVector) entries.getChildByOrdinal(0));
        Text wantedText = new Text();
        Text keyText = new Text();
        for (int row = 0; row < rows.length; row++) {
            rows[row] = -1;
            if (map.isNull(row) || wanted.isNull(row)) {
                continue;
            }
            int end = map.getElementEndIndex(row);
            for (int i = map.getElementStartIndex(row); i < end && rows[row] < 0; i++) {
                boolean found;
                if (textKeys) {
                    wanted.getText(row, wantedText);
                    keys.getText(i, keyText);
                    found = keyText.contentEquals(wantedText);
                } else {
                    found = Values.same(keys.getObject(i), wanted.getObject(row));
                }
                rows[row] = found ? i : -1;
            }
        }
        return (FieldVector) entries.getChildByOrdinal(1);
    }

    private static FieldVector findItem(ListVector list, Column indexColumn, boolean nullOutOfRange, int[] rows) {
        ValueReader indexes = ValueReader.of(indexColumn);
        for (int row = 0; row < rows.length; row++) {
            rows[row] = -1;
            if (!list.isNull(row) && !indexes.isNull(row)) {
                int start = list.getElementStartIndex(row);
                int size = list.getElementEndIndex(row) - start;
                int place = place(indexes.getLong(row), size, nullOutOfRange);
                rows[row] = place < 0 ? -1 : start + place;
            }
        }
        return list.getDataVector();
    }

    /** From 0, or -1 for none. */
    private static int place(long index, int size, boolean nullOutOfRange) {
        if (index == 0) {
            throw Failures.badArgument("array positions start at 1, not 0");
        }
        if (nullOutOfRange) {
            long place = index > 0 ? index - 1 : size + index;
            return place >= 0 && place < size ? (int) place : -1;
        }
        if (index < 0 || index > size) {
            throw Failures.badArgument("position " + index + " is outside an array of " + size
                    + (size == 1 ? " item" : " items") + "; element_at gives NULL instead of this error");
        }
        return (int) (index - 1);
    }
}
