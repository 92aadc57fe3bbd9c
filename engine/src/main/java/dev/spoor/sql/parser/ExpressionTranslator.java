/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.Array;
import io.trino.sql.tree.AstVisitor;
import io.trino.sql.tree.AtTimeZone;
import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.Cast;
import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.Format;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GroupingOperation;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.InListExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.IsNotNullPredicate;
import io.trino.sql.tree.IsNullPredicate;
import io.trino.sql.tree.JsonArray;
import io.trino.sql.tree.JsonExists;
import io.trino.sql.tree.JsonObject;
import io.trino.sql.tree.JsonQuery;
import io.trino.sql.tree.JsonValue;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.LikePredicate;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NotExpression;
import io.trino.sql.tree.NullIfExpression;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.QualifiedName;
import io.trino.sql.tree.QuantifiedComparisonExpression;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.SearchedCaseExpression;
import io.trino.sql.tree.SimpleCaseExpression;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.SubscriptExpression;
import io.trino.sql.tree.Trim;
import io.trino.sql.tree.TryExpression;
import io.trino.sql.tree.WhenClause;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Expressions. Chains of AND and OR become balanced trees, so that a thousand conditions are ten levels deep. */
final class ExpressionTranslator extends AstVisitor<SqlNode, Void> {
    private final SqlText text;
    private final QueryTranslator queries;
    private final ParameterTranslator parameters;
    private final TypeTranslator types;
    private final LiteralTranslator literals;
    private final LambdaTranslator lambdas;
    private final JsonTranslator json;

    ExpressionTranslator(SqlText text, QueryTranslator queries, ParameterTranslator parameters) {
        this.parameters = parameters;
        this.text = text;
        this.queries = queries;
        this.types = new TypeTranslator(text);
        this.literals = new LiteralTranslator(text, this, types);
        this.lambdas = new LambdaTranslator(text, this);
        this.json = new JsonTranslator(text, this, types);
    }

    SqlNode of(Node expression) {
        return process(expression);
    }

    private List<SqlNode> all(List<? extends Expression> list) {
        List<SqlNode> nodes = new ArrayList<>();
        list.forEach(one -> nodes.add(process(one)));
        return nodes;
    }

    /** A node's class as words, for messages. */
    static String spoken(Node node) {
        return QueryTranslator.words(node.getClass().getSimpleName());
    }

    @Override
    protected SqlNode visitNode(Node node, Void nothing) {
        throw text.notSupported(spoken(node) + " is not supported", node);
    }

    // ---- names -------------------------------------------------------------------------------------------------

    SqlIdentifier name(Identifier name) {
        return new SqlIdentifier(text.nameOf(name.getValue()), text.place(name));
    }

    /** The name of a table. */
    SqlIdentifier table(QualifiedName name, SqlParserPos place) {
        List<String> parts = new ArrayList<>();
        List<SqlParserPos> places = new ArrayList<>();
        for (Identifier part : name.getOriginalParts()) {
            parts.add(text.nameOf(part.getValue()));
            places.add(text.place(part));
        }
        return new SqlIdentifier(parts, null, SqlParserPos.sum(places), places);
    }

    /** A call of the function of that name. */
    SqlNode call(String function, SqlParserPos place, SqlNode... arguments) {
        return unresolved(function, place).createCall(place, arguments);
    }

    private static SqlUnresolvedFunction unresolved(String name, SqlParserPos place) {
        return new SqlUnresolvedFunction(
                new SqlIdentifier(name, place), null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }

    @Override
    protected SqlNode visitIdentifier(Identifier name, Void nothing) {
        return lambdas.resolved(name(name));
    }

    /** A path of plain names is one identifier; a field of anything else is a DOT. */
    @Override
    protected SqlNode visitDereferenceExpression(DereferenceExpression path, Void nothing) {
        SqlIdentifier names = pathOrNull(path);
        if (names != null) {
            return lambdas.resolved(names);
        }
        Identifier field = path.getField().orElseThrow();
        return SqlStdOperatorTable.DOT.createCall(text.place(field), process(path.getBase()), name(field));
    }

    /** The names of a path of plain names. */
    private SqlIdentifier pathOrNull(Expression path) {
        if (path instanceof Identifier name) {
            return name(name);
        }
        if (!(path instanceof DereferenceExpression dereference)) {
            return null;
        }
        Identifier field =
                dereference.getField().orElseThrow(() -> text.notSupported("a whole row is not supported here", path));
        SqlIdentifier prefix = pathOrNull(dereference.getBase());
        if (prefix == null) {
            return null;
        }
        List<String> names = new ArrayList<>(prefix.names);
        List<SqlParserPos> places = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            places.add(prefix.getComponentParserPosition(i));
        }
        names.add(field.getValue());
        places.add(text.place(field));
        return new SqlIdentifier(names, null, SqlParserPos.sum(places), places);
    }

    // ---- literals, constructors --------------------------------------------------------------------------------

    @Override
    protected SqlNode visitLiteral(Literal literal, Void nothing) {
        return literals.of(literal);
    }

    @Override
    protected SqlNode visitParameter(Parameter parameter, Void nothing) {
        return parameters.of(parameter);
    }

    @Override
    protected SqlNode visitArray(Array array, Void nothing) {
        if (array.getValues().isEmpty()) {
            return emptyArray(text.place(array));
        }
        return SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(text.place(array), all(array.getValues()));
    }

    /** An array of one NULL without it: Calcite's constructor takes its type from an element. */
    private SqlNode emptyArray(SqlParserPos place) {
        SqlNode one = SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR.createCall(place, SqlLiteral.createNull(place));
        return call("trim_array", place, one, SqlLiteral.createExactNumeric("1", place));
    }

    @Override
    protected SqlNode visitRow(Row row, Void nothing) {
        return SqlStdOperatorTable.ROW.createCall(text.place(row), all(row.getItems()));
    }

    @Override
    protected SqlNode visitSubscriptExpression(SubscriptExpression item, Void nothing) {
        return SqlStdOperatorTable.ITEM.createCall(text.place(item), process(item.getBase()), process(item.getIndex()));
    }

    @Override
    protected SqlNode visitCurrentTime(CurrentTime time, Void nothing) {
        SqlOperator operator =
                switch (time.getFunction()) {
                    case TIME -> SqlStdOperatorTable.CURRENT_TIME;
                    case DATE -> SqlStdOperatorTable.CURRENT_DATE;
                    case TIMESTAMP -> SqlStdOperatorTable.CURRENT_TIMESTAMP;
                    case LOCALTIME -> SqlStdOperatorTable.LOCALTIME;
                    case LOCALTIMESTAMP -> SqlStdOperatorTable.LOCALTIMESTAMP;
                };
        return operator.createCall(text.place(time));
    }

    // ---- arithmetic, comparison, logic ---------------------------------------------------------------------------

    @Override
    protected SqlNode visitArithmeticBinary(ArithmeticBinaryExpression binary, Void nothing) {
        SqlOperator operator =
                switch (binary.getOperator()) {
                    case ADD -> SqlStdOperatorTable.PLUS;
                    case SUBTRACT -> SqlStdOperatorTable.MINUS;
                    case MULTIPLY -> SqlStdOperatorTable.MULTIPLY;
                    case DIVIDE -> SqlStdOperatorTable.DIVIDE;
                    case MODULUS -> SqlStdOperatorTable.PERCENT_REMAINDER;
                };
        return operator.createCall(text.place(binary), process(binary.getLeft()), process(binary.getRight()));
    }

    @Override
    protected SqlNode visitArithmeticUnary(ArithmeticUnaryExpression unary, Void nothing) {
        SqlParserPos place = text.place(unary);
        boolean isMinus = unary.getSign() == ArithmeticUnaryExpression.Sign.MINUS;
        if (isMinus && unary.getValue() instanceof LongLiteral number) {
            return SqlLiteral.createExactNumeric(Long.toString(-number.getParsedValue()), place);
        }
        return (isMinus ? SqlStdOperatorTable.UNARY_MINUS : SqlStdOperatorTable.UNARY_PLUS)
                .createCall(place, process(unary.getValue()));
    }

    @Override
    protected SqlNode visitComparisonExpression(ComparisonExpression comparison, Void nothing) {
        return operator(comparison.getOperator())
                .createCall(text.place(comparison), process(comparison.getLeft()), process(comparison.getRight()));
    }

    private static SqlOperator operator(ComparisonExpression.Operator operator) {
        return switch (operator) {
            case EQUAL -> SqlStdOperatorTable.EQUALS;
            case NOT_EQUAL -> SqlStdOperatorTable.NOT_EQUALS;
            case LESS_THAN -> SqlStdOperatorTable.LESS_THAN;
            case LESS_THAN_OR_EQUAL -> SqlStdOperatorTable.LESS_THAN_OR_EQUAL;
            case GREATER_THAN -> SqlStdOperatorTable.GREATER_THAN;
            case GREATER_THAN_OR_EQUAL -> SqlStdOperatorTable.GREATER_THAN_OR_EQUAL;
            case IS_DISTINCT_FROM -> SqlStdOperatorTable.IS_DISTINCT_FROM;
        };
    }

    @Override
    protected SqlNode visitLogicalExpression(LogicalExpression logical, Void nothing) {
        SqlOperator operator = logical.getOperator() == LogicalExpression.Operator.AND
                ? SqlStdOperatorTable.AND
                : SqlStdOperatorTable.OR;
        return balanced(operator, all(logical.getTerms()), text.place(logical));
    }

    private static SqlNode balanced(SqlOperator operator, List<SqlNode> terms, SqlParserPos place) {
        if (terms.size() == 1) {
            return terms.get(0);
        }
        int half = (terms.size() + 1) / 2;
        return operator.createCall(
                place,
                balanced(operator, terms.subList(0, half), place),
                balanced(operator, terms.subList(half, terms.size()), place));
    }

    /** NOT of a predicate that has a negative form of its own is that form. */
    @Override
    protected SqlNode visitNotExpression(NotExpression not, Void nothing) {
        Expression value = not.getValue();
        if (value instanceof InPredicate in) {
            return in(in, SqlStdOperatorTable.NOT_IN);
        } else if (value instanceof LikePredicate like) {
            return like(like, SqlStdOperatorTable.NOT_LIKE);
        } else if (value instanceof BetweenPredicate between) {
            return between(between, SqlStdOperatorTable.NOT_BETWEEN);
        } else if (value instanceof ComparisonExpression comparison
                && comparison.getOperator() == ComparisonExpression.Operator.IS_DISTINCT_FROM) {
            return SqlStdOperatorTable.IS_NOT_DISTINCT_FROM.createCall(
                    text.place(comparison), process(comparison.getLeft()), process(comparison.getRight()));
        }
        return SqlStdOperatorTable.NOT.createCall(text.place(not), process(value));
    }

    @Override
    protected SqlNode visitBetweenPredicate(BetweenPredicate between, Void nothing) {
        return between(between, SqlStdOperatorTable.BETWEEN);
    }

    private SqlNode between(BetweenPredicate between, SqlOperator operator) {
        return operator.createCall(
                text.place(between), process(between.getValue()), process(between.getMin()), process(between.getMax()));
    }

    @Override
    protected SqlNode visitLikePredicate(LikePredicate like, Void nothing) {
        return like(like, SqlStdOperatorTable.LIKE);
    }

    private SqlNode like(LikePredicate like, SqlOperator operator) {
        List<SqlNode> operands = new ArrayList<>(List.of(process(like.getValue()), process(like.getPattern())));
        like.getEscape().ifPresent(escape -> operands.add(process(escape)));
        return operator.createCall(text.place(like), operands);
    }

    @Override
    protected SqlNode visitInPredicate(InPredicate in, Void nothing) {
        return in(in, SqlStdOperatorTable.IN);
    }

    private SqlNode in(InPredicate in, SqlOperator operator) {
        SqlNode among = in.getValueList() instanceof InListExpression list
                ? new SqlNodeList(all(list.getValues()), text.place(list))
                : process(in.getValueList());
        return operator.createCall(text.place(in), process(in.getValue()), among);
    }

    @Override
    protected SqlNode visitIsNullPredicate(IsNullPredicate test, Void nothing) {
        SqlOperator operator = text.truthTest(test)
                .map(truth -> truth.equals("true")
                        ? SqlStdOperatorTable.IS_TRUE
                        : truth.equals("false") ? SqlStdOperatorTable.IS_FALSE : SqlStdOperatorTable.IS_UNKNOWN)
                .orElse(SqlStdOperatorTable.IS_NULL);
        return operator.createCall(text.place(test), process(test.getValue()));
    }

    @Override
    protected SqlNode visitIsNotNullPredicate(IsNotNullPredicate test, Void nothing) {
        SqlOperator operator = text.truthTest(test)
                .map(truth -> truth.equals("true")
                        ? SqlStdOperatorTable.IS_NOT_TRUE
                        : truth.equals("false") ? SqlStdOperatorTable.IS_NOT_FALSE : SqlStdOperatorTable.IS_NOT_UNKNOWN)
                .orElse(SqlStdOperatorTable.IS_NOT_NULL);
        return operator.createCall(text.place(test), process(test.getValue()));
    }

    // ---- sub-queries -------------------------------------------------------------------------------------------

    @Override
    protected SqlNode visitSubqueryExpression(SubqueryExpression subquery, Void nothing) {
        if (lambdas.isInside()) {
            throw text.notSupported("a sub-query inside a lambda is not supported", subquery);
        }
        return queries.query(subquery.getQuery());
    }

    @Override
    protected SqlNode visitExists(ExistsPredicate exists, Void nothing) {
        return SqlStdOperatorTable.EXISTS.createCall(text.place(exists), process(exists.getSubquery()));
    }

    @Override
    protected SqlNode visitQuantifiedComparisonExpression(QuantifiedComparisonExpression comparison, Void nothing) {
        boolean isAll = comparison.getQuantifier() == QuantifiedComparisonExpression.Quantifier.ALL;
        SqlKind kind = operator(comparison.getOperator()).getKind();
        return (isAll ? SqlStdOperatorTable.all(kind) : SqlStdOperatorTable.some(kind))
                .createCall(text.place(comparison), process(comparison.getValue()), process(comparison.getSubquery()));
    }

    // ---- conditionals ------------------------------------------------------------------------------------------

    @Override
    protected SqlNode visitSearchedCaseExpression(SearchedCaseExpression choice, Void nothing) {
        return choice(null, choice.getWhenClauses(), choice.getDefaultValue(), text.place(choice));
    }

    @Override
    protected SqlNode visitSimpleCaseExpression(SimpleCaseExpression choice, Void nothing) {
        return choice(
                process(choice.getOperand()), choice.getWhenClauses(), choice.getDefaultValue(), text.place(choice));
    }

    private SqlNode choice(
            SqlNode operandOrNull, List<WhenClause> branches, Optional<Expression> otherwise, SqlParserPos place) {
        SqlNodeList conditions = new SqlNodeList(place);
        SqlNodeList results = new SqlNodeList(place);
        for (WhenClause branch : branches) {
            conditions.add(process(branch.getOperand()));
            results.add(process(branch.getResult()));
        }
        SqlNode last = otherwise.map(this::process).orElseGet(() -> SqlLiteral.createNull(place));
        return operandOrNull == null
                ? new SqlCase(place, null, conditions, results, last)
                : SqlCase.createSwitched(place, operandOrNull, conditions, results, last);
    }

    @Override
    protected SqlNode visitIfExpression(IfExpression choice, Void nothing) {
        SqlParserPos place = text.place(choice);
        return new SqlCase(
                place,
                null,
                SqlNodeList.of(process(choice.getCondition())),
                SqlNodeList.of(process(choice.getTrueValue())),
                choice.getFalseValue().map(this::process).orElseGet(() -> SqlLiteral.createNull(place)));
    }

    @Override
    protected SqlNode visitCoalesceExpression(CoalesceExpression coalesce, Void nothing) {
        return SqlStdOperatorTable.COALESCE.createCall(text.place(coalesce), all(coalesce.getOperands()));
    }

    @Override
    protected SqlNode visitNullIfExpression(NullIfExpression nullIf, Void nothing) {
        return SqlStdOperatorTable.NULLIF.createCall(
                text.place(nullIf), process(nullIf.getFirst()), process(nullIf.getSecond()));
    }

    @Override
    protected SqlNode visitTryExpression(TryExpression attempt, Void nothing) {
        return call("try", text.place(attempt), process(attempt.getInnerExpression()));
    }

    // ---- functions ---------------------------------------------------------------------------------------------

    @Override
    protected SqlNode visitCast(Cast cast, Void nothing) {
        return (cast.isSafe() ? SqlLibraryOperators.TRY_CAST : SqlStdOperatorTable.CAST)
                .createCall(text.place(cast), process(cast.getExpression()), types.of(cast.getType()));
    }

    /** Each field has a function of its name. */
    @Override
    protected SqlNode visitExtract(Extract extract, Void nothing) {
        return call(
                extract.getField().name().toLowerCase(Locale.ROOT),
                text.place(extract),
                process(extract.getExpression()));
    }

    @Override
    protected SqlNode visitAtTimeZone(AtTimeZone time, Void nothing) {
        SqlNode zone =
                text.isParameter(time.getTimeZone()) ? parameters.of(time.getTimeZone()) : process(time.getTimeZone());
        return call("at_timezone", text.place(time), process(time.getValue()), zone);
    }

    @Override
    protected SqlNode visitTrim(Trim trim, Void nothing) {
        SqlParserPos place = text.place(trim);
        SqlTrimFunction.Flag flag =
                switch (trim.getSpecification()) {
                    case BOTH -> SqlTrimFunction.Flag.BOTH;
                    case LEADING -> SqlTrimFunction.Flag.LEADING;
                    case TRAILING -> SqlTrimFunction.Flag.TRAILING;
                };
        SqlNode characters =
                trim.getTrimCharacter().map(this::process).orElseGet(() -> SqlLiteral.createCharString(" ", place));
        return SqlStdOperatorTable.TRIM.createCall(
                place, flag.symbol(place), characters, process(trim.getTrimSource()));
    }

    @Override
    protected SqlNode visitJsonValue(JsonValue call, Void nothing) {
        return json.value(call);
    }

    @Override
    protected SqlNode visitJsonQuery(JsonQuery call, Void nothing) {
        return json.query(call);
    }

    @Override
    protected SqlNode visitJsonExists(JsonExists call, Void nothing) {
        return json.exists(call);
    }

    @Override
    protected SqlNode visitJsonObject(JsonObject call, Void nothing) {
        return json.object(call);
    }

    @Override
    protected SqlNode visitJsonArray(JsonArray call, Void nothing) {
        return json.array(call);
    }

    @Override
    protected SqlNode visitFormat(Format format, Void nothing) {
        return unresolved("format", text.place(format)).createCall(text.place(format), all(format.getArguments()));
    }

    @Override
    protected SqlNode visitGroupingOperation(GroupingOperation grouping, Void nothing) {
        return SqlStdOperatorTable.GROUPING.createCall(text.place(grouping), all(grouping.getGroupingColumns()));
    }

    @Override
    protected SqlNode visitLambdaExpression(LambdaExpression lambda, Void nothing) {
        throw text.notSupported("a lambda can only be the argument of a function", lambda);
    }

    @Override
    protected SqlNode visitFunctionCall(FunctionCall call, Void nothing) {
        SqlParserPos place = text.place(call);
        if (call.getName().toString().equals("reduce_agg")) {
            return process(ReduceAggregate.rewritten(call, text));
        }
        if (call.getProcessingMode().isPresent()) {
            throw text.notSupported("row pattern recognition is not supported", call);
        }
        SqlNode made = plainCall(call, place);
        if (call.getOrderBy().isPresent()) {
            made = SqlStdOperatorTable.WITHIN_GROUP.createCall(
                    place,
                    made,
                    queries.windows().sortKeysInside(call.getOrderBy().get()));
        }
        if (call.getFilter().isPresent()) {
            made = SqlStdOperatorTable.FILTER.createCall(
                    place, made, process(call.getFilter().get()));
        }
        if (call.getNullTreatment().isPresent()) {
            boolean isIgnore = call.getNullTreatment().get() == FunctionCall.NullTreatment.IGNORE;
            made = (isIgnore ? SqlStdOperatorTable.IGNORE_NULLS : SqlStdOperatorTable.RESPECT_NULLS)
                    .createCall(place, made);
        }
        if (call.getWindow().isPresent()) {
            made = SqlStdOperatorTable.OVER.createCall(
                    place, made, queries.windows().over(call.getWindow().get()));
        }
        return made;
    }

    private SqlNode plainCall(FunctionCall call, SqlParserPos place) {
        String name = String.join(".", call.getName().getParts()).toLowerCase(Locale.ROOT);
        boolean hasLambda = call.getArguments().stream().anyMatch(LambdaExpression.class::isInstance);
        List<SqlNode> arguments = hasLambda ? lambdas.arguments(call.getArguments()) : all(call.getArguments());
        if (name.equals("count") && arguments.isEmpty() && !call.isDistinct()) {
            arguments = List.of(SqlIdentifier.star(place));
        }
        if (name.equals("map") && arguments.isEmpty()) {
            arguments = List.of(emptyArray(place), emptyArray(place));
        }
        if (name.equals("count") && arguments.size() > 1) {
            throw new EngineException(ErrorCode.TYPE_MISMATCH, "count() takes one argument or *")
                    .at(SqlText.position(place))
                    .advise("count(DISTINCT ROW(a, b)) counts combinations");
        }
        if (name.equals("from_unixtime") && arguments.size() > 1) {
            return inZone(arguments, place);
        }
        if (name.equals("listagg")) {
            arguments = listaggArguments(arguments);
        }
        SqlLiteral distinct = call.isDistinct() ? SqlSelectKeyword.DISTINCT.symbol(place) : null;
        return unresolved(name, place).createCall(distinct, place, arguments.toArray(SqlNode[]::new));
    }

    /** {@code from_unixtime(seconds, zone)} and {@code from_unixtime(seconds, hours, minutes)}. */
    private SqlNode inZone(List<SqlNode> arguments, SqlParserPos place) {
        SqlNode time = call("from_unixtime", place, arguments.get(0));
        if (arguments.size() == 2) {
            return call("at_timezone", place, time, arguments.get(1));
        }
        if (arguments.size() == 3
                && arguments.get(1) instanceof SqlLiteral hours
                && arguments.get(2) instanceof SqlLiteral minutes
                && hours.getTypeName() == SqlTypeName.DECIMAL
                && minutes.getTypeName() == SqlTypeName.DECIMAL) {
            String zone = offset(hours.intValue(true) * 60 + minutes.intValue(true), place);
            return call("at_timezone", place, time, SqlLiteral.createCharString(zone, place));
        }
        throw SqlErrors.notSupported(
                        "from_unixtime() takes seconds, then a zone or the hours and minutes that its clock is"
                                + " ahead of UTC, as literals")
                .at(SqlText.position(place));
    }

    private static String offset(int minutes, SqlParserPos place) {
        try {
            return ZoneOffset.ofTotalSeconds(minutes * 60).getId();
        } catch (DateTimeException e) {
            throw new EngineException(ErrorCode.INVALID_ARGUMENT, "no clock is " + minutes + " minutes ahead of UTC")
                    .at(SqlText.position(place));
        }
    }

    /** The grammar adds what to do on overflow behind the separator: whether to fail, or else the words of the end. */
    private static List<SqlNode> listaggArguments(List<SqlNode> arguments) {
        boolean truncates = arguments.size() > 4
                && arguments.get(2) instanceof SqlLiteral fails
                && Boolean.FALSE.equals(fails.getValue());
        return truncates
                ? List.of(arguments.get(0), arguments.get(1), arguments.get(3), arguments.get(4))
                : arguments.subList(0, Math.min(2, arguments.size()));
    }
}
