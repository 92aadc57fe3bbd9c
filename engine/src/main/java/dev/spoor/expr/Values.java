/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Memory;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampMicroTZVector;
import org.apache.arrow.vector.TimeStampMicroVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.Types.MinorType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Values as Java objects: Boolean, Integer (INTEGER, DATE days, INTERVAL YEAR months), Long (BIGINT, TIME and TIMESTAMP
 * micros, INTERVAL DAY micros), Double, BigDecimal, String (VARCHAR, JSON), byte[], List (ARRAY; ROW in field order),
 * Map in entry order; null for NULL. The slow way, for nested values and constants.
 */
public final class Values {
    private Values() {}

    /** An empty vector with room for so many rows, owned by the caller. */
    public static FieldVector newVector(Field field, int rows, Memory memory) {
        FieldVector vector = field.createVector(memory.allocator());
        try {
            vector.setInitialCapacity(Math.max(rows, 1));
            vector.allocateNew();
            return vector;
        } catch (RuntimeException e) {
            vector.close();
            throw e;
        }
    }

    /** The value of a row; null for NULL. */
    public static Object read(FieldVector vector, int row) {
        if (vector.isNull(row)) {
            return null;
        }
        MinorType type = vector.getMinorType();
        switch (type) {
            case BIT:
                return ((BitVector) vector).get(row) != 0;
            case INT, DATEDAY, INTERVALYEAR:
                return vector.getDataBuffer().getInt(row * 4L);
            case BIGINT, TIMEMICRO, TIMESTAMPMICRO, TIMESTAMPMICROTZ, DURATION:
                return vector.getDataBuffer().getLong(row * 8L);
            case FLOAT8:
                return ((Float8Vector) vector).get(row);
            case DECIMAL:
                return ((DecimalVector) vector).getObject(row);
            case VARCHAR:
                return new String(((VarCharVector) vector).get(row), StandardCharsets.UTF_8);
            case VARBINARY:
                return ((VarBinaryVector) vector).get(row);
            case LIST:
                return readList((ListVector) vector, row);
            case MAP:
                return readMap((MapVector) vector, row);
            case STRUCT:
                return readRow((StructVector) vector, row);
            default:
                throw new IllegalArgumentException("not a type of ours: " + type);
        }
    }

    private static List<Object> readList(ListVector vector, int row) {
        int start = vector.getElementStartIndex(row);
        int end = vector.getElementEndIndex(row);
        List<Object> list = new ArrayList<>(end - start);
        for (int i = start; i < end; i++) {
            list.add(read(vector.getDataVector(), i));
        }
        return list;
    }

    private static Map<Object, Object> readMap(MapVector vector, int row) {
        StructVector entries = (StructVector) vector.getDataVector();
        FieldVector keys = (FieldVector) entries.getChildByOrdinal(0);
        FieldVector values = (FieldVector) entries.getChildByOrdinal(1);
        Map<Object, Object> map = new LinkedHashMap<>();
        int end = vector.getElementEndIndex(row);
        for (int i = vector.getElementStartIndex(row); i < end; i++) {
            map.put(read(keys, i), read(values, i));
        }
        return map;
    }

    private static List<Object> readRow(StructVector vector, int row) {
        List<Object> fields = new ArrayList<>(vector.size());
        for (int i = 0; i < vector.size(); i++) {
            fields.add(read((FieldVector) vector.getChildByOrdinal(i), row));
        }
        return fields;
    }

    /**
     * Sets the value of a row, growing the vector. Rows of a nested or text vector must be written in ascending order.
     *
     * @param value null for NULL
     */
    public static void write(FieldVector vector, int row, Object value) {
        if (value == null) {
            writeNull(vector, row);
            return;
        }
        MinorType type = vector.getMinorType();
        switch (type) {
            case BIT -> ((BitVector) vector).setSafe(row, (Boolean) value ? 1 : 0);
            case INT -> ((IntVector) vector).setSafe(row, (Integer) value);
            case DATEDAY -> ((DateDayVector) vector).setSafe(row, (Integer) value);
            case INTERVALYEAR -> ((IntervalYearVector) vector).setSafe(row, (Integer) value);
            case BIGINT -> ((BigIntVector) vector).setSafe(row, (Long) value);
            case TIMEMICRO -> ((TimeMicroVector) vector).setSafe(row, (Long) value);
            case TIMESTAMPMICRO -> ((TimeStampMicroVector) vector).setSafe(row, (Long) value);
            case TIMESTAMPMICROTZ -> ((TimeStampMicroTZVector) vector).setSafe(row, (Long) value);
            case DURATION -> ((DurationVector) vector).setSafe(row, (Long) value);
            case FLOAT8 -> ((Float8Vector) vector).setSafe(row, (Double) value);
            case DECIMAL -> writeDecimal((DecimalVector) vector, row, (BigDecimal) value);
            case VARCHAR -> ((VarCharVector) vector).setSafe(row, ((String) value).getBytes(StandardCharsets.UTF_8));
            case VARBINARY -> ((VarBinaryVector) vector).setSafe(row, (byte[]) value);
            case LIST -> writeList((ListVector) vector, row, (List<?>) value);
            case MAP -> writeMap((MapVector) vector, row, (Map<?, ?>) value);
            case STRUCT -> writeRow((StructVector) vector, row, (List<?>) value);
            default -> throw new IllegalArgumentException("not a type of ours: " + type);
        }
    }

    private static void writeNull(FieldVector vector, int row) {
        vector.setNull(row);
        if (vector instanceof StructVector struct) {
            for (FieldVector child : struct.getChildrenFromFields()) {
                writeNull(child, row);
            }
        } else if (vector instanceof BaseFixedWidthVector fixed && fixed.getTypeWidth() > 0) {
            fixed.getDataBuffer().setZero((long) row * fixed.getTypeWidth(), fixed.getTypeWidth());
        }
    }

    private static void writeDecimal(DecimalVector vector, int row, BigDecimal value) {
        BigDecimal scaled = value.setScale(vector.getScale(), RoundingMode.HALF_UP);
        if (scaled.precision() > vector.getPrecision()) {
            throw Failures.decimalOverflow(value, vector.getPrecision(), vector.getScale());
        }
        vector.setSafe(row, scaled);
    }

    private static void writeList(ListVector vector, int row, List<?> list) {
        int at = vector.startNewValue(row);
        FieldVector elements = vector.getDataVector();
        for (Object element : list) {
            write(elements, at++, element);
        }
        vector.endValue(row, list.size());
    }

    private static void writeMap(MapVector vector, int row, Map<?, ?> map) {
        int at = vector.startNewValue(row);
        StructVector entries = (StructVector) vector.getDataVector();
        FieldVector keys = (FieldVector) entries.getChildByOrdinal(0);
        FieldVector values = (FieldVector) entries.getChildByOrdinal(1);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            entries.setIndexDefined(at);
            write(keys, at, entry.getKey());
            write(values, at++, entry.getValue());
        }
        vector.endValue(row, map.size());
    }

    private static void writeRow(StructVector vector, int row, List<?> fields) {
        vector.setIndexDefined(row);
        for (int i = 0; i < fields.size(); i++) {
            write((FieldVector) vector.getChildByOrdinal(i), row, fields.get(i));
        }
    }

    /**
     * Whether two values that are not null are equal in SQL; null for UNKNOWN, which a NULL inside a nested value can
     * make of it. DOUBLE by value: NaN equals nothing.
     */
    public static Boolean equalOrUnknown(Object a, Object b) {
        if (a instanceof Double x && b instanceof Double y) {
            return x.doubleValue() == y.doubleValue();
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return equalLists(x, y);
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return equalMaps(x, y);
        }
        return same(a, b);
    }

    private static Boolean equalLists(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        boolean unknown = false;
        for (int i = 0; i < a.size(); i++) {
            Boolean equal = a.get(i) == null || b.get(i) == null ? null : equalOrUnknown(a.get(i), b.get(i));
            if (Boolean.FALSE.equals(equal)) {
                return false;
            }
            unknown |= equal == null;
        }
        return unknown ? null : Boolean.TRUE;
    }

    private static Boolean equalMaps(Map<?, ?> a, Map<?, ?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        boolean unknown = false;
        for (Map.Entry<?, ?> entry : a.entrySet()) {
            if (!b.containsKey(entry.getKey())) {
                return false;
            }
            Object x = entry.getValue();
            Object y = b.get(entry.getKey());
            Boolean equal = x == null || y == null ? null : equalOrUnknown(x, y);
            if (Boolean.FALSE.equals(equal)) {
                return false;
            }
            unknown |= equal == null;
        }
        return unknown ? null : Boolean.TRUE;
    }

    /** Whether two values are not distinct: NULL and NaN are the same as themselves. */
    public static boolean same(Object a, Object b) {
        if (a == null || b == null) {
            return a == b;
        }
        if (a instanceof byte[] x && b instanceof byte[] y) {
            return Arrays.equals(x, y);
        }
        if (a instanceof BigDecimal x && b instanceof BigDecimal y) {
            return x.compareTo(y) == 0;
        }
        if (a instanceof Double x && b instanceof Double y) {
            return x.doubleValue() == y.doubleValue() || (x.isNaN() && y.isNaN());
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return sameLists(x, y);
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return sameMaps(x, y);
        }
        return a.equals(b);
    }

    private static boolean sameLists(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameMaps(Map<?, ?> a, Map<?, ?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : a.entrySet()) {
            if (!b.containsKey(entry.getKey()) || !same(entry.getValue(), b.get(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** Order of two values of one type that are not null: text by code points, binary unsigned, lists by elements. */
    public static int compare(Object a, Object b) {
        if (a instanceof String x && b instanceof String y) {
            return compareText(x, y);
        }
        if (a instanceof byte[] x && b instanceof byte[] y) {
            return Arrays.compareUnsigned(x, y);
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return compareLists(x, y);
        }
        return compareScalars(a, b);
    }

    @SuppressWarnings("unchecked")
    private static int compareScalars(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    private static int compareLists(List<?> a, List<?> b) {
        Iterator<?> left = a.iterator();
        Iterator<?> right = b.iterator();
        while (left.hasNext() && right.hasNext()) {
            Object x = left.next();
            Object y = right.next();
            if (x == null || y == null) {
                throw Failures.nullInComparison();
            }
            int order = compare(x, y);
            if (order != 0) {
                return order;
            }
        }
        return Boolean.compare(left.hasNext(), right.hasNext());
    }

    /** By code points, which is also the order of the UTF-8 bytes. */
    private static int compareText(String a, String b) {
        int shorter = Math.min(a.length(), b.length());
        for (int i = 0; i < shorter; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean bothOrNone = Character.isSurrogate(x) == Character.isSurrogate(y);
                return bothOrNone ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
