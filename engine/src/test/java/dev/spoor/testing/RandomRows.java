/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import dev.spoor.vector.SqlTypes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Random values of every SQL type, as Java values: often NULL, often equal to each other, often at the edges of the
 * type. The same seed gives the same values.
 */
public final class RandomRows {
    private static final String[] TEXTS = {
        "", "a", "b", "ab", "a\u0000", "a\u0000b", "\u0000", "é", "z", "\uD83D\uDE00", "\uFFFD", "ConsoleLogin", "İ"
    };
    private static final long[] LONGS = {0, 1, -1, 7, 255, 256, 65_536, Long.MAX_VALUE, Long.MIN_VALUE};
    private static final double[] DOUBLES = {
        0.0, -0.0, 1.5, -1.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 1e300
    };

    private final Random random;

    public RandomRows(long seed) {
        this.random = new Random(seed);
    }

    public Random random() {
        return random;
    }

    /** Types without children. */
    public static List<Field> scalarFields() {
        return List.of(
                SqlTypes.field("boolean", SqlTypes.BOOLEAN),
                SqlTypes.field("integer", SqlTypes.INTEGER),
                SqlTypes.field("bigint", SqlTypes.BIGINT),
                SqlTypes.field("double", SqlTypes.DOUBLE),
                SqlTypes.decimal("decimal", 30, 4),
                SqlTypes.varchar("varchar"),
                SqlTypes.json("json"),
                SqlTypes.field("varbinary", SqlTypes.VARBINARY),
                SqlTypes.field("date", SqlTypes.DATE),
                SqlTypes.field("time", SqlTypes.TIME),
                SqlTypes.field("timestamp", SqlTypes.TIMESTAMP),
                SqlTypes.field("timestamptz", SqlTypes.TIMESTAMP_TZ),
                SqlTypes.field("interval_day", SqlTypes.INTERVAL_DAY),
                SqlTypes.field("interval_year", SqlTypes.INTERVAL_YEAR));
    }

    /** Types with children, one and two levels deep. */
    public static List<Field> nestedFields() {
        Field row = SqlTypes.row(
                "row",
                List.of(
                        SqlTypes.varchar("name"),
                        SqlTypes.field("count", SqlTypes.BIGINT),
                        SqlTypes.field("flag", SqlTypes.BOOLEAN)));
        return List.of(
                SqlTypes.array("texts", SqlTypes.varchar("e")),
                SqlTypes.array("doubles", SqlTypes.field("e", SqlTypes.DOUBLE)),
                row,
                SqlTypes.textMap("map"),
                SqlTypes.map("numbers", SqlTypes.field("key", SqlTypes.BIGINT), SqlTypes.decimal("value", 18, 2)),
                SqlTypes.array("rows", row),
                SqlTypes.row("deep", List.of(row, SqlTypes.array("list", SqlTypes.field("e", SqlTypes.TIMESTAMP)))),
                SqlTypes.array("lists", SqlTypes.array("e", SqlTypes.field("e", SqlTypes.INTEGER))),
                SqlTypes.map("listmap", SqlTypes.varchar("key"), SqlTypes.array("value", SqlTypes.varchar("e"))));
    }

    public static List<Field> allFields() {
        List<Field> fields = new ArrayList<>(scalarFields());
        fields.addAll(nestedFields());
        return fields;
    }

    /** Some of the given fields, at least one, in random order, maybe one twice. */
    public List<Field> pick(List<Field> fields, int max) {
        int count = 1 + random.nextInt(max);
        List<Field> picked = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            picked.add(SqlTypes.renamed(fields.get(random.nextInt(fields.size())), "c" + i));
        }
        return picked;
    }

    public List<List<Object>> rows(List<Field> fields, int count) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            List<Object> row = new ArrayList<>();
            fields.forEach(field -> row.add(value(field)));
            rows.add(row);
        }
        return rows;
    }

    /** NULL in one of five. */
    public Object value(Field field) {
        return random.nextInt(5) == 0 ? null : present(field);
    }

    private Object present(Field field) {
        List<Field> children = field.getChildren();
        switch (field.getType().getTypeID()) {
            case Bool:
                return random.nextBoolean();
            case Int:
                return ((ArrowType.Int) field.getType()).getBitWidth() == 64
                        ? (Object) number()
                        : (Object) (int) number();
            case Date:
            case Interval:
                return random.nextInt(30) - 10;
            case Time:
                return random.nextInt(4) * 3_600_000_000L + random.nextInt(3);
            case Timestamp:
                return 1_700_000_000_000_000L + random.nextInt(40) * 100_000_000L;
            case Duration:
                return random.nextInt(20) * 1_000_000L - 10_000_000L;
            case FloatingPoint:
                return DOUBLES[random.nextInt(DOUBLES.length)];
            case Decimal:
                return decimal((ArrowType.Decimal) field.getType());
            case Utf8:
                return SqlTypes.isJson(field) ? "{\"a\":" + random.nextInt(9) + "}" : text();
            case Binary:
                return text().getBytes(java.nio.charset.StandardCharsets.UTF_8);
            case Struct:
                List<Object> row = new ArrayList<>();
                children.forEach(child -> row.add(value(child)));
                return row;
            case List:
                List<Object> list = new ArrayList<>();
                int elements = random.nextInt(4);
                for (int i = 0; i < elements; i++) {
                    list.add(value(children.get(0)));
                }
                return list;
            case Map:
                Map<Object, Object> map = new LinkedHashMap<>();
                List<Field> entry = children.get(0).getChildren();
                int entries = random.nextInt(4);
                for (int i = 0; i < entries; i++) {
                    map.put(present(entry.get(0)), value(entry.get(1)));
                }
                return map;
            default:
                throw new IllegalArgumentException(field.toString());
        }
    }

    private long number() {
        return random.nextInt(3) == 0 ? LONGS[random.nextInt(LONGS.length)] : random.nextInt(20) - 10;
    }

    private String text() {
        String text = TEXTS[random.nextInt(TEXTS.length)];
        return random.nextInt(20) == 0 ? text.repeat(40) + text : text;
    }

    private BigDecimal decimal(ArrowType.Decimal type) {
        BigInteger unscaled = random.nextInt(3) == 0
                ? new BigInteger(50, random).multiply(BigInteger.valueOf(random.nextBoolean() ? 7 : -7))
                : BigInteger.valueOf(random.nextInt(40) - 20);
        return new BigDecimal(unscaled, type.getScale());
    }
}
