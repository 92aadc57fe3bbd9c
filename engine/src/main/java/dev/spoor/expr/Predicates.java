/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.Mask;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Makes predicates of BOOLEAN expressions. */
public final class Predicates {
    private Predicates() {}

    /** True for every row. */
    public static Predicate allTrue() {
        return (in, out, context) -> out.resetAllSet(in.rowCount());
    }

    /** The rows where the expression is TRUE. Connectives stop early; a condition on one text column runs on codes. */
    public static Predicate of(VectorExpr condition) {
        if (condition instanceof Literal literal) {
            return Boolean.TRUE.equals(literal.value()) ? allTrue() : (in, out, context) -> out.reset(in.rowCount());
        }
        if (condition instanceof Logic logic && logic.kind() != Logic.Kind.NOT && logic.soleTextColumn() < 0) {
            return new Connective(logic);
        }
        if (condition instanceof Expression expression && expression.soleTextColumn() >= 0) {
            return new OnText(expression);
        }
        return new Plain(condition);
    }

    /** Evaluates and reads the result's bits. */
    private record Plain(VectorExpr condition) implements Predicate {
        @Override
        public void test(Batch in, Mask out, EvalContext context) {
            try (Column column = condition.eval(in, context)) {
                Truth.of(column).writeTo(out);
            }
        }
    }

    /** Looks the verdict up by code where the column is dictionary-encoded. */
    private record OnText(Expression condition) implements Predicate {
        @Override
        public void test(Batch in, Mask out, EvalContext context) {
            if (in.rowCount() > 0 && in.column(condition.soleTextColumn()) instanceof DictionaryColumn column) {
                out.reset(in.rowCount());
                CodeResults.of(column, condition).test(condition, in, column, out, context);
            } else {
                new Plain(condition).test(in, out, context);
            }
        }
    }

    /** AND and OR over masks. TRUE is all that counts, so NULL needs no care. */
    private static final class Connective implements Predicate {
        private final boolean and;
        private final List<VectorExpr> operands;
        private final List<Predicate> predicates = new ArrayList<>();
        private final List<BitSet> columns = new ArrayList<>();

        Connective(Logic logic) {
            and = logic.kind() == Logic.Kind.AND;
            operands = logic.inputs();
            for (VectorExpr operand : operands) {
                predicates.add(Predicates.of(operand));
                columns.add(Selection.columnsOf(List.of(operand)));
            }
        }

        @Override
        public void test(Batch in, Mask out, EvalContext context) {
            predicates.get(0).test(in, out, context);
            int rowCount = in.rowCount();
            Mask next = new Mask();
            for (int i = 1; i < predicates.size(); i++) {
                int hits = out.cardinality();
                int open = and ? hits : rowCount - hits;
                if (open == 0) {
                    return;
                }
                boolean few = open * Logic.WORTH_SELECTING_ONE_IN <= rowCount;
                if (open < rowCount && (operands.get(i).mayFail() || few)) {
                    testOpenRows(i, in, out, next, open, context);
                } else {
                    predicates.get(i).test(in, next, context);
                    if (and) {
                        out.and(next);
                    } else {
                        out.or(next);
                    }
                }
            }
        }

        private void testOpenRows(int i, Batch in, Mask out, Mask next, int open, EvalContext context) {
            int[] rows = new int[open];
            if (and) {
                out.rows(rows);
            } else {
                Mask rest = new Mask();
                rest.resetAllSet(in.rowCount());
                rest.andNot(out);
                rest.rows(rows);
            }
            try (Batch few = Selection.narrow(in, rows, open, columns.get(i), context.memory())) {
                predicates.get(i).test(few, next, context);
            }
            for (int k = 0; k < open; k++) {
                if (next.get(k) != and) {
                    if (and) {
                        out.clear(rows[k]);
                    } else {
                        out.set(rows[k]);
                    }
                }
            }
        }
    }
}
