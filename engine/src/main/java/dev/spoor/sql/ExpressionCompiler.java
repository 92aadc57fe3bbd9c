/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.SourcePosition;
import dev.spoor.expr.Arithmetic;
import dev.spoor.expr.ArrayOf;
import dev.spoor.expr.CaseWhen;
import dev.spoor.expr.Cast;
import dev.spoor.expr.Coalesce;
import dev.spoor.expr.ColumnRef;
import dev.spoor.expr.CommonType;
import dev.spoor.expr.Comparison;
import dev.spoor.expr.Expression;
import dev.spoor.expr.Lambda;
import dev.spoor.expr.Like;
import dev.spoor.expr.Literal;
import dev.spoor.expr.Logic;
import dev.spoor.expr.MapOf;
import dev.spoor.expr.Member;
import dev.spoor.expr.NullTest;
import dev.spoor.expr.RowOf;
import dev.spoor.expr.TruthTest;
import dev.spoor.expr.TryExpr;
import dev.spoor.expr.UtcTime;
import dev.spoor.expr.VectorExpr;
import dev.spoor.expr.ZoneTime;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.function.ScalarFunction;
import dev.spoor.sql.parser.SqlErrors;
import dev.spoor.vector.Schema;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexLambda;
import org.apache.calcite.rex.RexLambdaRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;

/**
 * Turns a row expression into a vector expression over the columns of a {@link Layout}. Types meet here as kernels want
 * them: both sides of a comparison the same, arguments as the chosen signature has them. One per plan node; one thread.
 */
final class ExpressionCompiler {
    private static final Field INSTANT = SqlTypes.field("", SqlTypes.TIMESTAMP_TZ);
    private static final Field CLOCK = SqlTypes.field("", SqlTypes.TIMESTAMP);

    private final Layout layout;
    private final FunctionLibrary functions;
    private final PlanOptions options;
    private final Map<RexNode, Integer> computed = new HashMap<>();

    ExpressionCompiler(Layout layout, FunctionLibrary functions, PlanOptions options) {
        this.layout = layout;
        this.functions = functions;
        this.options = options;
    }

    /** Says that an expression is already a column of the layout. */
    void isComputed(RexNode node, int index) {
        computed.put(node, index);
    }

    VectorExpr compile(RexNode node) {
        Integer column = computed.get(node);
        if (column != null) {
            return new ColumnRef(column, layout.field(column));
        }
        ColumnPath path = RexPaths.pathOrNull(node);
        VectorExpr place = path == null ? null : layout.exprOrNull(path);
        if (place != null) {
            return place;
        }
        if (node instanceof RexLiteral literal) {
            return literal(literal);
        }
        if (node instanceof RexFieldAccess access) {
            return Member.field(compile(access.getReferenceExpr()), TypeMap.fieldName(access.getField()));
        }
        if (node instanceof RexOver) {
            throw SqlErrors.notSupported("a window function cannot stand here");
        }
        if (node instanceof RexLambdaRef parameter) {
            return new ColumnRef(parameter.getIndex(), TypeMap.toField(parameter.getName(), parameter.getType()));
        }
        if (node instanceof RexCall call) {
            return call.getParserPosition().getLineNum() > 0 ? placed(call) : call(call);
        }
        throw SqlErrors.notSupported("this expression is not supported: " + node);
    }

    /** A call that stands in the statement: errors of compiling it, and of its values, have its place. */
    private VectorExpr placed(RexCall call) {
        SourcePosition place = CalciteErrors.position(call.getParserPosition());
        try {
            return Expression.standingAt(place, call(call));
        } catch (EngineException e) {
            throw e.at(place);
        }
    }

    /** The expression in the type that the tree gives it. */
    VectorExpr compile(RexNode node, Field wanted) {
        return cast(compile(node), wanted);
    }

    private static VectorExpr literal(RexLiteral literal) {
        if (literal.getType().getSqlTypeName() == SqlTypeName.NULL) {
            return Literal.of(SqlTypes.untypedNull(""), null);
        }
        return Literal.of(TypeMap.toField("", literal.getType()), LiteralValues.of(literal));
    }

    private static VectorExpr cast(VectorExpr expr, Field wanted) {
        return CommonType.cast(expr, wanted);
    }

    private VectorExpr call(RexCall call) {
        return switch (UnsimplifiedComparison.kindOf(call)) {
            case AND -> Logic.and(all(call));
            case OR -> Logic.or(all(call));
            case NOT -> Logic.not(first(call));
            case EQUALS -> comparison(Comparison.Op.EQ, call);
            case NOT_EQUALS -> comparison(Comparison.Op.NE, call);
            case LESS_THAN -> comparison(Comparison.Op.LT, call);
            case LESS_THAN_OR_EQUAL -> comparison(Comparison.Op.LE, call);
            case GREATER_THAN -> comparison(Comparison.Op.GT, call);
            case GREATER_THAN_OR_EQUAL -> comparison(Comparison.Op.GE, call);
            case IS_DISTINCT_FROM -> comparison(Comparison.Op.DISTINCT, call);
            case IS_NOT_DISTINCT_FROM -> comparison(Comparison.Op.NOT_DISTINCT, call);
            case IS_NULL, IS_UNKNOWN -> NullTest.isNull(first(call));
            case IS_NOT_NULL -> NullTest.isNotNull(first(call));
            case IS_TRUE -> TruthTest.of(TruthTest.Kind.IS_TRUE, first(call));
            case IS_FALSE -> TruthTest.of(TruthTest.Kind.IS_FALSE, first(call));
            case IS_NOT_TRUE -> TruthTest.of(TruthTest.Kind.IS_NOT_TRUE, first(call));
            case IS_NOT_FALSE -> TruthTest.of(TruthTest.Kind.IS_NOT_FALSE, first(call));
            case SEARCH -> new SearchCompiler(this).compile(call);
            case LIKE -> like(call);
            case CASE -> caseWhen(call);
            case COALESCE -> Coalesce.of(casted(all(call), resultField(call)), resultField(call));
            case CAST, REINTERPRET -> castCall(call, Cast.Mode.CAST);
            case SAFE_CAST -> castCall(call, Cast.Mode.TRY_CAST);
            case PLUS, MINUS, TIMES, DIVIDE, MOD -> arithmetic(call);
            case MINUS_PREFIX -> Arithmetic.negate(first(call));
            case PLUS_PREFIX -> first(call);
            case ROW -> RowOf.of(all(call), resultField(call));
            case ARRAY_VALUE_CONSTRUCTOR -> array(call);
            case MAP_VALUE_CONSTRUCTOR -> map(call);
            case ITEM -> item(call);
            case EXTRACT -> extract(call);
            case TRIM -> trim(call);
            case POSITION -> library("strpos", call, compile(call.getOperands().get(1)), first(call));
            case NULLIF -> nullIf(call);
            case FLOOR, CEIL -> rounded(call);
            default -> byName(call);
        };
    }

    private VectorExpr byName(RexCall call) {
        if (call.getOperator() instanceof LibraryOperators.Scalar operator) {
            boolean hasLambda = call.getOperands().stream().anyMatch(RexLambda.class::isInstance);
            return bind(operator.function(), call, hasLambda ? withLambdas(operator.function(), call) : all(call));
        }
        String name = call.getOperator().getName().toUpperCase(Locale.ROOT);
        Field result = resultField(call);
        return switch (name) {
            case "||" -> library("concat", call, all(call).toArray(new VectorExpr[0]));
            case "CEIL", "FLOOR" ->
                library(name.toLowerCase(Locale.ROOT), call, all(call).toArray(new VectorExpr[0]));
            case "TRY" -> TryExpr.of(first(call));
            case "AT_TIMEZONE" -> cast(cast(first(call), INSTANT), result);
            case "WITH_TIMEZONE" -> cast(cast(ZoneTime.shown(first(call)), CLOCK), result);
            case "TIME DIFFERENCE" -> timeDifference(call, result);
            case "CURRENT_TIMESTAMP", "LOCALTIMESTAMP" -> Literal.of(result, options.queryStartMicros());
            case "CURRENT_DATE" -> Literal.of(result, Math.toIntExact(UtcTime.dayOf(options.queryStartMicros())));
            case "CURRENT_TIME", "LOCALTIME" -> Literal.of(result, UtcTime.microsOfDay(options.queryStartMicros()));
            default -> throw SqlErrors.notSupported(name.toLowerCase(Locale.ROOT) + " is not supported");
        };
    }

    /** Arguments of a call with lambdas; the operands behind them are what the lambdas captured. */
    private List<VectorExpr> withLambdas(ScalarFunction function, RexCall call) {
        int count = SignatureMatcher.withLambda(function.signatures())
                .orElseThrow(() -> new EngineException(ErrorCode.INTERNAL, "no signature takes the lambda of " + call))
                .parameters()
                .size();
        List<VectorExpr> captures = new ArrayList<>();
        for (RexNode operand :
                call.getOperands().subList(count, call.getOperands().size())) {
            captures.add(compile(operand));
        }
        List<VectorExpr> arguments = new ArrayList<>();
        for (RexNode operand : call.getOperands().subList(0, count)) {
            arguments.add(operand instanceof RexLambda lambda ? lambda(lambda, captures) : compile(operand));
        }
        return arguments;
    }

    /** A body sees nothing but its parameters; the last of them stand for the captures. */
    private VectorExpr lambda(RexLambda lambda, List<VectorExpr> captures) {
        List<Field> parameters = new ArrayList<>();
        for (RexLambdaRef parameter : lambda.getParameters()) {
            parameters.add(TypeMap.toField(parameter.getName(), parameter.getType()));
        }
        int own = parameters.size() - captures.size();
        List<VectorExpr> coerced = new ArrayList<>();
        for (int i = 0; i < captures.size(); i++) {
            coerced.add(cast(captures.get(i), parameters.get(own + i)));
        }
        Layout nothing = new Layout(Map.of(), new Schema(List.of()));
        VectorExpr body = new ExpressionCompiler(nothing, functions, options).compile(lambda.getExpression());
        return new Lambda(parameters.subList(0, own), body, coerced);
    }

    private List<VectorExpr> all(RexCall call) {
        List<VectorExpr> operands = new ArrayList<>();
        for (RexNode operand : call.getOperands()) {
            operands.add(compile(operand));
        }
        return operands;
    }

    private VectorExpr first(RexCall call) {
        return compile(call.getOperands().get(0));
    }

    private static Field resultField(RexCall call) {
        return TypeMap.toField("", call.getType());
    }

    private static List<VectorExpr> casted(List<VectorExpr> exprs, Field wanted) {
        return exprs.stream().map(e -> cast(e, wanted)).toList();
    }

    private VectorExpr comparison(Comparison.Op op, RexCall call) {
        return comparison(op, first(call), compile(call.getOperands().get(1)));
    }

    /** Compares after bringing both sides to their common type. */
    static VectorExpr comparison(Comparison.Op op, VectorExpr left, VectorExpr right) {
        Field common = CommonTypes.of(left.field(), right.field());
        return Comparison.of(op, cast(left, common), cast(right, common));
    }

    private VectorExpr like(RexCall call) {
        VectorExpr escape =
                call.getOperands().size() > 2 ? compile(call.getOperands().get(2)) : null;
        return Like.of(first(call), compile(call.getOperands().get(1)), escape);
    }

    private VectorExpr caseWhen(RexCall call) {
        Field result = resultField(call);
        List<RexNode> operands = call.getOperands();
        List<VectorExpr> conditions = new ArrayList<>();
        List<VectorExpr> results = new ArrayList<>();
        for (int i = 0; i + 1 < operands.size(); i += 2) {
            conditions.add(compile(operands.get(i)));
            results.add(compile(operands.get(i + 1), result));
        }
        return CaseWhen.of(conditions, results, compile(operands.get(operands.size() - 1), result), result);
    }

    private VectorExpr nullIf(RexCall call) {
        Field result = resultField(call);
        VectorExpr value = first(call);
        VectorExpr equal =
                comparison(Comparison.Op.EQ, value, compile(call.getOperands().get(1)));
        return CaseWhen.of(List.of(equal), List.of(Literal.of(result, null)), cast(value, result), result);
    }

    private VectorExpr castCall(RexCall call, Cast.Mode mode) {
        VectorExpr value = first(call);
        Field target = resultField(call);
        VectorExpr casted = SqlTypes.sameType(value.field(), target) ? value : Cast.of(value, target, mode);
        RelDataType type = call.getType();
        boolean bounded = SqlTypeUtil.isCharacter(type) && type.getPrecision() != RelDataType.PRECISION_NOT_SPECIFIED;
        RelDataType source = call.getOperands().get(0).getType();
        boolean fits = SqlTypeUtil.isCharacter(source)
                && source.getPrecision() != RelDataType.PRECISION_NOT_SPECIFIED
                && source.getPrecision() <= type.getPrecision();
        if (!bounded || fits) {
            return casted;
        }
        Field bigint = SqlTypes.field("", SqlTypes.BIGINT);
        return library("substr", call, casted, Literal.of(bigint, 1L), Literal.of(bigint, (long) type.getPrecision()));
    }

    private VectorExpr arithmetic(RexCall call) {
        Field result = resultField(call);
        VectorExpr left = first(call);
        VectorExpr right = compile(call.getOperands().get(1));
        Arithmetic.Op op =
                switch (call.getKind()) {
                    case PLUS -> Arithmetic.Op.ADD;
                    case MINUS -> Arithmetic.Op.SUBTRACT;
                    case TIMES -> Arithmetic.Op.MULTIPLY;
                    case DIVIDE -> Arithmetic.Op.DIVIDE;
                    default -> Arithmetic.Op.MODULO;
                };
        return Arithmetic.of(op, left, right, result);
    }

    private VectorExpr timeDifference(RexCall call, Field result) {
        VectorExpr left = first(call);
        VectorExpr right = compile(call.getOperands().get(1));
        Field common = CommonTypes.of(left.field(), right.field());
        return Arithmetic.of(Arithmetic.Op.SUBTRACT, cast(left, common), cast(right, common), result);
    }

    private VectorExpr array(RexCall call) {
        Field result = resultField(call);
        return ArrayOf.of(casted(all(call), result.getChildren().get(0)), result);
    }

    private VectorExpr map(RexCall call) {
        Field result = resultField(call);
        List<Field> entry = result.getChildren().get(0).getChildren();
        List<VectorExpr> keys = new ArrayList<>();
        List<VectorExpr> values = new ArrayList<>();
        for (int i = 0; i < call.getOperands().size(); i += 2) {
            keys.add(compile(call.getOperands().get(i), entry.get(0)));
            values.add(compile(call.getOperands().get(i + 1), entry.get(1)));
        }
        return MapOf.of(keys, values, result);
    }

    private VectorExpr item(RexCall call) {
        VectorExpr collection = first(call);
        RexNode key = call.getOperands().get(1);
        if (collection.field().getType() instanceof ArrowType.Map) {
            return Member.mapValue(collection, compile(key));
        }
        if (collection.field().getType() instanceof ArrowType.Struct) {
            if (key instanceof RexLiteral name && name.getTypeName() == SqlTypeName.CHAR) {
                return Member.field(collection, name.getValueAs(String.class));
            }
            throw SqlErrors.notSupported("a field of a row is named by a constant");
        }
        return Member.arrayItem(collection, compile(key), false);
    }

    private VectorExpr extract(RexCall call) {
        String unit =
                ((RexLiteral) call.getOperands().get(0)).getValue().toString().toLowerCase(Locale.ROOT);
        String name =
                switch (unit) {
                    case "dow" -> "day_of_week";
                    case "doy" -> "day_of_year";
                    default -> unit;
                };
        return library(name, call, compile(call.getOperands().get(1)));
    }

    private VectorExpr rounded(RexCall call) {
        if (call.getOperands().size() != 1) {
            throw SqlErrors.notSupported(
                            "rounding times with " + call.getOperator().getName() + " is not supported")
                    .advise("use date_trunc('hour', time)");
        }
        return library(call.getOperator().getName().toLowerCase(Locale.ROOT), call, first(call));
    }

    private VectorExpr trim(RexCall call) {
        String side = ((RexLiteral) call.getOperands().get(0)).getValue().toString();
        String name =
                switch (side) {
                    case "LEADING" -> "ltrim";
                    case "TRAILING" -> "rtrim";
                    default -> "trim";
                };
        VectorExpr text = compile(call.getOperands().get(2));
        RexNode characters = call.getOperands().get(1);
        boolean blank = characters instanceof RexLiteral l && " ".equals(l.getValueAs(String.class));
        return blank ? library(name, call, text) : library(name, call, text, compile(characters));
    }

    /** A call of the library function that means the same as a built-in of the grammar. */
    private VectorExpr library(String name, RexCall call, VectorExpr... arguments) {
        ScalarFunction function = functions
                .scalar(name)
                .orElseThrow(() -> SqlErrors.notSupported(
                        call.getOperator().getName().toLowerCase(Locale.ROOT) + " is not supported"));
        return bind(function, call, List.of(arguments));
    }

    private VectorExpr bind(ScalarFunction function, RexCall call, List<VectorExpr> operands) {
        List<SignatureMatcher.Argument> arguments = new ArrayList<>();
        for (VectorExpr operand : operands) {
            boolean text =
                    Literal.valueOf(operand).filter(String.class::isInstance).isPresent();
            boolean fitsAnywhere =
                    Literal.isNull(operand) && operand.field().getChildren().isEmpty();
            arguments.add(
                    new SignatureMatcher.Argument(operand.field(), fitsAnywhere, text, operand instanceof Lambda));
        }
        SignatureMatcher.Match match = SignatureMatcher.match(function.signatures(), arguments)
                .orElseThrow(() -> new EngineException(
                        ErrorCode.INTERNAL, "no signature of " + function.doc().name() + " fits " + call));
        List<VectorExpr> coerced = new ArrayList<>();
        for (int i = 0; i < operands.size(); i++) {
            VectorExpr operand = operands.get(i);
            coerced.add(
                    operand instanceof Lambda
                            ? operand
                            : cast(operand, match.arguments().get(i)));
        }
        VectorExpr bound = function.bind(match.signature(), coerced, match.result());
        return cast(bound, resultField(call));
    }
}
