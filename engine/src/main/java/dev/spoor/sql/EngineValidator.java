/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.schema.Table;
import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.SqlUtil;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.ListScope;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorTable;
import org.apache.calcite.sql.validate.SqlValidatorUtil;

/**
 * Calcite's validator with the name rules of audit logs. Struct columns are fully qualified for Calcite, so that a bare
 * {@code arn} never means {@code userIdentity.arn}; a path that starts with a column is given its table's name as soon as
 * the FROM clause is known. Hidden columns are left out of {@code *}. Columns without a name get the last segment of
 * their path, or {@code _colN}. One statement, one thread.
 */
final class EngineValidator extends SqlValidatorImpl {
    private static final int PATH_DEPTH_MAX = 6;

    private final FunctionOperators functions;
    private final Set<String> visibleColumns = new LinkedHashSet<>();

    EngineValidator(FunctionOperators functions, CatalogView catalog) {
        super(functions, catalog, catalog.getTypeFactory(), Dialect.validator());
        this.functions = functions;
    }

    FunctionOperators functions() {
        return functions;
    }

    /** Names of columns and paths of all FROM clauses seen so far, for hints. */
    Collection<String> visibleColumns() {
        return visibleColumns;
    }

    /** Runs after the FROM clause is validated and before anything else of a SELECT is. */
    @Override
    protected void validateWhereClause(SqlSelect select) {
        SelectScope scope = (SelectScope) getWhereScope(select);
        for (SqlValidatorNamespace child : scope.getChildren()) {
            collectNames("", child.getRowType(), 0);
        }
        nameColumns(select);
        PathQualifier qualifier = new PathQualifier(scope);
        qualifier.in(select.getSelectList());
        select.setWhere(qualifier.in(select.getWhere()));
        qualifier.in(select.getGroup());
        qualifier.in(select.getWindowList());
        select.setHaving(qualifier.in(select.getHaving()));
        if (select.getQualify() != null) {
            select.setQualify(qualifier.in(select.getQualify()));
        }
        qualifier.in(select.getOrderList());
        super.validateWhereClause(select);
    }

    /** Join conditions and the operands of UNNEST come here before a SELECT's other clauses. */
    @Override
    public SqlNode expand(SqlNode expression, SqlValidatorScope scope) {
        return super.expand(new PathQualifier(scope).in(expression), scope);
    }

    /**
     * The row types of UNNESTs beside this one are not known yet, so a path is looked for in the tables before them only.
     */
    @Override
    protected void validateUnnest(SqlCall call, SqlValidatorScope scope, RelDataType targetRowType) {
        if (scope instanceof ListScope tables) {
            PathQualifier qualifier = new PathQualifier(scope);
            for (int i = 0; i < call.operandCount(); i++) {
                if (call.operand(i) instanceof SqlIdentifier id && !qualifier.isTable(id.names.get(0))) {
                    SqlNode qualified = inTablesOf(tables, id);
                    call.setOperand(i, qualified);
                }
            }
        }
        super.validateUnnest(call, scope, targetRowType);
    }

    private SqlIdentifier inTablesOf(ListScope scope, SqlIdentifier path) {
        for (SqlValidatorNamespace child : scope.getChildren()) {
            SqlNode node = child.getEnclosingNode();
            boolean unnest = node != null && SqlUtil.stripAs(node).getKind() == SqlKind.UNNEST;
            String alias = node == null || unnest ? null : SqlValidatorUtil.alias(node);
            if (alias != null
                    && getCatalogReader().nameMatcher().field(child.getRowType(), path.names.get(0)) != null) {
                return PathQualifier.prefixed(alias, path);
            }
        }
        return path;
    }

    @Override
    protected void addToSelectList(
            List<SqlNode> list,
            Set<String> aliases,
            List<Map.Entry<String, RelDataType>> fields,
            SqlNode expression,
            SelectScope scope,
            boolean includeSystemVars) {
        if (expression instanceof SqlIdentifier column && isHidden(column, scope)) {
            return;
        }
        super.addToSelectList(list, aliases, fields, expression, scope, includeSystemVars);
    }

    private boolean isHidden(SqlIdentifier column, SelectScope scope) {
        if (column.names.size() != 2) {
            return false;
        }
        SqlValidatorScope.ResolvedImpl resolved = new SqlValidatorScope.ResolvedImpl();
        scope.resolve(column.names.subList(0, 1), getCatalogReader().nameMatcher(), false, resolved);
        SqlValidatorNamespace from = resolved.count() == 1 ? resolved.only().namespace : null;
        SqlValidatorTable table = from == null ? null : from.getTable();
        return table != null
                && table.unwrap(Table.class) instanceof CatalogView.EngineTable engineTable
                && engineTable.isHidden(column.names.get(1))
                && from.getRowType().getFieldCount()
                        == engineTable.catalogTable().columns().size();
    }

    private void collectNames(String prefix, RelDataType type, int depth) {
        if (depth >= PATH_DEPTH_MAX || !type.isStruct()) {
            return;
        }
        for (RelDataTypeField field : type.getFieldList()) {
            visibleColumns.add(prefix + field.getName());
        }
        for (RelDataTypeField field : type.getFieldList()) {
            collectNames(prefix + field.getName() + ".", field.getType(), depth + 1);
        }
    }

    /** Gives every unnamed column of a select list its name, as typed by the user. */
    private static void nameColumns(SqlSelect select) {
        SqlNodeList items = select.getSelectList();
        for (int i = 0; i < items.size(); i++) {
            SqlNode item = items.get(i);
            if (item.getKind() == SqlKind.AS || (item instanceof SqlIdentifier id && (id.isStar() || id.isSimple()))) {
                continue;
            }
            if (item.getKind() == SqlKind.OTHER
                    || item.getClass().getSimpleName().startsWith("SqlStar")) {
                continue;
            }
            items.set(
                    i,
                    SqlStdOperatorTable.AS.createCall(
                            item.getParserPosition(),
                            item,
                            new SqlIdentifier(label(item, i), item.getParserPosition())));
        }
    }

    private static String label(SqlNode item, int ordinal) {
        if (item instanceof SqlIdentifier id) {
            return id.names.get(id.names.size() - 1);
        }
        if (item.getKind() == SqlKind.DOT && ((SqlCall) item).operand(1) instanceof SqlIdentifier last) {
            return last.names.get(last.names.size() - 1);
        }
        return "_col" + ordinal;
    }

    /** Puts the name of the table before paths that start with a column. Changes trees in place; leaves sub-queries. */
    private final class PathQualifier {
        private final SqlValidatorScope scope;

        PathQualifier(SqlValidatorScope scope) {
            this.scope = scope;
        }

        SqlNode in(SqlNode node) {
            if (node instanceof SqlIdentifier id) {
                return id.names.size() > 1 ? qualified(id) : id;
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
            if (node instanceof SqlCall call && !node.isA(SqlKind.QUERY)) {
                int count = call.getKind() == SqlKind.AS || call.getKind() == SqlKind.DOT ? 1 : call.operandCount();
                for (int i = 0; i < count; i++) {
                    SqlNode before = call.getOperandList().get(i);
                    SqlNode after = in(before);
                    if (after != before) {
                        call.setOperand(i, after);
                    }
                }
                return zoned(call);
            }
            return node;
        }

        /** {@code x * "at time zone"(z)} is how the rewriting of tokens spells {@code x AT TIME ZONE z}. */
        private SqlNode zoned(SqlCall call) {
            if (call.getKind() == SqlKind.TIMES
                    && call.operand(1) instanceof SqlBasicCall zone
                    && zone.getOperator().getName().equals(DialectRewriter.AT_TIME_ZONE)) {
                SqlNode function = new SqlUnresolvedFunction(
                                new SqlIdentifier("at_timezone", zone.getParserPosition()),
                                null,
                                null,
                                null,
                                null,
                                SqlFunctionCategory.USER_DEFINED_FUNCTION)
                        .createCall(call.getParserPosition(), call.operand(0), zone.operand(0));
                return function;
            }
            return call;
        }

        private SqlIdentifier qualified(SqlIdentifier id) {
            String first = id.names.get(0);
            if (isTable(first)) {
                return id;
            }
            Map<String, ?> tables =
                    scope.findQualifyingTableNames(first, id, getCatalogReader().nameMatcher());
            if (tables.isEmpty()) {
                throw new EngineException(ErrorCode.COLUMN_NOT_FOUND, "no table or column is called '" + first + "'")
                        .at(CalciteErrors.position(id.getComponentParserPosition(0)))
                        .advise(CalciteErrors.nearest(id.toString(), first, visibleColumns));
            }
            if (tables.size() > 1) {
                throw new EngineException(
                                ErrorCode.INVALID_STATEMENT,
                                "column '" + first + "' is ambiguous: it is in "
                                        + String.join(" and ", tables.keySet()))
                        .at(CalciteErrors.position(id.getComponentParserPosition(0)))
                        .advise("write the table's name or alias before it");
            }
            return prefixed(tables.keySet().iterator().next(), id);
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

        private boolean isTable(String name) {
            SqlValidatorScope.ResolvedImpl resolved = new SqlValidatorScope.ResolvedImpl();
            scope.resolve(List.of(name), getCatalogReader().nameMatcher(), false, resolved);
            return resolved.count() > 0;
        }
    }
}
