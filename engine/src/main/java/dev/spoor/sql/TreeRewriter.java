/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.function.LeftOut;
import dev.spoor.sql.parser.SqlErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.validate.ListScope;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/**
 * Rewrites the expressions of one scope before they are typed, when the names of the FROM clause are known: paths that
 * start with a column get their table's name, and spellings without an equal in the validator get one. Changes trees in
 * place, because scopes know nodes by identity; leaves sub-queries, which have their own turn.
 */
final class TreeRewriter {
    /** Aggregates that give the same when rows are turned into NULLs instead of being left out. */
    private static final Set<String> NULL_IGNORING = Set.of(
            "count",
            "sum",
            "avg",
            "min",
            "max",
            "count_if",
            "bool_and",
            "bool_or",
            "every",
            "stddev",
            "stddev_samp",
            "stddev_pop",
            "variance",
            "var_samp",
            "var_pop",
            "approx_distinct");

    /** {@code catalog.schema.table}. */
    private static final int TABLE_NAMES_MAX = 3;

    private final EngineValidator validator;
    private final SqlValidatorScope scope;
    private final Map<String, SqlNode> commonColumns;

    TreeRewriter(EngineValidator validator, SqlValidatorScope scope) {
        this(validator, scope, Map.of());
    }

    private TreeRewriter(EngineValidator validator, SqlValidatorScope scope, Map<String, SqlNode> commonColumns) {
        this.validator = validator;
        this.scope = scope;
        this.commonColumns = commonColumns;
    }

    /** The rewriter for clauses in which the validator does not know the merged columns of USING. */
    TreeRewriter withCommonColumns(SqlNode from) {
        Map<String, SqlNode> columns = new LinkedHashMap<>();
        collectCommonColumns(from, columns);
        return columns.isEmpty() ? this : new TreeRewriter(validator, scope, columns);
    }

    private void collectCommonColumns(SqlNode from, Map<String, SqlNode> columns) {
        if (!(from instanceof SqlJoin join)) {
            return;
        }
        collectCommonColumns(join.getLeft(), columns);
        if (join.getConditionType() != JoinConditionType.USING || !(join.getCondition() instanceof SqlNodeList list)) {
            return;
        }
        for (SqlNode node : list) {
            String name = ((SqlIdentifier) node).getSimple();
            List<SqlNode> sides = columnsNamed(name);
            if (sides.size() >= 2) {
                columns.put(name.toLowerCase(Locale.ROOT), merged(join.getJoinType(), sides));
            }
        }
    }

    /** The merged columns of USING: lower-case name and what it stands for. */
    Map<String, SqlNode> commonColumns() {
        return commonColumns;
    }

    private static SqlNode merged(JoinType type, List<SqlNode> sides) {
        if (type == JoinType.FULL) {
            return SqlStdOperatorTable.COALESCE.createCall(SqlParserPos.ZERO, sides);
        }
        return sides.get(type == JoinType.RIGHT ? sides.size() - 1 : 0);
    }

    private List<SqlNode> columnsNamed(String name) {
        List<SqlNode> columns = new ArrayList<>();
        if (scope instanceof ListScope tables) {
            for (SqlValidatorNamespace child : tables.getChildren()) {
                String alias =
                        child.getEnclosingNode() == null ? null : SqlValidatorUtil.alias(child.getEnclosingNode());
                if (alias != null && names().field(child.getRowType(), name) != null) {
                    columns.add(new SqlIdentifier(List.of(alias, name), SqlParserPos.ZERO));
                }
            }
        }
        return columns;
    }

    private SqlNameMatcher names() {
        return validator.getCatalogReader().nameMatcher();
    }

    /** The node that takes the place of a node; the same node where only its inside changed. Null for null. */
    SqlNode in(SqlNode node) {
        if (node instanceof SqlIdentifier id) {
            if (id.names.size() > 1) {
                return new DottedKeys(scope, names()).in(qualified(id));
            }
            return commonColumns.getOrDefault(id.names.get(0).toLowerCase(Locale.ROOT), id);
        }
        if (node instanceof SqlNodeList list) {
            for (int i = 0; i < list.size(); i++) {
                SqlNode before = list.get(i);
                SqlNode after = in(before);
                if (after != before) {
                    list.set(i, after);
                }
            }
            return list;
        }
        if (node instanceof SqlLambda lambda) {
            // a body sees its parameters only, so there is nothing to qualify
            requireKnownIn(lambda.getExpression());
            return lambda;
        }
        if (node instanceof SqlCall call && !node.isA(SqlKind.QUERY)) {
            requireKnown(call);
            int count = call.getKind() == SqlKind.AS || call.getKind() == SqlKind.DOT ? 1 : call.operandCount();
            for (int i = 0; i < count; i++) {
                SqlNode before = call.getOperandList().get(i);
                SqlNode after = in(before);
                if (after != before) {
                    call.setOperand(i, after);
                }
            }
            return respelt(call);
        }
        return node;
    }

    private void requireKnownIn(SqlNode body) {
        body.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlCall call) {
                requireKnown(call);
                return super.visit(call);
            }
        });
    }

    private void requireKnown(SqlCall call) {
        if (!(call.getOperator() instanceof SqlUnresolvedFunction)) {
            return;
        }
        String name = call.getOperator().getName();
        if (!validator.functions().isKnown(name)) {
            String lower = name.toLowerCase(Locale.ROOT);
            LeftOut.reason(name).ifPresent(reason -> {
                throw SqlErrors.notSupported(lower + "() is not supported: " + reason)
                        .at(CalciteErrors.position(call.getParserPosition()));
            });
            EngineException error = new EngineException(
                            ErrorCode.FUNCTION_NOT_FOUND, "no function is called '" + lower + "'")
                    .at(CalciteErrors.position(call.getParserPosition()));
            String hint =
                    CalciteErrors.nearest(lower, lower, validator.functions().functionNames());
            throw hint == null ? error : error.advise(hint);
        }
    }

    private SqlNode respelt(SqlCall call) {
        SqlParserPos pos = call.getParserPosition();
        if (call.getKind() == SqlKind.OVER && call.operand(0).getKind() == SqlKind.FILTER) {
            call.setOperand(0, withoutFilter(call.operand(0)));
            return call;
        }
        if (call.getKind() == SqlKind.FILTER && SqlUtil.isNullLiteral(call.operand(1), false)) {
            call.setOperand(1, SqlLiteral.createBoolean(false, pos));
            return call;
        }
        if (call.getKind() == SqlKind.WITHIN_GROUP && call.operand(0) instanceof SqlBasicCall aggregate) {
            validator.functions().aggregate(aggregate.getOperator().getName()).ifPresent(aggregate::setOperator);
            return call;
        }
        if (isCastOfZonedTime(call)) {
            return call.operand(0);
        }
        if (call.getKind() == SqlKind.MINUS
                && call.operandCount() == 2
                && isTime(call.operand(0))
                && isTime(call.operand(1))) {
            return LibraryOperators.TIME_DIFFERENCE.createCall(pos, call.getOperandList());
        }
        int last = call.operandCount() - 1;
        boolean ordered = call.getOperator().isAggregator() && last > 0 && call.operand(last) instanceof SqlNodeList;
        if (ordered && call.getKind() != SqlKind.WITHIN_GROUP && call instanceof SqlBasicCall basic) {
            String name = call.getOperator().getName();
            SqlOperator known = validator.functions().aggregate(name).orElseGet(() -> function(name, pos));
            SqlCall plain = known.createCall(
                    basic.getFunctionQuantifier(), pos, call.getOperandList().subList(0, last));
            return SqlStdOperatorTable.WITHIN_GROUP.createCall(pos, plain, call.operand(last));
        }
        return call;
    }

    /** A time in a zone is a TIMESTAMP WITH TIME ZONE already, and keeps its zone. */
    private boolean isCastOfZonedTime(SqlCall call) {
        boolean isCast = call.getKind() == SqlKind.CAST || call.getKind() == SqlKind.SAFE_CAST;
        return isCast
                && call.operand(1) instanceof SqlDataTypeSpec target
                && target.getTypeNameSpec() instanceof SqlBasicTypeNameSpec name
                && name.getTypeName().toString().equals(SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE.name())
                && typeOrNull(call.operand(0)) instanceof ZonedTimestampType;
    }

    /** Whether an expression is a DATE or a TIMESTAMP, as far as it can be typed already. */
    private boolean isTime(SqlNode node) {
        RelDataType known = typeOrNull(node);
        SqlTypeName type = known == null ? null : known.getSqlTypeName();
        return type == SqlTypeName.TIMESTAMP
                || type == SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE
                || type == SqlTypeName.DATE;
    }

    private RelDataType typeOrNull(SqlNode node) {
        try {
            return validator.deriveType(scope, node);
        } catch (CalciteContextException | EngineException e) {
            return null;
        }
    }

    private static SqlUnresolvedFunction function(String name, SqlParserPos pos) {
        return new SqlUnresolvedFunction(
                new SqlIdentifier(name, pos), null, null, null, null, SqlFunctionCategory.USER_DEFINED_FUNCTION);
    }

    /** {@code f(x) FILTER (WHERE c) OVER w} is {@code f(CASE WHEN c THEN x END) OVER w} for functions that ignore NULL. */
    private static SqlNode withoutFilter(SqlCall filter) {
        SqlCall aggregate = filter.operand(0);
        String name = aggregate.getOperator().getName().toLowerCase(Locale.ROOT);
        if (!NULL_IGNORING.contains(name) || aggregate.operandCount() != 1) {
            throw SqlErrors.notSupported("FILTER with OVER is not supported for " + name + "()")
                    .at(CalciteErrors.position(filter.getParserPosition()));
        }
        SqlParserPos pos = filter.getParserPosition();
        SqlNode argument = aggregate.operand(0);
        boolean star = argument instanceof SqlIdentifier id && id.isStar();
        SqlNode counted = star ? SqlLiteral.createExactNumeric("1", pos) : argument;
        SqlNode guarded = new SqlCase(
                pos, null, SqlNodeList.of(filter.operand(1)), SqlNodeList.of(counted), SqlLiteral.createNull(pos));
        aggregate.setOperand(0, guarded);
        return aggregate;
    }

    private SqlIdentifier qualified(SqlIdentifier id) {
        String first = id.names.get(0);
        if (isTable(first)) {
            return id;
        }
        Map<String, ?> tables = scope.findQualifyingTableNames(first, id, names());
        if (tables.isEmpty()) {
            return withoutSchema(id).orElseThrow(() -> unknown(id, first));
        }
        if (tables.size() > 1) {
            throw new EngineException(
                            ErrorCode.INVALID_STATEMENT,
                            "column '" + first + "' is ambiguous: it is in " + String.join(" and ", tables.keySet()))
                    .at(CalciteErrors.position(id.getComponentParserPosition(0)))
                    .advise("write the table's name or alias before it");
        }
        return prefixed(tables.keySet().iterator().next(), id);
    }

    /** {@code schema.table.column} as {@code table.column}, if FROM has that table under no other name. */
    private Optional<SqlIdentifier> withoutSchema(SqlIdentifier id) {
        for (int size = Math.min(TABLE_NAMES_MAX, id.names.size() - 1); size > 1; size--) {
            SqlValidatorScope.ResolvedImpl resolved = new SqlValidatorScope.ResolvedImpl();
            scope.resolve(id.names.subList(0, size), names(), false, resolved);
            if (resolved.count() == 1 && isTable(id.names.get(size - 1))) {
                return Optional.of(id.getComponent(size - 1, id.names.size()));
            }
        }
        return Optional.empty();
    }

    private EngineException unknown(SqlIdentifier id, String first) {
        String second = id.names.get(1);
        boolean column = validator.visibleColumns().stream().anyMatch(second::equalsIgnoreCase);
        EngineException error = column || id.isStar()
                ? new EngineException(ErrorCode.TABLE_NOT_FOUND, "no table or alias is called '" + first + "' here")
                : new EngineException(ErrorCode.COLUMN_NOT_FOUND, "no table or column is called '" + first + "'");
        error.at(CalciteErrors.position(id.getComponentParserPosition(0)));
        String hint = column ? null : CalciteErrors.nearest(id.toString(), first, validator.visibleColumns());
        return hint == null ? error : error.advise(hint);
    }

    static SqlIdentifier prefixed(String table, SqlIdentifier id) {
        List<String> names = new ArrayList<>(id.names);
        List<SqlParserPos> places = new ArrayList<>();
        for (int i = 0; i < id.names.size(); i++) {
            places.add(id.getComponentParserPosition(i));
        }
        names.add(0, table);
        places.add(0, places.get(0));
        return new SqlIdentifier(names, id.getCollation(), id.getParserPosition(), places);
    }

    boolean isTable(String name) {
        SqlValidatorScope.ResolvedImpl resolved = new SqlValidatorScope.ResolvedImpl();
        scope.resolve(List.of(name), names(), false, resolved);
        return resolved.count() > 0;
    }
}
