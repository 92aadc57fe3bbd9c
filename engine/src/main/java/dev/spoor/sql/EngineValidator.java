/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.sql.parser.SqlErrors;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.schema.Table;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLambda;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
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
    private final ParameterTypes parameters = new ParameterTypes();
    private final Set<String> visibleColumns = new LinkedHashSet<>();

    EngineValidator(FunctionOperators functions, CatalogView catalog) {
        super(functions, catalog, catalog.getTypeFactory(), Dialect.validator());
        this.functions = functions;
    }

    /** What is known about the parameters of the statement. */
    ParameterTypes parameters() {
        return parameters;
    }

    FunctionOperators functions() {
        return functions;
    }

    /** Names of columns and paths of all FROM clauses seen so far, for hints. */
    Collection<String> visibleColumns() {
        return visibleColumns;
    }

    /** A comparison of lists, rows or maps is unknown where NULL inside of them decides, whatever they are themselves. */
    @Override
    public RelDataType deriveType(SqlValidatorScope scope, SqlNode expression) {
        RelDataType type = super.deriveType(scope, expression);
        if (type.isNullable()
                || !(expression instanceof SqlCall call)
                || !UnsimplifiedComparison.mayBeUnknown(call, operand -> super.deriveType(scope, operand))) {
            return type;
        }
        RelDataType unknown = getTypeFactory().createTypeWithNullability(type, true);
        setValidatedNodeType(expression, unknown);
        return unknown;
    }

    /** Runs after the FROM clause is validated and before anything else of a SELECT is. */
    @Override
    protected void validateWhereClause(SqlSelect select) {
        SelectScope scope = (SelectScope) getWhereScope(select);
        for (SqlValidatorNamespace child : scope.getChildren()) {
            collectNames("", child.getRowType(), 0);
        }
        if (scope.getChildren().stream().anyMatch(EngineValidator::isLogTable)) {
            requireNoNaturalJoin(select.getFrom());
        }
        TreeRewriter rewriter = new TreeRewriter(this, scope);
        Map<String, SqlNode> merged =
                rewriter.withCommonColumns(select.getFrom()).commonColumns();
        expandMergedStar(select.getSelectList(), scope, merged);
        nameColumns(select, merged.isEmpty());
        rewriter.in(select.getSelectList());
        rewriter.in(select.getGroup());
        rewriter.in(select.getWindowList());
        rewriter.in(select.getOrderList());
        TreeRewriter conditions = rewriter.withCommonColumns(select.getFrom());
        select.setWhere(conditions.in(select.getWhere()));
        select.setHaving(rewriter.in(select.getHaving()));
        if (select.getQualify() != null) {
            select.setQualify(rewriter.in(select.getQualify()));
        }
        super.validateWhereClause(select);
    }

    /** Join conditions and the operands of UNNEST come here before a SELECT's other clauses. */
    @Override
    public SqlNode expand(SqlNode expression, SqlValidatorScope scope) {
        return super.expand(new TreeRewriter(this, scope).in(expression), scope);
    }

    /**
     * The row types of UNNESTs beside this one are not known yet, so a path is looked for in the tables before them only.
     */
    @Override
    protected void validateUnnest(SqlCall call, SqlValidatorScope scope, RelDataType targetRowType) {
        if (scope instanceof ListScope tables) {
            TreeRewriter rewriter = new TreeRewriter(this, scope);
            for (int i = 0; i < call.operandCount(); i++) {
                if (call.operand(i) instanceof SqlIdentifier id && !rewriter.isTable(id.names.get(0))) {
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
                return TreeRewriter.prefixed(alias, path);
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

    /** There are no unknown types in a lambda, and its names mean nothing out here. */
    @Override
    protected void inferUnknownTypes(RelDataType inferredType, SqlValidatorScope scope, SqlNode node) {
        parameters.expect(node, inferredType);
        if (!(node instanceof SqlLambda)) {
            super.inferUnknownTypes(inferredType, scope, node);
        }
    }

    /** An ORDER BY item was expanded already; the second expansion would take the field of {@code x[1].f} for a column. */
    @Override
    public SqlNode expandOrderExpr(SqlSelect select, SqlNode item) {
        return SqlUtil.containsCall(item, call -> call.getKind() == SqlKind.DOT)
                ? item
                : super.expandOrderExpr(select, item);
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

    private static boolean isLogTable(SqlValidatorNamespace from) {
        SqlValidatorTable table = from.getTable();
        return table != null && table.unwrap(Table.class) instanceof CatalogView.EngineTable;
    }

    /** Tables of logs share hidden columns, and nearly all others: joining by all of them is never what was meant. */
    private static void requireNoNaturalJoin(SqlNode from) {
        if (from instanceof SqlJoin join) {
            if (join.isNatural()) {
                throw SqlErrors.notSupported("NATURAL JOIN is not supported")
                        .at(CalciteErrors.position(join.getParserPosition()))
                        .advise("name the columns: JOIN ... USING (eventID)");
            }
            requireNoNaturalJoin(join.getLeft());
            requireNoNaturalJoin(join.getRight());
        }
    }

    /** {@code *} over a join with USING: each merged column once, then the others; hidden ones are left out. */
    private void expandMergedStar(SqlNodeList items, SelectScope scope, Map<String, SqlNode> common) {
        for (int i = 0; i < items.size() && !common.isEmpty(); i++) {
            if (!(items.get(i) instanceof SqlIdentifier star) || !star.isStar() || star.names.size() != 1) {
                continue;
            }
            SqlParserPos pos = star.getParserPosition();
            items.remove(i);
            int at = i;
            for (SqlNode merged : common.values()) {
                SqlIdentifier side = (SqlIdentifier) (merged instanceof SqlCall call ? call.operand(0) : merged);
                items.add(at++, SqlStdOperatorTable.AS.createCall(pos, merged, side.getComponent(1)));
            }
            for (SqlValidatorNamespace child : scope.getChildren()) {
                String alias = SqlValidatorUtil.alias(child.getEnclosingNode());
                for (String name : child.getRowType().getFieldNames()) {
                    SqlIdentifier column = new SqlIdentifier(List.of(alias, name), pos);
                    if (!common.containsKey(name.toLowerCase(Locale.ROOT)) && !isHidden(column, scope)) {
                        items.add(at++, column);
                    }
                }
            }
            i = at - 1;
        }
    }

    /**
     * Gives every unnamed column of a select list its name, as typed by the user. A plain column keeps its own, but where an
     * ordinal of GROUP BY may stand for it, which would spell it as the table does.
     */
    private static void nameColumns(SqlSelect select, boolean mayRename) {
        SqlNodeList items = select.getSelectList();
        boolean isGrouped = mayRename && select.getGroup() != null;
        for (int i = 0; i < items.size(); i++) {
            SqlNode item = items.get(i);
            boolean isNamed = item.getKind() == SqlKind.AS
                    || (item instanceof SqlIdentifier id
                            && (id.isStar() || (id.isSimple() && !(isGrouped && isOnlyOne(id, items)))));
            if (isNamed) {
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

    private static boolean isOnlyOne(SqlIdentifier column, SqlNodeList items) {
        return items.stream()
                        .filter(item -> column.getSimple().equalsIgnoreCase(SqlValidatorUtil.alias(item, 0)))
                        .count()
                == 1;
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
}
