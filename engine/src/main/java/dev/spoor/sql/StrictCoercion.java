/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.sql.parser.TimeLiterals;
import dev.spoor.vector.SqlTypes;
import java.time.LocalDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.implicit.TypeCoercionImpl;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;

/**
 * Which types meet without a CAST: numbers with numbers, times with times, and, beyond Trino but as CloudTrail Lake has
 * it, a string with a time and a boolean literal with a string. A string never meets a number. A string <em>literal</em>
 * that meets a time becomes a time literal here, so that a bad one is an error with its place and a good one prunes.
 */
final class StrictCoercion extends TypeCoercionImpl {
    private static final Set<SqlKind> EQUALITIES =
            EnumSet.of(SqlKind.EQUALS, SqlKind.NOT_EQUALS, SqlKind.IS_DISTINCT_FROM, SqlKind.IS_NOT_DISTINCT_FROM);
    private static final Set<SqlKind> ORDERINGS = EnumSet.of(
            SqlKind.LESS_THAN,
            SqlKind.LESS_THAN_OR_EQUAL,
            SqlKind.GREATER_THAN,
            SqlKind.GREATER_THAN_OR_EQUAL,
            SqlKind.BETWEEN);

    StrictCoercion(RelDataTypeFactory types, SqlValidator validator) {
        super(types, validator);
    }

    @Override
    protected boolean binaryArithmeticWithStrings(SqlCallBinding binding, RelDataType left, RelDataType right) {
        return false;
    }

    /** Each side of a comparison tells what the parameters on the other are. */
    private void expectEqualTypes(SqlCallBinding binding) {
        for (SqlNode parameter : binding.getCall().getOperandList()) {
            for (int i = 0; i < binding.getOperandCount(); i++) {
                parameters().expect(parameter, binding.getOperandType(i));
            }
        }
    }

    private ParameterTypes parameters() {
        return ((EngineValidator) validator).parameters();
    }

    @Override
    public boolean binaryComparisonCoercion(SqlCallBinding binding) {
        expectEqualTypes(binding);
        for (int i = 1; i < binding.getOperandCount(); i++) {
            if (binding.getOperandType(0).isStruct()) {
                requireMeeting(binding, binding.getOperandType(0), binding.getOperandType(i));
            }
        }
        boolean coerced = EQUALITIES.contains(binding.getOperator().getKind()) && truthLiterals(binding);
        coerced |= super.binaryComparisonCoercion(binding);
        for (int i = 1; i < binding.getOperandCount(); i++) {
            requireMeeting(binding, binding.getOperandType(0), binding.getOperandType(i));
        }
        if (ORDERINGS.contains(binding.getOperator().getKind())) {
            for (RelDataType type : binding.collectOperandTypes()) {
                requireOrder(binding, type);
            }
        }
        return coerced;
    }

    /** Maps and JSON are equal or not, and in no order. */
    private static void requireOrder(SqlCallBinding binding, RelDataType type) {
        Field field = TypeMap.toField("", type);
        if (!hasOrder(field)) {
            throw new EngineException(
                            ErrorCode.TYPE_MISMATCH,
                            TypeMap.display(field) + " has no order; only equality can be asked of it")
                    .at(CalciteErrors.position(binding.getCall().getParserPosition()));
        }
    }

    private static boolean hasOrder(Field field) {
        return !SqlTypes.isJson(field)
                && !(field.getType() instanceof ArrowType.Map)
                && field.getChildren().stream().allMatch(StrictCoercion::hasOrder);
    }

    @Override
    public boolean inOperationCoercion(SqlCallBinding binding) {
        RelDataType left = binding.getOperandType(0);
        parameters().expect(binding.operand(1), left);
        if (binding.operand(1) instanceof SqlNodeList among) {
            among.forEach(
                    item -> parameters().expect(binding.operand(0), validator.deriveType(binding.getScope(), item)));
        }
        boolean coerced = binding.operand(1) instanceof SqlNodeList among && truthLiterals(left, among);
        coerced |= super.inOperationCoercion(binding);
        if (binding.operand(1) instanceof SqlNodeList list) {
            for (SqlNode item : list) {
                requireMeeting(binding, left, validator.deriveType(binding.getScope(), item));
            }
        } else {
            RelDataType right = binding.getOperandType(1);
            boolean oneColumn = right.isStruct() && right.getFieldCount() == 1;
            requireMeeting(
                    binding, left, oneColumn ? right.getFieldList().get(0).getType() : right);
        }
        return coerced;
    }

    private static void requireMeeting(SqlCallBinding binding, RelDataType left, RelDataType right) {
        if (!mayMeet(left, right)) {
            throw new EngineException(
                            ErrorCode.TYPE_MISMATCH,
                            TypeMap.display(TypeMap.toField("", left)) + " and "
                                    + TypeMap.display(TypeMap.toField("", right)) + " cannot be compared")
                    .at(CalciteErrors.position(binding.getCall().getParserPosition()))
                    .advise("CAST one side to the type of the other");
        }
    }

    /** A boolean meets nothing but booleans and the literals of {@link #truthLiterals}. */
    @Override
    protected boolean booleanEquality(SqlCallBinding binding, RelDataType left, RelDataType right) {
        return false;
    }

    /** {@code sessionCredentialFromConsole = true}, {@code readOnly = 'true'}: the literal takes the other side's type. */
    private static boolean truthLiterals(SqlCallBinding binding) {
        boolean coerced = false;
        for (int i = 0; i < 2; i++) {
            SqlNode literal = truthLiteralOrNull(binding.operand(i), binding.getOperandType(1 - i));
            if (literal != null) {
                binding.getCall().setOperand(i, literal);
                coerced = true;
            }
        }
        return coerced;
    }

    /** {@code readOnly IN ('true', 'false')}. */
    private static boolean truthLiterals(RelDataType left, SqlNodeList among) {
        boolean coerced = false;
        for (int i = 0; i < among.size(); i++) {
            SqlNode literal = truthLiteralOrNull(among.get(i), left);
            if (literal != null) {
                among.set(i, literal);
                coerced = true;
            }
        }
        return coerced;
    }

    /** The literal that a text among booleans or a boolean among texts stands for; null if it is neither. */
    private static SqlNode truthLiteralOrNull(SqlNode node, RelDataType other) {
        if (!(node instanceof SqlLiteral literal)) {
            return null;
        }
        SqlParserPos pos = node.getParserPosition();
        if (literal.getTypeName() == SqlTypeName.BOOLEAN && SqlTypeUtil.isCharacter(other)) {
            return SqlLiteral.createCharString(literal.booleanValue() ? "true" : "false", pos);
        }
        if (literal.getTypeName() != SqlTypeName.CHAR || !SqlTypeUtil.isBoolean(other)) {
            return null;
        }
        String text = literal.getValueAs(String.class);
        if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
            throw new EngineException(
                            ErrorCode.TYPE_MISMATCH,
                            "'" + text + "' is compared with a boolean, but is neither 'true' nor 'false'")
                    .at(CalciteErrors.position(pos));
        }
        return SqlLiteral.createBoolean(text.equalsIgnoreCase("true"), pos);
    }

    @Override
    public RelDataType commonTypeForBinaryComparison(RelDataType left, RelDataType right) {
        if (left == null || right == null || !mayMeet(left, right)) {
            return null;
        }
        if (left instanceof ZonedTimestampType || right instanceof ZonedTimestampType) {
            return factory.createTypeWithNullability(instants(), left.isNullable() || right.isNullable());
        }
        if (isInstant(left) != isInstant(right)
                && SqlTypeUtil.isDatetime(left)
                && SqlTypeUtil.isDatetime(right)
                && !isTime(left)
                && !isTime(right)) {
            RelDataType timestamp = factory.createSqlType(SqlTypeName.TIMESTAMP, EngineTypeFactory.TIME_PRECISION);
            return factory.createTypeWithNullability(timestamp, left.isNullable() || right.isNullable());
        }
        return super.commonTypeForBinaryComparison(left, right);
    }

    private static boolean isInstant(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
    }

    private static boolean isTime(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.TIME;
    }

    /** Same family, an untyped NULL, or text with a time. */
    private static boolean mayMeet(RelDataType left, RelDataType right) {
        if (left.getSqlTypeName() == SqlTypeName.NULL || right.getSqlTypeName() == SqlTypeName.NULL) {
            return true;
        }
        if (left.isStruct() || right.isStruct()) {
            return left.isStruct() && right.isStruct() && rowsMayMeet(left, right);
        }
        if (left.getComponentType() != null || right.getComponentType() != null) {
            return left.getComponentType() != null
                    && right.getComponentType() != null
                    && mayMeet(left.getComponentType(), right.getComponentType());
        }
        if (left.getKeyType() != null || right.getKeyType() != null) {
            return left.getKeyType() != null
                    && right.getKeyType() != null
                    && mayMeet(left.getKeyType(), right.getKeyType())
                    && mayMeet(left.getValueType(), right.getValueType());
        }
        boolean textAndTime = (SqlTypeUtil.isCharacter(left) && SqlTypeUtil.isDatetime(right))
                || (SqlTypeUtil.isDatetime(left) && SqlTypeUtil.isCharacter(right));
        return textAndTime || family(left) == family(right);
    }

    private static boolean rowsMayMeet(RelDataType left, RelDataType right) {
        if (left.getFieldCount() != right.getFieldCount()) {
            return false;
        }
        for (int i = 0; i < left.getFieldCount(); i++) {
            if (!mayMeet(
                    left.getFieldList().get(i).getType(),
                    right.getFieldList().get(i).getType())) {
                return false;
            }
        }
        return true;
    }

    private static Object family(RelDataType type) {
        if (SqlTypeUtil.isNumeric(type)) {
            return SqlTypeFamily.NUMERIC;
        }
        if (SqlTypeUtil.isDatetime(type)) {
            return SqlTypeFamily.DATETIME;
        }
        return type.getSqlTypeName().getFamily();
    }

    /** Beyond Trino: in the branches of a CASE and in a UNION text that meets times becomes a time, as in a comparison. */
    @Override
    public RelDataType getWiderTypeFor(List<RelDataType> types, boolean stringPromotion) {
        List<RelDataType> times =
                types.stream().filter(StrictCoercion::isPointInTime).toList();
        boolean isTimeOrText = types.stream()
                .allMatch(type -> isPointInTime(type)
                        || SqlTypeUtil.isCharacter(type)
                        || type.getSqlTypeName() == SqlTypeName.NULL);
        if (times.isEmpty() || times.size() == types.size() || !isTimeOrText) {
            return super.getWiderTypeFor(types, stringPromotion);
        }
        RelDataType common = factory.leastRestrictive(times);
        if (common == null) {
            return null;
        }
        RelDataType time = common instanceof ZonedTimestampType ? instants() : common;
        return factory.createTypeWithNullability(time, types.stream().anyMatch(RelDataType::isNullable));
    }

    private RelDataType instants() {
        return factory.createSqlType(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE, EngineTypeFactory.TIME_PRECISION);
    }

    private static boolean isPointInTime(RelDataType type) {
        return SqlTypeUtil.isDatetime(type) && !isTime(type);
    }

    @Override
    public RelDataType getWiderTypeForTwo(RelDataType left, RelDataType right, boolean stringPromotion) {
        return super.getWiderTypeForTwo(left, right, false);
    }

    @Override
    public RelDataType implicitCast(RelDataType in, SqlTypeFamily expected) {
        boolean text = SqlTypeUtil.isCharacter(in);
        boolean wantsText = expected == SqlTypeFamily.CHARACTER || expected == SqlTypeFamily.STRING;
        if (in.getSqlTypeName() != SqlTypeName.NULL && text != wantsText && expected != SqlTypeFamily.ANY) {
            return null;
        }
        return super.implicitCast(in, expected);
    }

    @Override
    protected boolean coerceOperandType(SqlValidatorScope scope, SqlCall call, int index, RelDataType target) {
        SqlNode time = timeLiteralOrNull(call.operand(index), target);
        if (time != null) {
            call.setOperand(index, time);
            updateInferredType(time, target);
            return true;
        }
        call.setOperand(index, asInstant(scope, call.operand(index), target));
        return super.coerceOperandType(scope, call, index, target);
    }

    @Override
    protected boolean coerceColumnType(SqlValidatorScope scope, SqlNodeList nodes, int index, RelDataType target) {
        SqlNode node = index < nodes.size() ? nodes.get(index) : null;
        if (node instanceof SqlCall alias && node.getKind() == SqlKind.AS) {
            alias.setOperand(0, asInstant(scope, alias.operand(0), target));
            SqlNode aliased = timeLiteralOrNull(alias.operand(0), target);
            if (aliased != null) {
                alias.setOperand(0, aliased);
                updateInferredType(aliased, target);
                updateInferredType(alias, target);
                return true;
            }
        }
        if (node != null) {
            nodes.set(index, asInstant(scope, node, target));
        }
        SqlNode time = node == null ? null : timeLiteralOrNull(node, target);
        if (time != null) {
            nodes.set(index, time);
            updateInferredType(time, target);
            return true;
        }
        return super.coerceColumnType(scope, nodes, index, target);
    }

    /**
     * Times in zones meet others as instants: one that becomes a time without a zone is shown in UTC first, or its own clock
     * would be compared.
     */
    private SqlNode asInstant(SqlValidatorScope scope, SqlNode node, RelDataType target) {
        boolean isClock = target.getSqlTypeName() == SqlTypeName.TIMESTAMP;
        boolean isPlain = node instanceof SqlLiteral
                || (node instanceof SqlIdentifier name && name.isStar())
                || node.getKind() == SqlKind.AS;
        if (!isClock || isPlain || !(validator.deriveType(scope, node) instanceof ZonedTimestampType)) {
            return node;
        }
        SqlParserPos pos = node.getParserPosition();
        return LibraryOperators.AT_TIMEZONE.createCall(pos, node, SqlLiteral.createCharString("UTC", pos));
    }

    /** The time literal for a string literal that must become a time; null if it is none. */
    private SqlNode timeLiteralOrNull(SqlNode node, RelDataType target) {
        SqlTypeName name = target.getSqlTypeName();
        boolean time = name == SqlTypeName.TIMESTAMP
                || name == SqlTypeName.DATE
                || name == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
        if (!time || !(node instanceof SqlLiteral literal) || literal.getTypeName() != SqlTypeName.CHAR) {
            return null;
        }
        String text = literal.getValueAs(String.class);
        LocalDateTime utc = TimeLiterals.utcOrNull(text);
        if (utc == null) {
            throw new EngineException(
                            ErrorCode.INVALID_CAST,
                            "'" + text + "' is no point in time; write '2026-01-31 13:45:00', '2026-01-31' or"
                                    + " '2026-01-31T13:45:00Z'")
                    .at(CalciteErrors.position(node.getParserPosition()));
        }
        if (name == SqlTypeName.DATE && utc.toLocalTime().toNanoOfDay() == 0) {
            return SqlLiteral.createDate(new DateString(utc.toLocalDate().toString()), node.getParserPosition());
        }
        return name == SqlTypeName.DATE
                ? null
                : SqlLiteral.createTimestamp(
                        name,
                        new TimestampString(TimeLiterals.plain(utc)),
                        EngineTypeFactory.TIME_PRECISION,
                        node.getParserPosition());
    }
}
