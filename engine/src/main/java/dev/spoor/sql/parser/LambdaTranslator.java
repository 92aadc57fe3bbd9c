/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import io.trino.sql.tree.Expression;
import io.trino.sql.tree.LambdaArgumentDeclaration;
import io.trino.sql.tree.LambdaExpression;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/**
 * Lambdas. What a body takes from around it (columns, parameters of a lambda around it) becomes an argument of the call, put
 * behind the function's own, and a parameter of each of the call's lambdas, put behind their own: {@code any_match(a, x -> x = b)}
 * is {@code any_match(a, (x, "captured 0") -> x = "captured 0", b)}. So a body depends on its parameters alone, and whatever
 * moves expressions between relational nodes cannot break it.
 */
final class LambdaTranslator {
    /** Parameters of the lambda whose body is being translated, and what the call around it captures. */
    private static final class Frame {
        private final List<SqlNode> captured;
        private List<SqlIdentifier> parameters = List.of();

        Frame(List<SqlNode> captured) {
            this.captured = captured;
        }
    }

    private final SqlText text;
    private final ExpressionTranslator expressions;
    private final Deque<Frame> frames = new ArrayDeque<>();

    LambdaTranslator(SqlText text, ExpressionTranslator expressions) {
        this.text = text;
        this.expressions = expressions;
    }

    boolean isInside() {
        return !frames.isEmpty();
    }

    /** The arguments of a call with lambdas, and behind them what those captured. */
    List<SqlNode> arguments(List<Expression> arguments) {
        List<SqlNode> captured = new ArrayList<>();
        List<SqlNode> translated = new ArrayList<>();
        List<SqlNodeList> parameters = new ArrayList<>();
        for (Expression argument : arguments) {
            if (argument instanceof LambdaExpression lambda) {
                Frame frame = new Frame(captured);
                frame.parameters = lambda.getArguments().stream()
                        .map(LambdaArgumentDeclaration::getName)
                        .map(expressions::name)
                        .toList();
                frames.push(frame);
                SqlNode body;
                try {
                    body = expressions.of(lambda.getBody());
                } finally {
                    frames.pop();
                }
                SqlNodeList own = new SqlNodeList(frame.parameters, text.place(lambda));
                parameters.add(own);
                translated.add(new SqlLambda(text.place(lambda), own, body));
            } else {
                translated.add(expressions.of(argument));
            }
        }
        for (int i = 0; i < captured.size(); i++) {
            for (SqlNodeList own : parameters) {
                own.add(new SqlIdentifier(name(i), SqlParserPos.ZERO));
            }
        }
        translated.addAll(captured);
        return translated;
    }

    private static String name(int captured) {
        return "captured " + captured;
    }

    /** A path of names as it is meant where it stands. */
    SqlNode resolved(SqlIdentifier path) {
        if (frames.isEmpty()) {
            return path;
        }
        Frame inner = frames.pop();
        try {
            Optional<SqlIdentifier> parameter = inner.parameters.stream()
                    .filter(one -> one.getSimple().equalsIgnoreCase(path.names.get(0)))
                    .findFirst();
            return parameter.isPresent() ? field(parameter.get().getSimple(), path) : captured(inner, path);
        } finally {
            frames.push(inner);
        }
    }

    private static SqlNode field(String parameter, SqlIdentifier path) {
        SqlNode value = new SqlIdentifier(parameter, path.getComponentParserPosition(0));
        for (int i = 1; i < path.names.size(); i++) {
            SqlParserPos place = path.getComponentParserPosition(i);
            // not DOT: Calcite would take the two for one name
            value = SqlStdOperatorTable.ITEM.createCall(
                    place, value, SqlLiteral.createCharString(path.names.get(i), place));
        }
        return value;
    }

    /** The same path captured twice is one argument. */
    private SqlNode captured(Frame inner, SqlIdentifier path) {
        SqlNode outside = resolved(path);
        int at = 0;
        while (at < inner.captured.size() && !inner.captured.get(at).toString().equals(outside.toString())) {
            at++;
        }
        if (at == inner.captured.size()) {
            inner.captured.add(outside);
        }
        return new SqlIdentifier(name(at), path.getParserPosition());
    }
}
