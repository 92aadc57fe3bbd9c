/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.ZoneTime;
import dev.spoor.function.AggregateFunction;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.Signature;
import dev.spoor.sql.parser.ParameterLiteral;
import dev.spoor.sql.parser.SqlErrors;
import dev.spoor.vector.SqlTypes;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCallBinding;
import org.apache.calcite.sql.SqlAggFunction;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlCallBinding;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperandCountRange;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.type.FunctionSqlType;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandCountRanges;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.util.Optionality;

/** Functions of the library as Calcite operators: types are asked of their signatures, casts are left to the compiler. */
final class LibraryOperators {
    /** {@code a - b} of two points in time: an interval. No user can write its name without quoting it. */
    static final SqlFunction TIME_DIFFERENCE = new SqlFunction(
            "TIME DIFFERENCE",
            SqlKind.OTHER_FUNCTION,
            binding -> TypeMap.toRel(SqlTypes.field("", SqlTypes.INTERVAL_DAY), binding.getTypeFactory()),
            null,
            OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.DATETIME),
            SqlFunctionCategory.USER_DEFINED_FUNCTION);

    private LibraryOperators() {}

    /** A scalar function under one of its names. */
    static final class Scalar extends SqlFunction {
        private final ScalarFunction function;

        Scalar(String name, ScalarFunction function) {
            super(
                    name.toUpperCase(Locale.ROOT),
                    SqlKind.OTHER_FUNCTION,
                    binding -> resultType(name, function.signatures(), binding),
                    null,
                    new Checker(name, function.signatures()),
                    SqlFunctionCategory.USER_DEFINED_FUNCTION);
            this.function = function;
        }

        ScalarFunction function() {
            return function;
        }

        /** A lambda is validated by typing the call; on its own, the types of its parameters are not known. */
        @Override
        public void validateCall(
                SqlCall call, SqlValidator validator, SqlValidatorScope scope, SqlValidatorScope operandScope) {
            if (!LambdaTyping.hasLambda(call)) {
                super.validateCall(call, validator, scope, operandScope);
                return;
            }
            for (SqlNode operand : call.getOperandList()) {
                if (!(operand instanceof SqlLambda)) {
                    operand.validateExpr(validator, operandScope);
                }
            }
            validator.deriveType(scope, call);
        }

        @Override
        public RelDataType deriveType(SqlValidator validator, SqlValidatorScope scope, SqlCall call) {
            return LambdaTyping.hasLambda(call)
                    ? LambdaTyping.resultType(getName(), function.signatures(), validator, scope, call)
                    : super.deriveType(validator, scope, call);
        }

        @Override
        public boolean isDeterministic() {
            return function.signatures().stream().allMatch(Signature::deterministic);
        }
    }

    /** An aggregate function under one of its names. */
    static final class Aggregate extends SqlAggFunction {
        private final AggregateFunction function;

        Aggregate(String name, AggregateFunction function) {
            super(
                    name.toUpperCase(Locale.ROOT),
                    null,
                    SqlKind.OTHER_FUNCTION,
                    binding -> resultType(name, function.signatures(), binding),
                    null,
                    new Checker(name, function.signatures()),
                    SqlFunctionCategory.USER_DEFINED_FUNCTION,
                    false,
                    false,
                    Optionality.OPTIONAL);
            this.function = function;
        }

        AggregateFunction function() {
            return function;
        }
    }

    /** {@code x AT TIME ZONE 'z'}: the same instant, shown by another clock. */
    static final SqlFunction AT_TIMEZONE = zoning("AT_TIMEZONE");

    /** {@code with_timezone(x, 'z')}: the instant at which that clock shows x. */
    static final SqlFunction WITH_TIMEZONE = zoning("WITH_TIMEZONE");

    private static SqlFunction zoning(String name) {
        return new SqlFunction(
                name,
                SqlKind.OTHER_FUNCTION,
                LibraryOperators::zonedType,
                null,
                OperandTypes.family(SqlTypeFamily.DATETIME, SqlTypeFamily.CHARACTER),
                SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }

    /** The zone is part of the type; that of a parameter which has no value yet is told as UTC. */
    private static RelDataType zonedType(SqlOperatorBinding binding) {
        boolean isUnbound = binding instanceof SqlCallBinding call
                ? call.operand(1) instanceof ParameterLiteral
                : binding.isOperandNull(1, false);
        if (isUnbound) {
            return ((EngineTypeFactory) binding.getTypeFactory()).zoned(ZoneOffset.UTC, true);
        }
        if (!binding.isOperandLiteral(1, false) || binding.isOperandNull(1, false)) {
            throw SqlErrors.notSupported(
                    "the zone of a time must be a literal such as 'America/New_York' or a parameter, because it is part of the type");
        }
        String zone = binding.getOperandLiteralValue(1, String.class);
        return ((EngineTypeFactory) binding.getTypeFactory()).zoned(ZoneTime.zone(zone), true);
    }

    /** {@code TRY(x)}: NULL where computing x fails. */
    static final SqlFunction TRY = new SqlFunction(
            "TRY",
            SqlKind.OTHER_FUNCTION,
            ReturnTypes.ARG0_FORCE_NULLABLE,
            null,
            OperandTypes.ANY,
            SqlFunctionCategory.USER_DEFINED_FUNCTION);

    private static RelDataType resultType(String name, List<Signature> signatures, SqlOperatorBinding binding) {
        List<SignatureMatcher.Argument> arguments = new ArrayList<>();
        int count = argumentCount(signatures, binding);
        for (int i = 0; i < count; i++) {
            arguments.add(argument(binding, i));
        }
        SignatureMatcher.Match match = SignatureMatcher.match(signatures, arguments)
                .orElseThrow(() -> new EngineException(ErrorCode.TYPE_MISMATCH, mismatch(name, arguments, signatures)));
        return TypeMap.toRel(match.result(), binding.getTypeFactory());
    }

    /** Behind the arguments of a call with lambdas stand the values that those captured. */
    private static int argumentCount(List<Signature> signatures, SqlOperatorBinding binding) {
        for (int i = 0; i < binding.getOperandCount(); i++) {
            if (binding.getOperandType(i) instanceof FunctionSqlType) {
                return SignatureMatcher.withLambda(signatures)
                        .map(signature -> signature.parameters().size())
                        .orElse(binding.getOperandCount());
            }
        }
        return binding.getOperandCount();
    }

    private static SignatureMatcher.Argument argument(SqlOperatorBinding binding, int i) {
        RelDataType type = binding.getOperandType(i);
        if (type instanceof FunctionSqlType lambda) {
            return new SignatureMatcher.Argument(TypeMap.toField("", lambda.getReturnType()), false, false, true);
        }
        boolean nullLiteral = type.getSqlTypeName() == SqlTypeName.NULL
                || (binding instanceof RexCallBinding && binding.isOperandNull(i, false));
        boolean textLiteral = type.getSqlTypeName() == SqlTypeName.CHAR;
        return new SignatureMatcher.Argument(TypeMap.toField("", type), nullLiteral, textLiteral);
    }

    static String mismatch(String name, List<SignatureMatcher.Argument> arguments, List<Signature> signatures) {
        List<String> types =
                arguments.stream().map(a -> TypeMap.display(a.field())).toList();
        return name + "(" + String.join(", ", types) + ") does not exist; it is "
                + String.join(" or ", FunctionOperators.describe(name, signatures));
    }

    /** Accepts what some signature accepts. */
    private record Checker(String name, List<Signature> signatures) implements SqlOperandTypeChecker {
        @Override
        public boolean checkOperandTypes(SqlCallBinding binding, boolean throwOnFailure) {
            List<SignatureMatcher.Argument> arguments = new ArrayList<>();
            for (int i = 0; i < binding.getOperandCount(); i++) {
                SqlNode operand = binding.operand(i);
                if (operand instanceof SqlNodeList) {
                    throw SqlErrors.notSupported("ORDER BY inside " + name + "() is not supported")
                            .at(CalciteErrors.position(operand.getParserPosition()));
                }
                RelDataType type = binding.getOperandType(i);
                Field field = TypeMap.toField("", type);
                arguments.add(new SignatureMatcher.Argument(
                        field, SqlUtil.isNullLiteral(operand, false), type.getSqlTypeName() == SqlTypeName.CHAR));
            }
            Optional<SignatureMatcher.Match> match = SignatureMatcher.match(signatures, arguments);
            if (match.isPresent() && binding.getValidator() instanceof EngineValidator validator) {
                for (int i = 0; i < arguments.size(); i++) {
                    validator
                            .parameters()
                            .expect(binding.operand(i), match.get().arguments().get(i));
                }
            }
            if (match.isEmpty() && throwOnFailure) {
                throw new EngineException(ErrorCode.TYPE_MISMATCH, mismatch(name, arguments, signatures))
                        .at(CalciteErrors.position(binding.getCall().getParserPosition()));
            }
            return match.isPresent();
        }

        @Override
        public SqlOperandCountRange getOperandCountRange() {
            int min = signatures.stream()
                    .mapToInt(SignatureMatcher::argumentsMin)
                    .min()
                    .orElse(0);
            boolean open = signatures.stream().anyMatch(s -> SignatureMatcher.argumentsMax(s) < 0);
            int max = signatures.stream()
                    .mapToInt(SignatureMatcher::argumentsMax)
                    .max()
                    .orElse(0);
            return open ? SqlOperandCountRanges.from(min) : SqlOperandCountRanges.between(min, max);
        }

        @Override
        public String getAllowedSignatures(SqlOperator operator, String operatorName) {
            return String.join(" or ", FunctionOperators.describe(name, signatures));
        }
    }
}
