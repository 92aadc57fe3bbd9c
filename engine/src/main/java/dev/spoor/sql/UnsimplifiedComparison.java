/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql2rel.SqlRexContext;
import org.apache.calcite.sql2rel.SqlRexConvertlet;
import org.apache.calcite.sql2rel.SqlRexConvertletTable;
import org.apache.calcite.sql2rel.StandardConvertletTable;

/**
 * Comparisons that Calcite must not rewrite, because its rules hold only where every value equals itself and is in one
 * order with all others: it takes {@code x = x} for {@code x IS NOT NULL}, {@code NOT x < y} for {@code x >= y}, and
 * {@code x IS DISTINCT FROM y} for {@code x <> y} where neither is NULL. Not so for NaN, nor for a list, row or map that
 * holds NULL or NaN.
 */
final class UnsimplifiedComparison {
    /** Stands before the usual sign in an operator's name. */
    static final String MARK = "COMPARE ";

    private static final Set<SqlKind> TWO_SIDED = EnumSet.of(
            SqlKind.EQUALS,
            SqlKind.NOT_EQUALS,
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL);
    private static final Map<SqlKind, SqlFunction> OPERATORS = new EnumMap<>(SqlKind.class);

    static {
        for (SqlKind kind : SqlKind.COMPARISON) {
            OPERATORS.put(kind, operator(kind));
        }
    }

    private UnsimplifiedComparison() {}

    /** Keeps IS DISTINCT FROM whole for such types; Calcite would make it of comparisons and of IS NULL. */
    static final class Convertlets implements SqlRexConvertletTable {
        @Override
        public SqlRexConvertlet get(SqlCall call) {
            SqlRexConvertlet usual = StandardConvertletTable.INSTANCE.get(call);
            boolean isDistinct =
                    call.getKind() == SqlKind.IS_DISTINCT_FROM || call.getKind() == SqlKind.IS_NOT_DISTINCT_FROM;
            return isDistinct ? (context, distinct) -> whole(context, distinct, usual) : usual;
        }

        private static RexNode whole(SqlRexContext context, SqlCall call, SqlRexConvertlet usual) {
            List<RexNode> operands = new ArrayList<>();
            for (SqlNode operand : call.getOperandList()) {
                operands.add(context.convertExpression(operand));
            }
            return areEqualToThemselves(operands)
                    ? usual.convertCall(context, call)
                    : context.getRexBuilder().makeCall(call.getParserPosition(), call.getOperator(), operands);
        }
    }

    /**
     * Puts these comparisons in the place of all others of such types, and lets them be NULL where NULL may be inside. Until
     * sub-queries and correlation are gone Calcite must find the equalities; later, two columns that a rule finds to be the
     * same expression must not become a test for NULL.
     */
    static final class Everywhere extends RexShuttle {
        private final RexBuilder builder;

        Everywhere(RexBuilder builder) {
            this.builder = builder;
        }

        @Override
        public RexNode visitCall(RexCall call) {
            RexNode visited = super.visitCall(call);
            SqlKind kind = kindOf(visited);
            if (!TWO_SIDED.contains(kind)
                    || !(visited instanceof RexCall comparison)
                    || areEqualToThemselves(comparison.getOperands())) {
                return visited;
            }
            boolean mayBeUnknown = comparison.getOperands().stream().anyMatch(operand -> isNested(operand.getType()));
            RelDataType type = builder.getTypeFactory()
                    .createTypeWithNullability(
                            comparison.getType(),
                            mayBeUnknown || comparison.getType().isNullable());
            return builder.makeCall(type, OPERATORS.get(kind), comparison.getOperands());
        }
    }

    /** Whether a call compares lists, rows or maps so that NULL inside of them makes the answer NULL. */
    static boolean mayBeUnknown(SqlKind kind, List<? extends RexNode> operands) {
        return TWO_SIDED.contains(kind) && operands.stream().anyMatch(operand -> mayHoldNull(operand.getType()));
    }

    /** Likewise, before the call is translated. */
    static boolean mayBeUnknown(SqlCall call, Function<SqlNode, RelDataType> typeOf) {
        return TWO_SIDED.contains(call.getKind())
                && call.getOperandList().stream().anyMatch(operand -> mayHoldNull(typeOf.apply(operand)));
    }

    private static boolean mayHoldNull(RelDataType type) {
        Stream<RelDataType> parts = type.isStruct()
                ? type.getFieldList().stream().map(RelDataTypeField::getType)
                : Stream.of(type.getComponentType(), type.getKeyType(), type.getValueType())
                        .filter(Objects::nonNull);
        return parts.anyMatch(part -> part.isNullable() || mayHoldNull(part));
    }

    /** The operator to use in the place of another; null when the rules of that hold. */
    static SqlFunction inPlaceOfOrNull(SqlKind kind, List<? extends RexNode> operands) {
        if (operands.size() != 2 || areEqualToThemselves(operands)) {
            return null;
        }
        return switch (kind) {
            case LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL,
                    IS_DISTINCT_FROM,
                    IS_NOT_DISTINCT_FROM -> OPERATORS.get(kind);
            // Calcite finds joins and correlations by their equalities, so others stay what they are
            case EQUALS, NOT_EQUALS -> operands.get(0).equals(operands.get(1)) ? OPERATORS.get(kind) : null;
            default -> null;
        };
    }

    /** The comparison that a call stands for; of any other call its kind. */
    static SqlKind kindOf(RexNode node) {
        if (node instanceof RexCall call && call.getOperator() instanceof SqlFunction operator) {
            for (Map.Entry<SqlKind, SqlFunction> entry : OPERATORS.entrySet()) {
                if (entry.getValue() == operator) {
                    return entry.getKey();
                }
            }
        }
        return node.getKind();
    }

    private static boolean isNested(RelDataType type) {
        return type.isStruct() || type.getComponentType() != null || type.getKeyType() != null;
    }

    /** Whether all values of a type but NULL are equal to themselves. */
    static boolean isEqualToItself(RelDataType type) {
        return !isNested(type) && !SqlTypeName.APPROX_TYPES.contains(type.getSqlTypeName());
    }

    private static boolean areEqualToThemselves(List<? extends RexNode> operands) {
        return operands.stream().allMatch(operand -> isEqualToItself(operand.getType()));
    }

    private static SqlFunction operator(SqlKind kind) {
        return new SqlFunction(
                MARK + kind.sql,
                SqlKind.OTHER_FUNCTION,
                kind == SqlKind.IS_DISTINCT_FROM || kind == SqlKind.IS_NOT_DISTINCT_FROM
                        ? ReturnTypes.BOOLEAN_NOT_NULL
                        : ReturnTypes.BOOLEAN_NULLABLE,
                null,
                OperandTypes.ANY_ANY,
                SqlFunctionCategory.SYSTEM);
    }
}
