/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.function.LambdaShape;
import dev.spoor.function.Parameter;
import dev.spoor.function.Signature;
import dev.spoor.function.TypeFamily;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.type.FunctionSqlType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlLambdaScope;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/**
 * Types of calls with lambdas. The types of a lambda's parameters follow from the other arguments, so the arguments are typed
 * first and each lambda's body after them, once it is known what it will be called with.
 */
final class LambdaTyping {
    private LambdaTyping() {}

    static boolean hasLambda(SqlCall call) {
        return call.getOperandList().stream().anyMatch(SqlLambda.class::isInstance);
    }

    static RelDataType resultType(
            String functionName,
            List<Signature> signatures,
            SqlValidator validator,
            SqlValidatorScope scope,
            SqlCall call) {
        String name = functionName.toLowerCase(Locale.ROOT);
        Signature signature = SignatureMatcher.withLambda(signatures)
                .filter(one -> call.operandCount() >= one.parameters().size())
                .orElseThrow(() -> new EngineException(
                                ErrorCode.TYPE_MISMATCH,
                                name + " is " + String.join(" or ", FunctionOperators.describe(name, signatures)))
                        .at(CalciteErrors.position(call.getParserPosition())));
        int count = signature.parameters().size();
        List<RelDataType> captured = new ArrayList<>();
        for (int i = count; i < call.operandCount(); i++) {
            captured.add(validator.deriveType(scope, call.operand(i)));
        }
        List<SignatureMatcher.Argument> arguments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SqlNode operand = call.operand(i);
            arguments.add(operand instanceof SqlLambda ? null : argument(validator, scope, operand));
        }
        for (int i = 0; i < count; i++) {
            if (call.operand(i) instanceof SqlLambda lambda) {
                typeLambda(name, lambda, signature, arguments, i, captured, validator);
            }
        }
        SignatureMatcher.Match match = SignatureMatcher.match(List.of(signature), arguments)
                .orElseThrow(() -> new EngineException(
                                ErrorCode.TYPE_MISMATCH, LibraryOperators.mismatch(name, arguments, List.of(signature)))
                        .at(CalciteErrors.position(call.getParserPosition())));
        return TypeMap.toRel(match.result(), validator.getTypeFactory());
    }

    private static SignatureMatcher.Argument argument(
            SqlValidator validator, SqlValidatorScope scope, SqlNode operand) {
        RelDataType type = validator.deriveType(scope, operand);
        return new SignatureMatcher.Argument(
                TypeMap.toField("", type),
                SqlUtil.isNullLiteral(operand, false),
                type.getSqlTypeName() == SqlTypeName.CHAR);
    }

    private static void typeLambda(
            String name,
            SqlLambda lambda,
            Signature signature,
            List<SignatureMatcher.Argument> arguments,
            int index,
            List<RelDataType> captured,
            SqlValidator validator) {
        Parameter parameter = signature.parameters().get(index);
        LambdaShape shape = parameter.lambdaOrNull();
        int own = lambda.getParameters().size() - captured.size();
        if (shape == null || own != shape.arity()) {
            String wanted = shape == null ? "no lambda" : "a lambda of " + shape.arity() + " parameters";
            throw new EngineException(
                            ErrorCode.TYPE_MISMATCH,
                            name + "() takes " + wanted + " here: " + parameter.name()
                                    + (shape == null ? "" : " is " + shape.spelling()))
                    .at(CalciteErrors.position(lambda.getParserPosition()));
        }
        Field result = typed(lambda, shape, signature, arguments, captured, validator);
        int state = shape.foldsInto();
        if (state >= 0 && !SqlTypes.sameType(arguments.get(state).field(), result)) {
            Field wide = CommonTypes.of(arguments.get(state).field(), result);
            arguments.set(state, new SignatureMatcher.Argument(wide, false, false));
            result = typed(lambda, shape, signature, arguments, captured, validator);
        }
        arguments.set(index, new SignatureMatcher.Argument(result, false, false, true));
    }

    /** Types the body for the arguments known so far; the type of its result. */
    private static Field typed(
            SqlLambda lambda,
            LambdaShape shape,
            Signature signature,
            List<SignatureMatcher.Argument> arguments,
            List<RelDataType> captured,
            SqlValidator validator) {
        List<Field> known = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            SignatureMatcher.Argument argument = arguments.get(i);
            boolean isNull = argument != null && argument.nullLiteral();
            TypeFamily family = signature.parameters().get(i).family();
            known.add(
                    argument == null
                            ? null
                            : isNull ? SignatureMatcher.ofNull(family, argument.field()) : argument.field());
        }
        List<RelDataType> types = new ArrayList<>();
        for (Field field : shape.parameters().of(known)) {
            types.add(TypeMap.toRel(field, validator.getTypeFactory()));
        }
        types.addAll(captured);
        SqlLambdaScope scope = (SqlLambdaScope) validator.getLambdaScope(lambda);
        for (int i = 0; i < types.size(); i++) {
            scope.getParameterTypes().put(lambda.getParameters().get(i).toString(), types.get(i));
        }
        forget(lambda, validator);
        validator.validateLambda(lambda);
        FunctionSqlType type = (FunctionSqlType) validator.getValidatedNodeType(lambda);
        return TypeMap.toField("", type.getReturnType());
    }

    /** The validator keeps the types of nodes; a lambda that is typed again needs them gone. */
    private static void forget(SqlLambda lambda, SqlValidator validator) {
        lambda.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlIdentifier id) {
                validator.removeValidatedNodeType(id);
                return null;
            }

            @Override
            public Void visit(SqlCall call) {
                validator.removeValidatedNodeType(call);
                return super.visit(call);
            }
        });
    }
}
