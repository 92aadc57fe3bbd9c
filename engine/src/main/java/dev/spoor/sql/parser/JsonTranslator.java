/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import io.trino.sql.tree.DataType;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.JsonArray;
import io.trino.sql.tree.JsonArrayElement;
import io.trino.sql.tree.JsonExists;
import io.trino.sql.tree.JsonObject;
import io.trino.sql.tree.JsonObjectMember;
import io.trino.sql.tree.JsonPathInvocation;
import io.trino.sql.tree.JsonPathParameter;
import io.trino.sql.tree.JsonQuery;
import io.trino.sql.tree.JsonValue;
import io.trino.sql.tree.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** The JSON functions of standard SQL: their clauses become arguments of the library's functions of the same names. */
final class JsonTranslator {
    private final SqlText text;
    private final ExpressionTranslator expressions;
    private final TypeTranslator types;

    JsonTranslator(SqlText text, ExpressionTranslator expressions, TypeTranslator types) {
        this.text = text;
        this.expressions = expressions;
        this.types = types;
    }

    /** The scalar comes as JSON and is cast to what is wanted; a cast that fails is an error of the call. */
    SqlNode value(JsonValue call) {
        SqlParserPos place = text.place(call);
        boolean isText = call.getReturnedType().map(JsonTranslator::isText).orElse(true);
        boolean fails = call.getErrorBehavior() == JsonValue.EmptyOrErrorBehavior.ERROR;
        SqlNode scalar = scalar(call, place);
        SqlDataTypeSpec type = call.getReturnedType().map(types::of).orElseGet(() -> varchar(place));
        SqlNode value = (isText || fails ? SqlStdOperatorTable.CAST : SqlLibraryOperators.TRY_CAST)
                .createCall(place, scalar, type);
        if (isText || call.getErrorDefault().isEmpty()) {
            return value;
        }
        SqlNode hasText = SqlStdOperatorTable.IS_NOT_NULL.createCall(
                place, SqlStdOperatorTable.CAST.createCall(place, scalar(call, place), varchar(place)));
        SqlNode instead = SqlStdOperatorTable.CAST.createCall(
                place, expressions.of(call.getErrorDefault().get()), type);
        SqlNode ifUnfit = new SqlCase(
                place, null, SqlNodeList.of(hasText), SqlNodeList.of(instead), SqlLiteral.createNull(place));
        return SqlStdOperatorTable.COALESCE.createCall(place, value, ifUnfit);
    }

    private SqlNode scalar(JsonValue call, SqlParserPos place) {
        return path(
                "json_value",
                call.getJsonPathInvocation(),
                place,
                word(call.getEmptyBehavior(), place),
                jsonOrNull(call.getEmptyDefault(), place),
                word(call.getErrorBehavior(), place),
                jsonOrNull(call.getErrorDefault(), place));
    }

    private static boolean isText(DataType type) {
        return type.toString().startsWith("varchar") || type.toString().equals("string");
    }

    SqlNode query(JsonQuery call) {
        SqlParserPos place = text.place(call);
        requireJsonOrNone(call.getOutputFormat(), call);
        if (call.getQuotesBehavior().isPresent()
                && call.getWrapperBehavior() != JsonQuery.ArrayWrapperBehavior.WITHOUT) {
            throw text.syntax("KEEP or OMIT QUOTES cannot stand with WITH ARRAY WRAPPER", place);
        }
        JsonQuery.QuotesBehavior quotes = call.getQuotesBehavior().orElse(JsonQuery.QuotesBehavior.KEEP);
        SqlNode made = path(
                "json_query",
                call.getJsonPathInvocation(),
                place,
                word(call.getWrapperBehavior(), place),
                word(quotes, place),
                word(call.getEmptyBehavior(), place),
                word(call.getErrorBehavior(), place));
        return returning(made, call.getReturnedType(), place);
    }

    SqlNode exists(JsonExists call) {
        SqlParserPos place = text.place(call);
        return path("json_exists", call.getJsonPathInvocation(), place, word(call.getErrorBehavior(), place));
    }

    private SqlNode path(String function, JsonPathInvocation invocation, SqlParserPos place, SqlNode... words) {
        requireJsonOrNone(
                Optional.of(invocation.getInputFormat()).filter(format -> format != JsonPathParameter.JsonFormat.UTF8),
                invocation);
        List<SqlNode> arguments = new ArrayList<>();
        arguments.add(expressions.of(invocation.getInputExpression()));
        arguments.add(expressions.of(invocation.getJsonPath()));
        arguments.addAll(Arrays.asList(words));
        for (JsonPathParameter parameter : invocation.getPathParameters()) {
            if (parameter.getFormat().isPresent()) {
                throw text.notSupported("FORMAT JSON in PASSING is not supported", parameter);
            }
            arguments.add(literal(parameter.getName().getValue(), place));
            arguments.add(expressions.of(parameter.getParameter()));
        }
        return expressions.call(function, place, arguments.toArray(SqlNode[]::new));
    }

    SqlNode object(JsonObject call) {
        SqlParserPos place = text.place(call);
        requireJsonOrNone(call.getOutputFormat(), call);
        List<SqlNode> arguments = new ArrayList<>();
        arguments.add(SqlLiteral.createBoolean(call.isNullOnNull(), place));
        arguments.add(SqlLiteral.createBoolean(call.isUniqueKeys(), place));
        for (JsonObjectMember member : call.getMembers()) {
            arguments.add(SqlStdOperatorTable.CAST.createCall(place, expressions.of(member.getKey()), varchar(place)));
            arguments.add(json(member.getValue(), member.getFormat(), place));
        }
        SqlNode made = expressions.call("json_object", place, arguments.toArray(SqlNode[]::new));
        return returning(made, call.getReturnedType(), place);
    }

    SqlNode array(JsonArray call) {
        SqlParserPos place = text.place(call);
        requireJsonOrNone(call.getOutputFormat(), call);
        List<SqlNode> arguments = new ArrayList<>();
        arguments.add(SqlLiteral.createBoolean(call.isNullOnNull(), place));
        for (JsonArrayElement element : call.getElements()) {
            arguments.add(json(element.getValue(), element.getFormat(), place));
        }
        SqlNode made = expressions.call("json_array", place, arguments.toArray(SqlNode[]::new));
        return returning(made, call.getReturnedType(), place);
    }

    /** A value as JSON: text is a string unless FORMAT JSON says that it is JSON, as it is out of these functions. */
    private SqlNode json(Expression value, Optional<JsonPathParameter.JsonFormat> format, SqlParserPos place) {
        requireJsonOrNone(format, value);
        boolean isMade = value instanceof JsonObject || value instanceof JsonArray || value instanceof JsonQuery;
        SqlNode node = expressions.of(value);
        return format.isPresent() || isMade
                ? expressions.call("json_parse", place, node)
                : SqlStdOperatorTable.CAST.createCall(place, node, spec(SqlTypeName.VARIANT, place));
    }

    private SqlNode jsonOrNull(Optional<Expression> value, SqlParserPos place) {
        SqlNode node = value.map(expressions::of).orElseGet(() -> SqlLiteral.createNull(place));
        return SqlStdOperatorTable.CAST.createCall(place, node, spec(SqlTypeName.VARIANT, place));
    }

    private SqlNode returning(SqlNode made, Optional<DataType> type, SqlParserPos place) {
        if (type.isEmpty()) {
            return made;
        }
        if (type.get().toString().equals("json")) {
            return expressions.call("json_parse", place, made);
        }
        if (!isText(type.get())) {
            throw text.notSupported("RETURNING of a type other than varchar or json is not supported", type.get());
        }
        return SqlStdOperatorTable.CAST.createCall(place, made, types.of(type.get()));
    }

    private void requireJsonOrNone(Optional<JsonPathParameter.JsonFormat> format, Node node) {
        if (format.filter(given -> given != JsonPathParameter.JsonFormat.JSON).isPresent()) {
            throw text.notSupported("FORMAT JSON with an encoding is not supported", node);
        }
    }

    private static SqlNode word(Enum<?> behaviour, SqlParserPos place) {
        return literal(behaviour.name(), place);
    }

    private static SqlNode literal(String word, SqlParserPos place) {
        return SqlLiteral.createCharString(word, place);
    }

    private static SqlDataTypeSpec varchar(SqlParserPos place) {
        return spec(SqlTypeName.VARCHAR, place);
    }

    private static SqlDataTypeSpec spec(SqlTypeName type, SqlParserPos place) {
        return new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, place), place);
    }
}
