/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function;

import dev.spoor.error.EngineException;
import dev.spoor.expr.ColumnRef;
import dev.spoor.expr.EvalContext;
import dev.spoor.expr.Literal;
import dev.spoor.expr.Shapes;
import dev.spoor.expr.TryExpr;
import dev.spoor.expr.Values;
import dev.spoor.expr.VectorExpr;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every form of every function gives the same values whatever shape its arguments arrive in, and leaks nothing. */
class FunctionShapesTest {
    private static final long SEED = 20260122;
    private static final int ROWS = 77;
    private static final List<String> TEXTS = Arrays.asList(
            null,
            "",
            "a",
            "abc",
            "é",
            "日本語",
            "\uD83D\uDE00",
            "day",
            "%Y-%m",
            "yyyy",
            "12",
            "-7",
            "2026-01-22",
            "2026-01-22T16:53:53Z",
            "{\"a\":[1,\"é\"]}",
            "[1, 2]",
            "$.a",
            "$.a[1]",
            "$",
            "(a+)b?",
            "a|é",
            "[",
            "%41",
            "https://example.com:1/é?a=b",
            "0aFF",
            "aGk=",
            ".*",
            " x ");

    @Test
    void shapesAgree() {
        List<String> wrong = new ArrayList<>();
        int forms = 0;
        for (ScalarFunction function : FunctionLibrary.standard().scalars()) {
            for (Signature signature : function.signatures()) {
                forms += signature.deterministic() && check(function, signature, wrong) ? 1 : 0;
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(forms > 150, "only " + forms + " forms were checked");
    }

    private static boolean check(ScalarFunction function, Signature signature, List<String> wrong) {
        if (signature.parameters().stream().anyMatch(p -> p.family() == TypeFamily.FUNCTION)) {
            return false; // a lambda has no random value; scripts try these
        }
        List<Field> fields =
                signature.parameters().stream().map(p -> field(p.family())).toList();
        Field result;
        try {
            result = signature.result().of(fields);
        } catch (EngineException e) {
            return false;
        }
        Random random = new Random(SEED + function.doc().name().hashCode());
        List<List<Object>> columns = new ArrayList<>();
        for (Field field : fields) {
            List<Object> column = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                column.add(value(field, random));
            }
            columns.add(column);
        }
        try (Memory memory = Memory.root(1L << 30)) {
            EvalContext context = new EvalContext(memory, 1_769_100_833_000_000L, SEED);
            compareShapes(function, signature, fields, result, columns, context, wrong);
        }
        return true;
    }

    private static void compareShapes(
            ScalarFunction function,
            Signature signature,
            List<Field> fields,
            Field result,
            List<List<Object>> columns,
            EvalContext context,
            List<String> wrong) {
        List<VectorExpr> references = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            references.add(new ColumnRef(i, fields.get(i)));
        }
        VectorExpr expr = TryExpr.of(function.bind(signature, references, result));
        List<Object> expected = run(expr, fields, columns, false, context);
        String name = function.doc().name() + fields;
        note(name + " on dictionary columns", expected, run(expr, fields, columns, true, context), wrong);
        for (int varying = 0; varying < fields.size(); varying++) {
            // One column varies, the others are literals of row 0: the way functions are called.
            List<List<Object>> some = new ArrayList<>();
            List<VectorExpr> mixed = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                Object fixed = columns.get(i).get(0);
                some.add(i == varying ? columns.get(i) : Collections.nCopies(ROWS, fixed));
                mixed.add(i == varying ? references.get(i) : Literal.of(fields.get(i), fixed));
            }
            VectorExpr bound;
            try {
                bound = TryExpr.of(function.bind(signature, mixed, result));
            } catch (EngineException e) {
                continue;
            }
            List<Object> slow = run(expr, fields, some, false, context);
            note(name + " with literals", slow, run(bound, fields, some, false, context), wrong);
            note(name + " with literals, dictionary", slow, run(bound, fields, some, true, context), wrong);
        }
        for (int row = 0; row < 3 && !fields.isEmpty(); row++) {
            List<List<Object>> one = new ArrayList<>();
            for (List<Object> column : columns) {
                one.add(Collections.singletonList(column.get(row)));
            }
            note(name + " row " + row, expected.subList(row, row + 1), run(expr, fields, one, true, context), wrong);
        }
    }

    private static void note(String what, List<Object> expected, List<Object> actual, List<String> wrong) {
        if (!Values.same(expected, actual)) {
            wrong.add(what + "\n  expected " + expected + "\n  but got  " + actual);
        }
    }

    private static List<Object> run(
            VectorExpr expr, List<Field> fields, List<List<Object>> columns, boolean encoded, EvalContext context) {
        int rowCount = columns.isEmpty() ? ROWS : columns.get(0).size();
        List<Column> made = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            boolean text = fields.get(i).getType().equals(SqlTypes.VARCHAR);
            made.add(
                    encoded && text
                            ? Shapes.dictionary(fields.get(i), columns.get(i), context.memory())
                            : Shapes.flat(fields.get(i), columns.get(i), context.memory()));
        }
        try (Batch batch = new Batch(rowCount, made)) {
            return Shapes.eval(expr, batch, context);
        }
    }

    private static Field field(TypeFamily family) {
        return switch (family) {
            case BOOLEAN -> SqlTypes.field("b", SqlTypes.BOOLEAN);
            case BIGINT, NUMBER -> SqlTypes.field("n", SqlTypes.BIGINT);
            case DOUBLE -> SqlTypes.field("d", SqlTypes.DOUBLE);
            case VARCHAR, COMPARABLE, ANY -> SqlTypes.varchar("s");
            case VARBINARY -> SqlTypes.field("x", SqlTypes.VARBINARY);
            case IPADDRESS -> SqlTypes.ipAddress("ip");
            case JSON -> SqlTypes.json("j");
            case DATE -> SqlTypes.field("date", SqlTypes.DATE);
            case TIME -> SqlTypes.field("time", SqlTypes.TIME);
            case TIMESTAMP, TEMPORAL -> SqlTypes.field("ts", SqlTypes.TIMESTAMP);
            case INTERVAL -> SqlTypes.field("i", SqlTypes.INTERVAL_DAY);
            case ARRAY -> SqlTypes.array("a", SqlTypes.varchar("element"));
            case MAP -> SqlTypes.textMap("m");
            case FUNCTION -> throw new IllegalArgumentException("a lambda is no column");
            case ROW -> SqlTypes.row("r", List.of(SqlTypes.varchar("key"), SqlTypes.varchar("value")));
        };
    }

    private static Object value(Field field, Random random) {
        ArrowType type = field.getType();
        if (random.nextInt(8) == 0) {
            return null;
        }
        if (SqlTypes.isIpAddress(field)) {
            byte[] address = new byte[16];
            random.nextBytes(address);
            return address;
        }
        if (type.equals(SqlTypes.VARCHAR)) {
            return TEXTS.get(random.nextInt(TEXTS.size()));
        }
        if (type.equals(SqlTypes.BOOLEAN)) {
            return random.nextBoolean();
        }
        if (type.equals(SqlTypes.BIGINT)) {
            return (long) random.nextInt(7) - 2;
        }
        if (type.equals(SqlTypes.DOUBLE)) {
            return (random.nextInt(9) - 4) / 2.0;
        }
        if (type.equals(SqlTypes.DATE)) {
            return random.nextInt(40_000) - 10_000;
        }
        if (type.equals(SqlTypes.VARBINARY)) {
            return new byte[] {(byte) random.nextInt(), (byte) 0xC3, (byte) 0xA9};
        }
        if (type instanceof ArrowType.List) {
            return Arrays.asList("a", TEXTS.get(random.nextInt(TEXTS.size())), "é")
                    .subList(0, random.nextInt(4));
        }
        if (type instanceof ArrowType.Map) {
            Map<Object, Object> map = new LinkedHashMap<>();
            map.put("a", TEXTS.get(random.nextInt(TEXTS.size())));
            return map;
        }
        if (type instanceof ArrowType.Struct) {
            return List.of("a", "b");
        }
        return (random.nextInt(100_000) - 50_000) * 1_000_003_000L;
    }
}
