/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.SqlTypes;
import dev.spoor.vector.StringDictionary;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * CASE: the result of the first condition that is TRUE. Conditions and results are evaluated only on the rows that
 * reach them. Literal text results make a dictionary column whose dictionary is the same in every batch.
 */
public final class CaseWhen extends Expression {
    private final int branches;
    private final StringDictionary labels;
    private final int[] labelCodes;

    private CaseWhen(List<VectorExpr> inputs, int branches, Field field) {
        super(field, inputs, true);
        this.branches = branches;
        List<VectorExpr> results = inputs.subList(branches, inputs.size());
        boolean literals = field.getType().equals(SqlTypes.VARCHAR)
                && results.stream().allMatch(result -> result instanceof Literal);
        if (!literals) {
            labels = null;
            labelCodes = null;
            return;
        }
        Map<Object, Integer> codes = new LinkedHashMap<>();
        labelCodes = new int[results.size()];
        for (int i = 0; i < labelCodes.length; i++) {
            Object value = ((Literal) results.get(i)).value();
            labelCodes[i] = value == null ? -1 : codes.computeIfAbsent(value, text -> codes.size());
        }
        byte[][] texts = new byte[codes.size()][];
        codes.forEach((text, code) -> texts[code] = ((String) text).getBytes(StandardCharsets.UTF_8));
        labels = StringDictionary.of(texts);
    }

    /**
     * @param conditions BOOLEAN
     * @param results as many, each of the type of {@code result}
     * @param otherwise the ELSE, of the same type
     */
    public static VectorExpr of(
            List<VectorExpr> conditions, List<VectorExpr> results, VectorExpr otherwise, Field result) {
        List<VectorExpr> inputs = new ArrayList<>(conditions);
        inputs.addAll(results);
        inputs.add(otherwise);
        return new CaseWhen(inputs, conditions.size(), result);
    }

    @Override
    protected Column evaluate(Batch in, EvalContext context) {
        int rowCount = in.rowCount();
        int[] open = new int[rowCount];
        for (int row = 0; row < rowCount; row++) {
            open[row] = row;
        }
        return labels == null ? evaluateResults(in, open, context) : evaluateLabels(in, open, context);
    }

    private Column evaluateResults(Batch in, int[] open, EvalContext context) {
        int count = open.length;
        int[] chosen = new int[open.length];
        try (Pieces pieces = new Pieces(open.length)) {
            for (int branch = 0; branch < branches && count > 0; branch++) {
                int taken = split(branch, in, open, count, chosen, context);
                pieces.addEvaluated(inputs().get(branches + branch), in, chosen, taken, context);
                count -= taken;
            }
            pieces.addEvaluated(inputs().get(2 * branches), in, open, count, context);
            return pieces.build(field(), context);
        }
    }

    private Column evaluateLabels(Batch in, int[] open, EvalContext context) {
        int count = open.length;
        int[] chosen = new int[open.length];
        int[] codes = new int[open.length];
        for (int branch = 0; branch < branches && count > 0; branch++) {
            int taken = split(branch, in, open, count, chosen, context);
            for (int i = 0; i < taken; i++) {
                codes[chosen[i]] = labelCodes[branch];
            }
            count -= taken;
        }
        for (int i = 0; i < count; i++) {
            codes[open[i]] = labelCodes[branches];
        }
        IntVector vector = new IntVector(field().getName(), context.memory().allocator());
        try {
            vector.allocateNew(codes.length);
            for (int row = 0; row < codes.length; row++) {
                if (codes[row] >= 0) {
                    vector.set(row, codes[row]);
                }
            }
            vector.setValueCount(codes.length);
        } catch (RuntimeException e) {
            vector.close();
            throw e;
        }
        return new DictionaryColumn(field(), vector, labels);
    }

    /** Moves the open rows for which the branch's condition is TRUE to {@code chosen}; returns how many. */
    private int split(int branch, Batch in, int[] open, int count, int[] chosen, EvalContext context) {
        Truth truth = truth(inputs().get(branch), in, open, count, context);
        int taken = 0;
        int left = 0;
        for (int i = 0; i < count; i++) {
            int row = open[i];
            if (truth.isTrue(i)) {
                chosen[taken++] = row;
            } else {
                open[left++] = row;
            }
        }
        return taken;
    }

    private static Truth truth(VectorExpr condition, Batch in, int[] rows, int count, EvalContext context) {
        if (count == in.rowCount()) {
            try (Column column = condition.eval(in, context)) {
                return Truth.of(column);
            }
        }
        int[] some = Arrays.copyOf(rows, count);
        try (Batch few = Selection.narrow(in, some, count, Selection.columnsOf(List.of(condition)), context.memory());
                Column column = condition.eval(few, context)) {
            return Truth.of(column);
        }
    }
}
