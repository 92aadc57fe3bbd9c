/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.sql.parser.SqlErrors;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlUnnestOperator;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/**
 * UNNEST of arrays of ROW in which each ROW stays one column: {@code UNNEST(resources) AS t(r)}, then {@code r.arn}. The
 * other form, {@code UNNEST(resources) AS t(a, b, c, d)} or {@code AS r}, spreads the fields. How many names the alias has
 * decides.
 */
final class RowUnnest extends SqlUnnestOperator {
    private RowUnnest(boolean withOrdinality) {
        super(withOrdinality);
    }

    /** Puts this operator where an alias has one name for each collection. */
    static void markIn(SqlNode query) {
        query.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                if (call.getKind() == SqlKind.AS
                        && call.operand(0).getKind() == SqlKind.UNNEST
                        && call.operand(0) instanceof SqlBasicCall unnest) {
                    boolean ordinality = ((SqlUnnestOperator) unnest.getOperator()).withOrdinality;
                    if (call.operandCount() - 2 == unnest.operandCount() + (ordinality ? 1 : 0)) {
                        unnest.setOperator(new RowUnnest(ordinality));
                    }
                }
                return super.visit(call);
            }
        });
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        for (int i = 0; i < binding.getOperandCount(); i++) {
            if (binding.getOperandType(i).getSqlTypeName() != SqlTypeName.ARRAY) {
                return super.inferReturnType(binding);
            }
        }
        RelDataTypeFactory.Builder row = binding.getTypeFactory().builder();
        for (int i = 0; i < binding.getOperandCount(); i++) {
            row.add("item" + i, binding.getOperandType(i).getComponentType());
        }
        if (withOrdinality) {
            row.add(ORDINALITY_COLUMN_NAME, SqlTypeName.INTEGER);
        }
        return row.build();
    }

    /** A converter that knows this operator. */
    static final class Converter extends SqlToRelConverter {
        private final EngineValidator engineValidator;

        Converter(EngineValidator validator, CatalogView catalog, RelOptCluster cluster) {
            super(
                    (rowType, text, path, viewPath) -> {
                        throw SqlErrors.notSupported("views are not supported");
                    },
                    validator,
                    catalog,
                    cluster,
                    new UnsimplifiedComparison.Convertlets(),
                    Dialect.converter());
            this.engineValidator = validator;
        }

        @Override
        protected void convertFrom(Blackboard scope, SqlNode from, List<String> names) {
            if (from instanceof SqlCall call && call.getOperator() instanceof RowUnnest && names != null) {
                List<String> items = new ArrayList<>(names.subList(0, call.operandCount()));
                engineValidator.transform(config -> config.withConformance(Dialect.ROWS_STAY_WHOLE));
                try {
                    super.convertFrom(scope, from, items);
                } finally {
                    engineValidator.transform(config -> config.withConformance(Dialect.CONFORMANCE));
                }
                return;
            }
            super.convertFrom(scope, from, names);
        }
    }
}
