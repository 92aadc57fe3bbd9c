/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.function.AggregateFunction;
import dev.spoor.function.FunctionDoc;
import dev.spoor.function.FunctionLibrary;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.Signature;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLeadLagAggFunction;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.validate.SqlNameMatcher;

/**
 * The operators that validation knows: those of standard SQL that the expression compiler has kernels for, and one for each
 * function of the library. Immutable; shared by all statements.
 */
final class FunctionOperators implements SqlOperatorTable {
    private static final Set<String> BUILT_IN = Set.of(
            "count",
            "coalesce",
            "nullif",
            "trim",
            "position",
            "cast",
            "try_cast",
            "extract",
            "grouping",
            "try",
            "at_timezone",
            "with_timezone");

    /** What is true or false. */
    private static final List<SqlOperator> PREDICATES = List.of(
            SqlStdOperatorTable.AND,
            SqlStdOperatorTable.OR,
            SqlStdOperatorTable.NOT,
            SqlStdOperatorTable.EQUALS,
            SqlStdOperatorTable.NOT_EQUALS,
            SqlStdOperatorTable.LESS_THAN,
            SqlStdOperatorTable.LESS_THAN_OR_EQUAL,
            SqlStdOperatorTable.GREATER_THAN,
            SqlStdOperatorTable.GREATER_THAN_OR_EQUAL,
            SqlStdOperatorTable.IS_DISTINCT_FROM,
            SqlStdOperatorTable.IS_NOT_DISTINCT_FROM,
            SqlStdOperatorTable.IS_NULL,
            SqlStdOperatorTable.IS_NOT_NULL,
            SqlStdOperatorTable.IS_TRUE,
            SqlStdOperatorTable.IS_NOT_TRUE,
            SqlStdOperatorTable.IS_FALSE,
            SqlStdOperatorTable.IS_NOT_FALSE,
            SqlStdOperatorTable.IS_UNKNOWN,
            SqlStdOperatorTable.IS_NOT_UNKNOWN,
            SqlStdOperatorTable.BETWEEN,
            SqlStdOperatorTable.NOT_BETWEEN,
            SqlStdOperatorTable.SYMMETRIC_BETWEEN,
            SqlStdOperatorTable.SYMMETRIC_NOT_BETWEEN,
            SqlStdOperatorTable.IN,
            SqlStdOperatorTable.NOT_IN,
            SqlStdOperatorTable.LIKE,
            SqlStdOperatorTable.NOT_LIKE,
            SqlStdOperatorTable.EXISTS,
            SqlStdOperatorTable.SOME_EQ,
            SqlStdOperatorTable.SOME_NE,
            SqlStdOperatorTable.SOME_LT,
            SqlStdOperatorTable.SOME_LE,
            SqlStdOperatorTable.SOME_GT,
            SqlStdOperatorTable.SOME_GE,
            SqlStdOperatorTable.ALL_EQ,
            SqlStdOperatorTable.ALL_NE,
            SqlStdOperatorTable.ALL_LT,
            SqlStdOperatorTable.ALL_LE,
            SqlStdOperatorTable.ALL_GT,
            SqlStdOperatorTable.ALL_GE);

    /** What gives a value. */
    private static final List<SqlOperator> EXPRESSIONS = List.of(
            SqlStdOperatorTable.PLUS,
            SqlStdOperatorTable.MINUS,
            SqlStdOperatorTable.MULTIPLY,
            SqlStdOperatorTable.DIVIDE,
            SqlStdOperatorTable.PERCENT_REMAINDER,
            SqlStdOperatorTable.MOD,
            SqlStdOperatorTable.UNARY_MINUS,
            SqlStdOperatorTable.UNARY_PLUS,
            SqlStdOperatorTable.CONCAT,
            SqlStdOperatorTable.DATETIME_PLUS,
            SqlStdOperatorTable.MINUS_DATE,
            SqlStdOperatorTable.CASE,
            SqlStdOperatorTable.CAST,
            SqlLibraryOperators.TRY_CAST,
            SqlLibraryOperators.INFIX_CAST,
            SqlStdOperatorTable.COALESCE,
            SqlStdOperatorTable.NULLIF,
            SqlStdOperatorTable.TRIM,
            SqlStdOperatorTable.POSITION,
            SqlStdOperatorTable.EXTRACT,
            SqlStdOperatorTable.ITEM,
            SqlStdOperatorTable.DOT,
            SqlStdOperatorTable.ARRAY_VALUE_CONSTRUCTOR,
            SqlStdOperatorTable.MAP_VALUE_CONSTRUCTOR,
            SqlStdOperatorTable.CURRENT_TIMESTAMP,
            SqlStdOperatorTable.CURRENT_DATE,
            SqlStdOperatorTable.CURRENT_TIME,
            SqlStdOperatorTable.LOCALTIMESTAMP,
            SqlStdOperatorTable.LOCALTIME,
            SqlStdOperatorTable.COUNT,
            SqlStdOperatorTable.GROUPING,
            SqlStdOperatorTable.GROUPING_ID,
            LibraryOperators.TRY,
            LibraryOperators.AT_TIMEZONE,
            LibraryOperators.WITH_TIMEZONE,
            LibraryOperators.TIME_DIFFERENCE);

    /** What is an operator only to the planner. */
    private static final List<SqlOperator> CLAUSES = List.of(
            SqlStdOperatorTable.ROW,
            SqlStdOperatorTable.UNNEST,
            SqlStdOperatorTable.UNNEST_WITH_ORDINALITY,
            SqlStdOperatorTable.AS,
            SqlStdOperatorTable.DESC,
            SqlStdOperatorTable.NULLS_FIRST,
            SqlStdOperatorTable.NULLS_LAST,
            SqlStdOperatorTable.FILTER,
            SqlStdOperatorTable.WITHIN_GROUP,
            SqlStdOperatorTable.OVER,
            SqlStdOperatorTable.RESPECT_NULLS,
            SqlStdOperatorTable.IGNORE_NULLS,
            SqlStdOperatorTable.VALUES,
            SqlStdOperatorTable.UNION,
            SqlStdOperatorTable.UNION_ALL,
            SqlStdOperatorTable.INTERSECT,
            SqlStdOperatorTable.INTERSECT_ALL,
            SqlStdOperatorTable.EXCEPT,
            SqlStdOperatorTable.EXCEPT_ALL,
            SqlStdOperatorTable.SCALAR_QUERY);

    private final Map<String, List<SqlOperator>> byName = new HashMap<>();
    private final List<SqlOperator> operators = new ArrayList<>();
    private final Set<String> functionNames = new LinkedHashSet<>();
    private final Map<String, List<String>> forms = new HashMap<>(Map.of(
            "at_timezone", List.of("at_timezone(time, zone)"), "with_timezone", List.of("with_timezone(time, zone)")));

    FunctionOperators(FunctionLibrary library) {
        for (SqlOperator operator : standardOperators()) {
            add(operator.getName(), operator);
        }
        for (ScalarFunction function : library.scalars()) {
            for (String name : function.doc().names()) {
                functionNames.add(name);
                if (!isKept(name)) {
                    add(name, new LibraryOperators.Scalar(name, function));
                }
            }
        }
        for (AggregateFunction function : library.aggregates()) {
            for (String name : function.doc().names()) {
                functionNames.add(name);
                if (!isKept(name)) {
                    add(name, new LibraryOperators.Aggregate(name, function));
                }
            }
        }
        functionNames.addAll(BUILT_IN);
        library.scalars().forEach(function -> addForms(function.doc(), function.signatures()));
        library.aggregates().forEach(function -> addForms(function.doc(), function.signatures()));
        library.windows().forEach(function -> addForms(function.doc(), function.signatures()));
        for (SqlOperator window : windowFunctions()) {
            functionNames.add(window.getName().toLowerCase(Locale.ROOT));
        }
    }

    /** Names whose standard operator has a syntax or a meaning to the planner that a plain function cannot have. */
    private static boolean isKept(String name) {
        return BUILT_IN.contains(name.toLowerCase(Locale.ROOT));
    }

    private void add(String name, SqlOperator operator) {
        byName.computeIfAbsent(name.toUpperCase(Locale.ROOT), k -> new ArrayList<>())
                .add(operator);
        operators.add(operator);
    }

    /** Names of all callable functions, for hints. */
    Collection<String> functionNames() {
        return functionNames;
    }

    /** The aggregate function of the library that has this name. */
    Optional<SqlOperator> aggregate(String name) {
        return byName.getOrDefault(name.toUpperCase(Locale.ROOT), List.of()).stream()
                .filter(LibraryOperators.Aggregate.class::isInstance)
                .findFirst();
    }

    /** Whether anything can be called by this name. */
    boolean isKnown(String name) {
        return byName.containsKey(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public void lookupOperatorOverloads(
            SqlIdentifier name,
            SqlFunctionCategory category,
            SqlSyntax syntax,
            List<SqlOperator> found,
            SqlNameMatcher matcher) {
        if (!name.isSimple()) {
            return;
        }
        for (SqlOperator operator : byName.getOrDefault(name.getSimple().toUpperCase(Locale.ROOT), List.of())) {
            boolean function = syntax == SqlSyntax.FUNCTION && operator instanceof SqlFunction;
            if (operator.getSyntax() == syntax || function) {
                found.add(operator);
            }
        }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
        return operators;
    }

    /** How a function may be called, for messages; none if there is nothing to be said. */
    List<String> forms(String name) {
        return forms.getOrDefault(name, List.of());
    }

    private void addForms(FunctionDoc doc, List<Signature> signatures) {
        for (String name : doc.names()) {
            forms.putIfAbsent(name, doc.syntax() == null ? describe(name, signatures) : List.of(doc.syntax()));
        }
    }

    /** Signatures that fit a number of arguments; for messages. */
    static List<String> describe(String name, List<Signature> signatures) {
        return signatures.stream().map(s -> SignatureMatcher.describe(name, s)).toList();
    }

    private static List<SqlOperator> windowFunctions() {
        return List.of(
                SqlStdOperatorTable.ROW_NUMBER,
                SqlStdOperatorTable.RANK,
                SqlStdOperatorTable.DENSE_RANK,
                SqlStdOperatorTable.PERCENT_RANK,
                SqlStdOperatorTable.CUME_DIST,
                SqlStdOperatorTable.NTILE,
                new LeadOrLag(SqlKind.LAG),
                new LeadOrLag(SqlKind.LEAD),
                SqlStdOperatorTable.FIRST_VALUE,
                SqlStdOperatorTable.LAST_VALUE,
                SqlStdOperatorTable.NTH_VALUE);
    }

    private static List<SqlOperator> standardOperators() {
        List<SqlOperator> standard = new ArrayList<>(windowFunctions());
        standard.addAll(PREDICATES);
        standard.addAll(EXPRESSIONS);
        standard.addAll(CLAUSES);
        return standard;
    }

    /** Calcite takes {@code lag(x, 1, 'none')} for never NULL, but x may be. */
    private static final class LeadOrLag extends SqlLeadLagAggFunction {
        LeadOrLag(SqlKind kind) {
            super(kind);
        }

        @Override
        public RelDataType inferReturnType(SqlOperatorBinding call) {
            RelDataType type = super.inferReturnType(call);
            return call.getTypeFactory()
                    .createTypeWithNullability(
                            type, type.isNullable() || call.getOperandType(0).isNullable());
        }
    }
}
