/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IsNotNullPredicate;
import io.trino.sql.tree.LambdaArgumentDeclaration;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;

/**
 * {@code reduce_agg(x, state, step, combine)}: there are no aggregates with lambdas, so the values that are not NULL are
 * collected, and the array is folded: {@code reduce(array_agg(x) FILTER (WHERE x IS NOT NULL), state, step, s -> s)}. One
 * state is enough then, and nothing has to be combined.
 */
final class ReduceAggregate {
    private static final int ARGUMENTS = 4;

    private ReduceAggregate() {}

    static FunctionCall rewritten(FunctionCall call, SqlText text) {
        List<Expression> arguments = call.getArguments();
        if (arguments.size() != ARGUMENTS) {
            throw text.syntax("reduce_agg is reduce_agg(x, state, (s, x) -> ..., (s1, s2) -> ...)", text.place(call));
        }
        Optional<NodeLocation> at = call.getLocation();
        Expression value = arguments.get(0);
        Expression present = new IsNotNullPredicate(at.orElseThrow(), value);
        Optional<Expression> filter = Optional.of(call.getFilter()
                .<Expression>map(given -> new LogicalExpression(
                        at.orElseThrow(), LogicalExpression.Operator.AND, List.of(given, present)))
                .orElse(present));
        FunctionCall collected = new FunctionCall(
                at,
                QualifiedName.of("array_agg"),
                call.getWindow(),
                filter,
                call.getOrderBy(),
                call.isDistinct(),
                Optional.empty(),
                Optional.empty(),
                List.of(value));
        Identifier state = new Identifier(at.orElseThrow(), "s", false);
        Expression same = new LambdaExpression(at.orElseThrow(), List.of(new LambdaArgumentDeclaration(state)), state);
        return new FunctionCall(
                at,
                QualifiedName.of("reduce"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty(),
                List.of(collected, arguments.get(1), arguments.get(2), same));
    }
}
