/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.testing.RandomRows;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.Mask;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Kernels against row-by-row twins, shapes of columns, guards, and memory that is all given back. */
class ExpressionTest {
    private static final Field TEXT = SqlTypes.varchar("text");
    private static final Field NUMBER = SqlTypes.field("number", SqlTypes.BIGINT);
    private static final Field TRUTH = SqlTypes.field("truth", SqlTypes.BOOLEAN);

    private final Memory memory = Memory.root(1L << 28);
    private final EvalContext context = new EvalContext(memory, 0, 1);

    @AfterEach
    void everythingIsGivenBack() {
        memory.close();
    }

    @Test
    void comparisonsAgreeWithATwinForEveryTypeAndOperator() {
        RandomRows random = new RandomRows(11);
        for (Field field : RandomRows.scalarFields()) {
            List<Object> left = values(random, field, 131);
            List<Object> right = values(random, field, 131);
            for (Comparison.Op op : Comparison.Op.values()) {
                compare(op, field, left, right);
                compare(op, field, left, Collections.nCopies(131, left.get(3)));
            }
        }
    }

    private static List<Object> values(RandomRows random, Field field, int count) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(random.value(field));
        }
        return values;
    }

    private void compare(Comparison.Op op, Field field, List<Object> left, List<Object> right) {
        VectorExpr expr = Comparison.of(op, new ColumnRef(0, field), new ColumnRef(1, field));
        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            expected.add(twin(op, left.get(i), right.get(i)));
        }
        boolean same = right.stream().allMatch(v -> v == right.get(0));
        List<Column> columns = List.of(
                Shapes.flat(field, left, memory),
                same ? Shapes.constant(field, right.get(0), right.size(), memory) : Shapes.flat(field, right, memory));
        try (Batch batch = new Batch(left.size(), columns)) {
            assertEquals(expected, Shapes.eval(expr, batch, context), op + " of " + field);
            try (Batch part = batch.slice(3, 65, memory)) {
                assertEquals(expected.subList(3, 68), Shapes.eval(expr, part, context), op + " of a part of " + field);
            }
            Mask mask = new Mask();
            Predicates.of(expr).test(batch, mask, context);
            for (int i = 0; i < left.size(); i++) {
                assertEquals(Boolean.TRUE.equals(expected.get(i)), mask.get(i));
            }
        }
    }

    private static Object twin(Comparison.Op op, Object a, Object b) {
        if (op == Comparison.Op.DISTINCT || op == Comparison.Op.NOT_DISTINCT) {
            return Values.same(a, b) == (op == Comparison.Op.NOT_DISTINCT);
        }
        if (a == null || b == null) {
            return null;
        }
        if (a instanceof Double x && b instanceof Double y && (x.isNaN() || y.isNaN() || x.doubleValue() == y)) {
            boolean equal = x.doubleValue() == y.doubleValue();
            return op == Comparison.Op.NE ? !equal : equal && op.holds(0);
        }
        return op.holds(Integer.signum(Values.compare(a, b)));
    }

    @Test
    void likeAgreesWithASimpleTwin() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String text = letters(random, "abé\uD83D\uDE00", 8);
            String pattern = letters(random, "abé%_%", 6);
            assertEquals(
                    matches(text.codePoints().toArray(), 0, pattern.codePoints().toArray(), 0),
                    LikePattern.compile(pattern, null).matches(Text.of(text)),
                    "'" + text + "' LIKE '" + pattern + "'");
        }
        assertTrue(LikePattern.compile("a!%b!_!!", "!").matches(Text.of("a%b_!")));
        assertThrows(EngineException.class, () -> LikePattern.compile("a!b", "!"));
    }

    private static String letters(Random random, String alphabet, int lengthMax) {
        int[] points = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(lengthMax + 1); n > 0; n--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private static boolean matches(int[] text, int t, int[] pattern, int p) {
        if (p == pattern.length) {
            return t == text.length;
        }
        if (pattern[p] == '%') {
            return matches(text, t, pattern, p + 1) || (t < text.length && matches(text, t + 1, pattern, p));
        }
        boolean one = t < text.length && (pattern[p] == '_' || pattern[p] == text[t]);
        return one && matches(text, t + 1, pattern, p + 1);
    }

    @Test
    void logicAgreesWithTheTruthTables() {
        List<Boolean> three = Arrays.asList(true, false, null);
        List<Object> left = new ArrayList<>();
        List<Object> right = new ArrayList<>();
        for (int i = 0; i < 9 * 15; i++) {
            left.add(three.get(i % 3));
            right.add(three.get(i / 3 % 3));
        }
        VectorExpr a = new ColumnRef(0, TRUTH);
        VectorExpr b = new ColumnRef(1, TRUTH);
        try (Batch batch =
                new Batch(left.size(), List.of(Shapes.flat(TRUTH, left, memory), Shapes.flat(TRUTH, right, memory)))) {
            List<Object> and = Shapes.eval(Logic.and(List.of(a, b)), batch, context);
            List<Object> or = Shapes.eval(Logic.or(List.of(a, b)), batch, context);
            List<Object> not = Shapes.eval(Logic.not(a), batch, context);
            for (int i = 0; i < left.size(); i++) {
                Boolean x = (Boolean) left.get(i);
                Boolean y = (Boolean) right.get(i);
                boolean oneFalse = Boolean.FALSE.equals(x) || Boolean.FALSE.equals(y);
                boolean oneTrue = Boolean.TRUE.equals(x) || Boolean.TRUE.equals(y);
                boolean unknown = x == null || y == null;
                assertEquals(oneFalse ? Boolean.FALSE : unknown ? null : Boolean.TRUE, and.get(i));
                assertEquals(oneTrue ? Boolean.TRUE : unknown ? null : Boolean.FALSE, or.get(i));
                assertEquals(x == null ? null : !x, not.get(i));
            }
        }
    }

    @Test
    void aGuardKeepsRowsFromTheDivision() {
        List<Object> divisors = Arrays.asList(0L, 2L, null, 0L, 5L);
        VectorExpr x = new ColumnRef(0, NUMBER);
        VectorExpr zero = Literal.of(NUMBER, 0L);
        VectorExpr quotient = Arithmetic.of(Arithmetic.Op.DIVIDE, Literal.of(NUMBER, 10L), x, NUMBER);
        VectorExpr large = Comparison.of(Comparison.Op.GT, quotient, Literal.of(NUMBER, 2L));
        VectorExpr nonZero = Comparison.of(Comparison.Op.NE, x, zero);
        VectorExpr isZero = Comparison.of(Comparison.Op.EQ, x, zero);
        try (Batch batch = new Batch(5, List.of(Shapes.flat(NUMBER, divisors, memory)))) {
            assertEquals(
                    Arrays.asList(false, true, null, false, false),
                    Shapes.eval(Logic.and(List.of(nonZero, large)), batch, context));
            Mask mask = new Mask();
            Predicates.of(Logic.or(List.of(isZero, large))).test(batch, mask, context);
            assertEquals(3, mask.cardinality());
            VectorExpr guarded = CaseWhen.of(List.of(isZero), List.of(Literal.of(NUMBER, -1L)), quotient, NUMBER);
            assertEquals(Arrays.asList(-1L, 5L, null, -1L, 2L), Shapes.eval(guarded, batch, context));
            assertEquals(Arrays.asList(null, 5L, null, null, 2L), Shapes.eval(TryExpr.of(quotient), batch, context));
            EngineException failure = assertThrows(EngineException.class, () -> Shapes.eval(quotient, batch, context));
            assertEquals(ErrorCode.DIVISION_BY_ZERO, failure.code());
        }
    }

    @Test
    void aDictionaryValueThatNoRowHoldsRaisesNoError() {
        VectorExpr number = Cast.of(new ColumnRef(0, TEXT), NUMBER, Cast.Mode.CAST);
        List<Object> texts = Arrays.asList("12", null, "7", "12");
        try (Batch batch = new Batch(4, List.of(Shapes.dictionary(TEXT, texts, memory)))) {
            assertEquals(Arrays.asList(12L, null, 7L, 12L), Shapes.eval(number, batch, context));
            // The second time the results are there already.
            assertEquals(Arrays.asList(12L, null, 7L, 12L), Shapes.eval(number, batch, context));
        }
        try (Batch batch = new Batch(1, List.of(Shapes.dictionary(TEXT, List.of("x"), memory)))) {
            assertThrows(EngineException.class, () -> Shapes.eval(number, batch, context));
            assertThrows(EngineException.class, () -> Shapes.eval(number, batch, context));
        }
    }

    @Test
    void textOfADictionaryStaysADictionary() {
        VectorExpr label = CaseWhen.of(
                List.of(Like.of(new ColumnRef(0, TEXT), Literal.of(TEXT, "Get%"), null)),
                List.of(Literal.of(TEXT, "read")),
                new ColumnRef(0, TEXT),
                TEXT);
        List<Object> names = Arrays.asList("GetObject", "PutObject", null, "GetBucket");
        try (Batch batch = new Batch(4, List.of(Shapes.dictionary(TEXT, names, memory)));
                Column first = label.eval(batch, context);
                Column second = label.eval(batch, context)) {
            assertEquals(Arrays.asList("read", "PutObject", null, "read"), Shapes.read(first));
            DictionaryColumn a = assertInstanceOf(DictionaryColumn.class, first);
            DictionaryColumn b = assertInstanceOf(DictionaryColumn.class, second);
            assertTrue(a.dictionary().sameAs(b.dictionary()));
        }
    }

    @Test
    void castsToTextAndBackAreTheIdentity() {
        RandomRows random = new RandomRows(5);
        for (Field field : RandomRows.scalarFields()) {
            if (!Cast.isDefined(field, TEXT) || !Cast.isDefined(TEXT, field) || SqlTypes.isJson(field)) {
                continue;
            }
            boolean time = field.getType().toString().startsWith("Timestamp")
                    || field.getName().equals("date");
            Random small = new Random(3);
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                // Years beyond six digits have no text form that is read back.
                Object value = random.value(field);
                boolean days = value instanceof Integer;
                values.add(time && value != null ? shrunk(small, days) : value);
            }
            VectorExpr text = Cast.of(new ColumnRef(0, field), TEXT, Cast.Mode.CAST);
            VectorExpr back = Cast.of(text, field, Cast.Mode.CAST);
            try (Batch batch = new Batch(200, List.of(Shapes.flat(field, values, memory)))) {
                assertTrue(Values.same(values, Shapes.eval(back, batch, context)), field.toString());
            }
        }
    }

    private static Object shrunk(Random random, boolean days) {
        if (days) {
            return random.nextInt(2_000_000) - 1_000_000;
        }
        return random.nextLong() / 1_000;
    }
}
