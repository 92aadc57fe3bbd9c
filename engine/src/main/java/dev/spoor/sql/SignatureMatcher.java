/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.function.Parameter;
import dev.spoor.function.Signature;
import dev.spoor.function.TypeFamily;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Decides which signature of a function a call means, and to which types its arguments are cast. The validator and the
 * expression compiler ask the same question here, so that they never disagree. Stateless.
 */
final class SignatureMatcher {
    private SignatureMatcher() {}

    /**
     * An argument as the call has it.
     *
     * @param field its type
     * @param nullLiteral whether it is an untyped NULL, which fits everywhere
     * @param textLiteral whether it is a string literal, which may stand for a point in time
     * @param lambda whether it is a lambda; the field is then the type of its result
     */
    record Argument(Field field, boolean nullLiteral, boolean textLiteral, boolean lambda) {
        Argument(Field field, boolean nullLiteral, boolean textLiteral) {
            this(field, nullLiteral, textLiteral, false);
        }
    }

    /**
     * A signature that fits.
     *
     * @param arguments types to which the arguments must be cast, one per argument
     * @param result type of the call
     */
    record Match(Signature signature, List<Field> arguments, Field result) {}

    /** The signature of a call with lambdas: the one that has as many parameters before what the lambdas captured. */
    static Optional<Signature> withLambda(List<Signature> signatures) {
        return signatures.stream()
                .filter(signature -> signature.parameters().stream()
                        .anyMatch(parameter -> parameter.family() == TypeFamily.FUNCTION))
                .findFirst();
    }

    /** The first signature that fits. */
    static Optional<Match> match(List<Signature> signatures, List<Argument> arguments) {
        for (Signature signature : signatures) {
            List<Field> coerced = coerceAll(signature, arguments);
            if (coerced != null) {
                try {
                    return Optional.of(
                            new Match(signature, coerced, signature.result().of(coerced)));
                } catch (EngineException e) {
                    if (e.code() != ErrorCode.TYPE_MISMATCH) {
                        throw e;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Fewest arguments of a signature. */
    static int argumentsMin(Signature signature) {
        return signature.variadic()
                ? signature.parameters().size() - 1
                : signature.parameters().size();
    }

    /** Most arguments of a signature; -1 for any number. */
    static int argumentsMax(Signature signature) {
        return signature.variadic() ? -1 : signature.parameters().size();
    }

    private static List<Field> coerceAll(Signature signature, List<Argument> arguments) {
        int max = argumentsMax(signature);
        if (arguments.size() < argumentsMin(signature) || (max >= 0 && arguments.size() > max)) {
            return null;
        }
        List<Field> coerced = new ArrayList<>(arguments.size());
        for (int i = 0; i < arguments.size(); i++) {
            Parameter parameter = signature
                    .parameters()
                    .get(Math.min(i, signature.parameters().size() - 1));
            Field field = coerceOrNull(parameter.family(), arguments.get(i));
            if (field == null) {
                return null;
            }
            coerced.add(field);
        }
        return coerced;
    }

    /** The type in which an argument arrives, or null if it does not fit. */
    private static Field coerceOrNull(TypeFamily family, Argument argument) {
        Field field = argument.field();
        if (argument.lambda() || family == TypeFamily.FUNCTION) {
            return argument.lambda() && family == TypeFamily.FUNCTION ? field : null;
        }
        if (argument.nullLiteral()) {
            return ofNull(family, field);
        }
        boolean json = SqlTypes.isJson(field);
        ArrowType.ArrowTypeID id = field.getType().getTypeID();
        boolean text = id == ArrowType.ArrowTypeID.Utf8 && !json;
        boolean number = id == ArrowType.ArrowTypeID.Int
                || id == ArrowType.ArrowTypeID.FloatingPoint
                || id == ArrowType.ArrowTypeID.Decimal;
        return switch (family) {
            case BOOLEAN -> id == ArrowType.ArrowTypeID.Bool ? field : null;
            case BIGINT -> id == ArrowType.ArrowTypeID.Int ? typed(field, SqlTypes.BIGINT) : null;
            case DOUBLE -> number ? typed(field, SqlTypes.DOUBLE) : null;
            case NUMBER -> number ? field : null;
            case VARCHAR -> text ? field : null;
            case VARBINARY -> id == ArrowType.ArrowTypeID.Binary && !SqlTypes.isIpAddress(field) ? field : null;
            case IPADDRESS -> SqlTypes.isIpAddress(field) ? field : null;
            case JSON -> json ? field : text ? SqlTypes.json(field.getName()) : null;
            case DATE ->
                id == ArrowType.ArrowTypeID.Date
                                || (argument.textLiteral() && text)
                                || id == ArrowType.ArrowTypeID.Timestamp
                        ? typed(field, SqlTypes.DATE)
                        : null;
            case TIME -> id == ArrowType.ArrowTypeID.Time ? field : null;
            case TIMESTAMP -> timestampOrNull(argument, id, text);
            case TEMPORAL ->
                id == ArrowType.ArrowTypeID.Date
                                || id == ArrowType.ArrowTypeID.Time
                                || id == ArrowType.ArrowTypeID.Timestamp
                        ? field
                        : null;
            case INTERVAL ->
                id == ArrowType.ArrowTypeID.Duration || id == ArrowType.ArrowTypeID.Interval ? field : null;
            case ARRAY -> id == ArrowType.ArrowTypeID.List ? field : null;
            case MAP -> id == ArrowType.ArrowTypeID.Map ? field : null;
            case ROW -> id == ArrowType.ArrowTypeID.Struct ? field : null;
            case COMPARABLE -> id == ArrowType.ArrowTypeID.Map ? null : field;
            case ANY -> field;
            case FUNCTION -> null;
        };
    }

    private static Field timestampOrNull(Argument argument, ArrowType.ArrowTypeID id, boolean text) {
        if (id == ArrowType.ArrowTypeID.Timestamp) {
            return argument.field();
        }
        boolean castable = id == ArrowType.ArrowTypeID.Date || (text && argument.textLiteral());
        return castable ? typed(argument.field(), SqlTypes.TIMESTAMP) : null;
    }

    /** The type of an untyped NULL where a family is wanted. */
    static Field ofNull(TypeFamily family, Field field) {
        String name = field.getName();
        return switch (family) {
            case BOOLEAN -> SqlTypes.field(name, SqlTypes.BOOLEAN);
            case BIGINT, NUMBER -> SqlTypes.field(name, SqlTypes.BIGINT);
            case DOUBLE -> SqlTypes.field(name, SqlTypes.DOUBLE);
            case VARCHAR -> SqlTypes.varchar(name);
            case COMPARABLE, ANY, FUNCTION ->
                field.getType().equals(SqlTypes.VARCHAR) ? SqlTypes.untypedNull(name) : field;
            case VARBINARY -> SqlTypes.field(name, SqlTypes.VARBINARY);
            case IPADDRESS -> SqlTypes.ipAddress(name);
            case JSON -> SqlTypes.json(name);
            case DATE -> SqlTypes.field(name, SqlTypes.DATE);
            case TIME -> SqlTypes.field(name, SqlTypes.TIME);
            case TIMESTAMP, TEMPORAL -> SqlTypes.field(name, SqlTypes.TIMESTAMP);
            case INTERVAL -> SqlTypes.field(name, SqlTypes.INTERVAL_DAY);
            case ARRAY -> SqlTypes.array(name, SqlTypes.varchar("element"));
            case MAP -> SqlTypes.textMap(name);
            case ROW -> SqlTypes.row(name, List.of());
        };
    }

    private static Field typed(Field field, ArrowType type) {
        return field.getType().equals(type) ? field : SqlTypes.field(field.getName(), type);
    }

    /** For messages: {@code split(string varchar, delimiter varchar)}. */
    static String describe(String name, Signature signature) {
        StringBuilder text = new StringBuilder(name).append('(');
        for (int i = 0; i < signature.parameters().size(); i++) {
            Parameter parameter = signature.parameters().get(i);
            text.append(i == 0 ? "" : ", ")
                    .append(parameter.name())
                    .append(' ')
                    .append(
                            parameter.lambdaOrNull() == null
                                    ? parameter.family().name().toLowerCase(Locale.ROOT)
                                    : parameter.lambdaOrNull().spelling());
        }
        return text.append(signature.variadic() ? ", ...)" : ")").toString();
    }
}
