/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.sql.parser.ParameterLiteral;
import dev.spoor.sql.parser.ParsedStatement;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.SqlValidator;

/**
 * The types of the parameters without a value of one statement, as validation finds out about them. The first that says
 * something about a parameter is right. One thread.
 */
final class ParameterTypes {
    private final Map<Integer, Field> known = new HashMap<>();

    /** A parameter, or any other expression, stands where a value of this type is expected. */
    void expect(SqlNode node, RelDataType type) {
        SqlTypeName name = type.getSqlTypeName();
        boolean saysNothing = name == SqlTypeName.NULL || name == SqlTypeName.ANY || name == SqlTypeName.UNKNOWN;
        if (node instanceof ParameterLiteral parameter && !saysNothing && !type.isStruct()) {
            expect(parameter, TypeMap.toField("", type));
        } else if (node instanceof SqlNodeList list) {
            list.forEach(one -> expect(one, type));
        }
    }

    /** As above. */
    void expect(SqlNode node, Field field) {
        if (node instanceof ParameterLiteral parameter) {
            known.putIfAbsent(parameter.ordinal(), field);
        }
    }

    /** What the casts of a statement say about the parameters that they convert. */
    void expectCasts(SqlNode statement, SqlValidator validator) {
        statement.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                if (call.operandCount() == 2 && call.operand(1) instanceof SqlDataTypeSpec target) {
                    expect(call.operand(0), target.deriveType(validator));
                }
                return super.visit(call);
            }
        });
    }

    /** One type for each parameter of the statement, in the order of its text. */
    List<Field> of(ParsedStatement statement) {
        List<Field> types = new ArrayList<>();
        for (int i = 0; i < statement.parameterCount(); i++) {
            Field type = statement.rowCounts().contains(i) ? SqlTypes.field("", SqlTypes.BIGINT) : known.get(i);
            String name = "p" + (i + 1);
            types.add(type == null ? SqlTypes.varchar(name) : new Field(name, type.getFieldType(), type.getChildren()));
        }
        return types;
    }

    /** Whether an expression has parameters without a value. */
    static boolean areIn(SqlNode node) {
        boolean[] found = new boolean[1];
        node.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlLiteral literal) {
                found[0] |= literal instanceof ParameterLiteral;
                return null;
            }
        });
        return found[0];
    }
}
