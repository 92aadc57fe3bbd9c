/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import org.apache.calcite.config.NullCollation;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/** Every Calcite setting of the dialect in one place: Trino's rules as far as they can be had. */
final class Dialect {
    private Dialect() {}

    static SqlValidator.Config validator() {
        return SqlValidator.Config.DEFAULT
                .withConformance(CONFORMANCE)
                .withIdentifierExpansion(true)
                .withDefaultNullCollation(NullCollation.LAST)
                .withTypeCoercionEnabled(true)
                .withTypeCoercionFactory(StrictCoercion::new);
    }

    /** Sub-queries stay expressions until a rule removes them; IN lists stay predicates whatever their length. */
    static SqlToRelConverter.Config converter() {
        return SqlToRelConverter.config()
                .withExpand(false)
                .withTrimUnusedFields(false)
                .withRemoveSortInSubQuery(true)
                .withInSubQueryThreshold(Integer.MAX_VALUE)
                .addRelBuilderConfigTransform(c -> c.withSimplify(false)
                        .withSimplifyValues(true)
                        .withPushJoinCondition(false)
                        .withBloat(-1));
    }

    /**
     * Babel's, except where it answers wrongly or hides mistakes: ungrouped columns become ANY_VALUE there (which breaks
     * the sub-total rows of ROLLUP), misspelt columns become aliases that depend on themselves, and a string literal after an
     * expression becomes its alias.
     */
    static final SqlConformance CONFORMANCE = new SqlDelegatingConformance(SqlConformanceEnum.BABEL) {
        @Override
        public boolean isNonStrictGroupBy() {
            return false;
        }

        @Override
        public SelectAliasLookup isSelectAlias() {
            return SelectAliasLookup.UNSUPPORTED;
        }

        @Override
        public boolean allowCharLiteralAlias() {
            return false;
        }

        @Override
        public boolean allowAliasUnnestItems() {
            return false;
        }

        @Override
        public boolean allowExplicitRowValueConstructor() {
            return true;
        }

        @Override
        public boolean allowLenientCoercion() {
            return false;
        }
    };

    /** The same, while an UNNEST is converted whose ROWs stay one column. */
    static final SqlConformance ROWS_STAY_WHOLE = new SqlDelegatingConformance(CONFORMANCE) {
        @Override
        public boolean allowAliasUnnestItems() {
            return true;
        }
    };
}
