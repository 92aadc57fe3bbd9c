/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * AND, OR and NOT in three-valued logic. An operand is not evaluated on rows that an operand to its left has decided
 * when it could fail there, so that {@code x <> 0 AND 10 / x > 1} never divides by zero; an operand that cannot fail
 * is left out for decided rows when few are left.
 */
public final class Logic extends Expression {
    /** Which connective. */
    enum Kind {
        AND,
        OR,
        NOT
    }

    /** An operand that cannot fail runs on the open rows alone once they are at most one in so many. */
    static final int WORTH_SELECTING_ONE_IN = 8;

    private final Kind kind;
    private final List<BitSet> columns = new ArrayList<>();

    private Logic(Kind kind, List<VectorExpr> operands) {
        super(SqlTypes.field(kind.name(), SqlTypes.BOOLEAN), operands, true);
        this.kind = kind;
        for (VectorExpr operand : operands) {
            columns.add(Selection.columnsOf(List.of(operand)));
        }
    }

    /** @param operands at least one, BOOLEAN */
    public static VectorExpr and(List<VectorExpr> operands) {
        return connective(Kind.AND, operands);
    }

    /** @param operands at least one, BOOLEAN */
    public static VectorExpr or(List<VectorExpr> operands) {
        return connective(Kind.OR, operands);
    }

    public static VectorExpr not(VectorExpr operand) {
        return new Logic(Kind.NOT, List.of(operand));
    }

    private static VectorExpr connective(Kind kind, List<VectorExpr> operands) {
        List<VectorExpr> flat = new ArrayList<>();
        for (VectorExpr operand : operands) {
            if (operand instanceof Logic logic && logic.kind == kind) {
                flat.addAll(logic.inputs());
            } else {
                flat.add(operand);
            }
        }
        return flat.size() == 1 ? flat.get(0) : new Logic(kind, flat);
    }

    Kind kind() {
        return kind;
    }

    @Override
    protected Column evaluate(Batch in, EvalContext context) {
        Truth result =
                switch (kind) {
                    case NOT -> {
                        Truth truth = truth(inputs().get(0), in, context);
                        truth.negate();
                        yield truth;
                    }
                    case AND, OR -> connect(in, context);
                };
        return result.toColumn(field(), context.memory());
    }

    private Truth connect(Batch in, EvalContext context) {
        Truth result = truth(inputs().get(0), in, context);
        int[] open = new int[in.rowCount()];
        for (int i = 1; i < inputs().size(); i++) {
            int count = openRows(result, open);
            if (count == 0) {
                return result;
            }
            VectorExpr operand = inputs().get(i);
            boolean all = count == in.rowCount();
            if (!all && (operand.mayFail() || count * WORTH_SELECTING_ONE_IN <= in.rowCount())) {
                try (Batch few = Selection.narrow(in, open, count, columns.get(i), context.memory())) {
                    Truth truth = truth(operand, few, context);
                    mergeFew(result, truth, open, count);
                }
            } else {
                mergeAll(result, truth(operand, in, context));
            }
        }
        return result;
    }

    /** Rows that the next operand can still change: not FALSE for AND, not TRUE for OR. */
    private int openRows(Truth result, int[] rows) {
        int count = 0;
        for (int row = 0; row < result.rowCount(); row++) {
            boolean isTrue = result.isTrue(row);
            boolean open = kind == Kind.AND ? isTrue || result.isNull(row) : !isTrue;
            if (open) {
                rows[count++] = row;
            }
        }
        return count;
    }

    private void mergeAll(Truth result, Truth next) {
        long[] trues = result.trues();
        long[] nulls = result.nulls();
        for (int i = 0; i < trues.length; i++) {
            long a = trues[i];
            long b = next.trues()[i];
            long unknown = nulls[i] | next.nulls()[i];
            if (kind == Kind.AND) {
                long either = (a | nulls[i]) & (b | next.nulls()[i]);
                trues[i] = a & b;
                nulls[i] = unknown & either;
            } else {
                trues[i] = a | b;
                nulls[i] = unknown & ~(a | b);
            }
        }
    }

    private void mergeFew(Truth result, Truth few, int[] rows, int count) {
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            boolean a = result.isTrue(row);
            boolean b = few.isTrue(i);
            boolean unknown = result.isNull(row) || few.isNull(i);
            boolean decided = kind == Kind.AND ? !b && !few.isNull(i) : b;
            int word = row >>> 6;
            long bit = 1L << row;
            boolean yes = kind == Kind.AND ? a && b : a || b;
            result.trues()[word] = yes ? result.trues()[word] | bit : result.trues()[word] & ~bit;
            boolean nul = unknown && !decided;
            result.nulls()[word] = nul ? result.nulls()[word] | bit : result.nulls()[word] & ~bit;
        }
    }

    private static Truth truth(VectorExpr operand, Batch in, EvalContext context) {
        try (Column column = operand.eval(in, context)) {
            return Truth.of(column);
        }
    }
}
