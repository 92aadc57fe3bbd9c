/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.ColumnGather;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A function that is written in the query and given to another function: {@code r -> r.type = 'AWS::S3::Bucket'}. Its
 * body is an expression over a batch of its own, whose columns are the parameters and then what the body takes from the
 * row around it. It is an argument, not a value: only {@link LambdaCall} knows what to do with it.
 */
public final class Lambda implements VectorExpr {
    private final List<Field> parameters;
    private final VectorExpr body;
    private final List<VectorExpr> captures;

    /**
     * @param parameters types of what it is called with
     * @param body over the columns of the parameters, then of the captures
     * @param captures values of the row around it
     */
    public Lambda(List<Field> parameters, VectorExpr body, List<VectorExpr> captures) {
        this.parameters = List.copyOf(parameters);
        this.body = body;
        this.captures = List.copyOf(captures);
    }

    public List<Field> parameters() {
        return parameters;
    }

    /** The same function with its result cast. */
    public Lambda returning(Field result) {
        return new Lambda(parameters, Cast.of(body, result, Cast.Mode.CAST), captures);
    }

    /** Type of its result. */
    @Override
    public Field field() {
        return body.field();
    }

    /** What it takes from the row around it. */
    @Override
    public List<VectorExpr> inputs() {
        return captures;
    }

    @Override
    public boolean isConstant() {
        return isDeterministic() && captures.stream().allMatch(VectorExpr::isConstant);
    }

    @Override
    public boolean isDeterministic() {
        return body.isDeterministic() && captures.stream().allMatch(VectorExpr::isDeterministic);
    }

    @Override
    public boolean mayFail() {
        return body.mayFail() || captures.stream().anyMatch(VectorExpr::mayFail);
    }

    @Override
    public Column eval(Batch in, EvalContext context) {
        throw new IllegalStateException("a lambda has no value");
    }

    /**
     * Calls it many times at once.
     *
     * @param arguments for each parameter the values of all calls, as {@link Values} has them
     * @param rows for each call the row around it
     * @param captured the captures, evaluated over the batch that {@code rows} counts in
     * @return the results of all calls
     */
    List<Object> apply(List<List<Object>> arguments, int[] rows, int count, Columns captured, EvalContext context) {
        List<Object> results = new ArrayList<>(count);
        if (count == 0) {
            return results;
        }
        Column[] columns = new Column[parameters.size() + captures.size()];
        try {
            for (int i = 0; i < parameters.size(); i++) {
                columns[i] = column(parameters.get(i), arguments.get(i), context);
            }
            int[] onlyOne = new int[count];
            for (int i = 0; i < captures.size(); i++) {
                Column[] sources = {captured.get(i)};
                columns[parameters.size() + i] = ColumnGather.gather(sources, onlyOne, rows, count, context.memory());
            }
        } catch (RuntimeException e) {
            Arrays.stream(columns).filter(column -> column != null).forEach(Column::close);
            throw e;
        }
        try (Batch calls = new Batch(count, columns);
                Column result = body.eval(calls, context)) {
            ValueReader reader = ValueReader.of(result);
            for (int i = 0; i < count; i++) {
                results.add(reader.isNull(i) ? null : reader.getObject(i));
            }
            return results;
        }
    }

    private static Column column(Field field, List<Object> values, EvalContext context) {
        try (ValueWriter writer = ValueWriter.of(field, values.size(), context.memory())) {
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) != null) {
                    writer.at(i);
                    writer.setObject(values.get(i));
                }
            }
            return writer.build(values.size());
        }
    }
}
