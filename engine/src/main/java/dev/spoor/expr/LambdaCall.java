/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A call of a function that takes lambdas. A body is evaluated over the elements of many rows together, so that it costs
 * what an expression over a column costs; how many is limited, so that long arrays do not become large batches.
 */
public final class LambdaCall extends Expression {
    /** Elements that one evaluation of a body sees; a single row may have more. */
    private static final int ELEMENTS_MAX = 16_384;

    /** A function that calls its lambda once for each element, all calls independent. */
    public interface PerElement {
        /**
         * The arguments of all calls of one row: a list for each parameter, all of one length. Null makes the row's
         * result NULL.
         *
         * @param row the values of the function's other arguments, none of them NULL
         */
        List<List<Object>> calls(List<Object> row);

        /** The row's result from the results of its calls; null for NULL. */
        Object result(List<Object> row, List<List<Object>> calls, List<Object> results);
    }

    /** A function that calls its lambdas as it likes, row by row or many rows at once. */
    public interface Free {
        /**
         * The results of all rows.
         *
         * @param rows for each row the function's other arguments
         * @param calls calls the i-th lambda: arguments by parameter, then the row of each call
         */
        List<Object> results(List<List<Object>> rows, Calls calls);
    }

    /** Calls lambdas on behalf of a {@link Free} function. */
    public interface Calls {
        List<Object> call(int lambda, List<List<Object>> arguments, int[] rows);
    }

    private final List<VectorExpr> values;
    private final List<Lambda> lambdas;
    private final Free function;

    private LambdaCall(Field field, List<VectorExpr> values, List<Lambda> lambdas, Free function) {
        super(field, inputsOf(values, lambdas), lambdas.stream().allMatch(Lambda::isDeterministic));
        this.values = List.copyOf(values);
        this.lambdas = List.copyOf(lambdas);
        this.function = function;
    }

    /** Captures are those of the first lambda: all lambdas of a call have the same. */
    private static List<VectorExpr> inputsOf(List<VectorExpr> values, List<Lambda> lambdas) {
        List<VectorExpr> inputs = new ArrayList<>(values);
        inputs.addAll(lambdas.get(0).inputs());
        return inputs;
    }

    /** A call of a function with one lambda. NULL if another argument is NULL. */
    public static VectorExpr perElement(Field field, List<VectorExpr> values, Lambda lambda, PerElement function) {
        return new LambdaCall(field, values, List.of(lambda), (rows, calls) -> inGroups(rows, calls, function));
    }

    /** A call of a function with lambdas. */
    public static VectorExpr free(Field field, List<VectorExpr> values, List<Lambda> lambdas, Free function) {
        return new LambdaCall(field, values, lambdas, function);
    }

    @Override
    public boolean mayFail() {
        return true;
    }

    @Override
    protected Column evaluate(Batch in, EvalContext context) {
        try (Columns columns = Columns.eval(values, in, context);
                Columns captured = Columns.eval(lambdas.get(0).inputs(), in, context);
                ValueWriter writer = ValueWriter.of(field(), in.rowCount(), context.memory())) {
            List<List<Object>> rows = rows(columns.readers(), in.rowCount());
            List<Object> results = function.results(rows, (lambda, arguments, of) -> lambdas.get(lambda)
                    .apply(arguments, of, of.length, captured, context));
            for (int row = 0; row < results.size(); row++) {
                if (results.get(row) != null) {
                    writer.at(row);
                    writer.setObject(results.get(row));
                }
            }
            return writer.build(in.rowCount());
        }
    }

    private static List<List<Object>> rows(ValueReader[] readers, int rowCount) {
        List<List<Object>> rows = new ArrayList<>(rowCount);
        for (int row = 0; row < rowCount; row++) {
            List<Object> values = new ArrayList<>(readers.length);
            for (ValueReader reader : readers) {
                values.add(reader.isNull(row) ? null : reader.getObject(row));
            }
            rows.add(values);
        }
        return rows;
    }

    private static List<Object> inGroups(List<List<Object>> rows, Calls calls, PerElement function) {
        List<Object> results = new ArrayList<>(rows.size());
        List<List<List<Object>>> group = new ArrayList<>();
        int elements = 0;
        for (int row = 0; row < rows.size(); row++) {
            List<List<Object>> ofRow = rows.get(row).contains(null) ? null : function.calls(rows.get(row));
            group.add(ofRow);
            elements += ofRow == null ? 0 : ofRow.get(0).size();
            if (elements >= ELEMENTS_MAX || row == rows.size() - 1) {
                addResults(results, rows, group, elements, calls, function);
                group.clear();
                elements = 0;
            }
        }
        return results;
    }

    private static void addResults(
            List<Object> results,
            List<List<Object>> rows,
            List<List<List<Object>>> group,
            int elements,
            Calls calls,
            PerElement function) {
        int first = results.size();
        int[] of = new int[elements];
        List<List<Object>> arguments = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < group.size(); i++) {
            List<List<Object>> ofRow = group.get(i);
            for (int p = 0; ofRow != null && p < ofRow.size(); p++) {
                if (arguments.size() <= p) {
                    arguments.add(new ArrayList<>(elements));
                }
                arguments.get(p).addAll(ofRow.get(p));
            }
            for (int e = 0; ofRow != null && e < ofRow.get(0).size(); e++) {
                of[at++] = first + i;
            }
        }
        List<Object> answers = calls.call(0, arguments, of);
        at = 0;
        for (int i = 0; i < group.size(); i++) {
            List<List<Object>> ofRow = group.get(i);
            if (ofRow == null) {
                results.add(null);
            } else {
                int count = ofRow.get(0).size();
                results.add(function.result(rows.get(first + i), ofRow, answers.subList(at, at + count)));
                at += count;
            }
        }
    }
}
