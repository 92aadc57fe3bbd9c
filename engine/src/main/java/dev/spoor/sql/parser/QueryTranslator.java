/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.AllColumns;
import io.trino.sql.tree.AllRows;
import io.trino.sql.tree.AstVisitor;
import io.trino.sql.tree.Except;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FetchFirst;
import io.trino.sql.tree.GroupBy;
import io.trino.sql.tree.GroupingElement;
import io.trino.sql.tree.GroupingSets;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Intersect;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.JoinCriteria;
import io.trino.sql.tree.JoinOn;
import io.trino.sql.tree.JoinUsing;
import io.trino.sql.tree.Lateral;
import io.trino.sql.tree.Limit;
import io.trino.sql.tree.NaturalJoin;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Offset;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QueryPeriod;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.SelectItem;
import io.trino.sql.tree.SetOperation;
import io.trino.sql.tree.SimpleGroupBy;
import io.trino.sql.tree.SingleColumn;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableFunctionArgument;
import io.trino.sql.tree.TableFunctionInvocation;
import io.trino.sql.tree.TableSubquery;
import io.trino.sql.tree.Union;
import io.trino.sql.tree.Unnest;
import io.trino.sql.tree.Values;
import io.trino.sql.tree.WindowDefinition;
import io.trino.sql.tree.With;
import io.trino.sql.tree.WithQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.calcite.sql.JoinConditionType;
import org.apache.calcite.sql.JoinType;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOrderBy;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Queries and what stands in their FROM clauses. One statement, one thread. */
final class QueryTranslator extends AstVisitor<SqlNode, Void> {
    private final SqlText text;
    private final ParameterTranslator parameters;
    private final ExpressionTranslator expressions;
    private final WindowTranslator windows;

    QueryTranslator(SqlText text, ParameterTranslator parameters) {
        this.text = text;
        this.parameters = parameters;
        this.expressions = new ExpressionTranslator(text, this, parameters);
        this.windows = new WindowTranslator(text, expressions, parameters);
    }

    WindowTranslator windows() {
        return windows;
    }

    SqlNode query(Query query) {
        SqlNode body =
                ordered(process(query.getQueryBody()), query.getOrderBy(), query.getOffset(), query.getLimit(), query);
        return query.getWith().map(with -> with(with, body)).orElse(body);
    }

    @Override
    protected SqlNode visitNode(Node node, Void nothing) {
        throw text.notSupported(ExpressionTranslator.spoken(node) + " is not supported", node);
    }

    private SqlNode with(With with, SqlNode body) {
        if (with.isRecursive()) {
            throw text.notSupported("WITH RECURSIVE is not supported", with);
        }
        SqlParserPos place = text.place(with);
        SqlNodeList items = new SqlNodeList(place);
        for (WithQuery item : with.getQueries()) {
            SqlNodeList columns = item.getColumnNames().map(this::names).orElse(null);
            items.add(new SqlWithItem(
                    text.place(item),
                    expressions.name(item.getName()),
                    columns,
                    query(item.getQuery()),
                    SqlLiteral.createBoolean(false, place)));
        }
        return new SqlWith(place, items, body);
    }

    private SqlNodeList names(List<Identifier> names) {
        SqlNodeList list = new SqlNodeList(SqlParserPos.ZERO);
        names.forEach(name -> list.add(expressions.name(name)));
        return list;
    }

    private SqlNode ordered(
            SqlNode query, Optional<OrderBy> order, Optional<Offset> offset, Optional<Node> limit, Node at) {
        if (order.isEmpty() && offset.isEmpty() && limit.isEmpty()) {
            return query;
        }
        SqlNodeList keys = order.map(windows::sortKeys).orElse(SqlNodeList.EMPTY);
        SqlNode skipped = offset.map(one -> rowCount(one.getRowCount())).orElse(null);
        SqlNode taken = limit.map(this::rowCount).orElse(null);
        if (query instanceof SqlOrderBy inner) {
            // (SELECT ... ORDER BY ...) ORDER BY ...: each has its own say
            SqlNode wrapped = select(text.place(at), SqlNodeList.of(SqlIdentifier.star(SqlParserPos.ZERO)), inner);
            return new SqlOrderBy(text.place(at), wrapped, keys, skipped, taken);
        }
        return new SqlOrderBy(text.place(at), query, keys, skipped, taken);
    }

    private SqlNode rowCount(Node limit) {
        if (limit instanceof Limit count) {
            return count.getRowCount() instanceof AllRows ? null : rowCount(count.getRowCount());
        }
        FetchFirst first = (FetchFirst) limit;
        if (first.isWithTies()) {
            throw text.notSupported("WITH TIES is not supported", limit);
        }
        return first.getRowCount()
                .map(this::rowCount)
                .orElseGet(() -> SqlLiteral.createExactNumeric("1", text.place(limit)));
    }

    private SqlNode rowCount(Expression count) {
        return count instanceof Parameter parameter ? parameters.rowCount(parameter) : expressions.of(count);
    }

    static SqlSelect select(SqlParserPos place, SqlNodeList items, SqlNode from) {
        return new SqlSelect(place, null, items, from, null, null, null, null, null, null, null, null, null);
    }

    // ---- SELECT ------------------------------------------------------------------------------------------------

    @Override
    protected SqlNode visitQuerySpecification(QuerySpecification query, Void nothing) {
        SqlParserPos place = text.place(query);
        windows.enter(query.getWindows());
        SqlNodeList keywords = new SqlNodeList(place);
        if (query.getSelect().isDistinct()) {
            keywords.add(SqlSelectKeyword.DISTINCT.symbol(place));
        }
        SqlNodeList items = new SqlNodeList(text.place(query.getSelect()));
        for (SelectItem item : query.getSelect().getSelectItems()) {
            items.add(item(item));
        }
        SqlNode from = query.getFrom().map(this::process).orElse(null);
        SqlNode where = query.getWhere().map(expressions::of).orElse(null);
        if (from == null && where != null) {
            from = oneRow(place);
        }
        SqlNodeList declared = new SqlNodeList(place);
        for (WindowDefinition window : query.getWindows()) {
            declared.add(windows.definition(window));
        }
        SqlSelect select = new SqlSelect(
                place,
                keywords,
                items,
                from,
                where,
                query.getGroupBy().map(this::groupBy).orElse(null),
                query.getHaving().map(expressions::of).orElse(null),
                declared,
                null,
                null,
                null,
                null,
                null);
        SqlNode ordered = ordered(select, query.getOrderBy(), query.getOffset(), query.getLimit(), query);
        windows.leave();
        return ordered;
    }

    /** The validator wants a FROM before a WHERE. */
    private static SqlNode oneRow(SqlParserPos place) {
        SqlNode row = SqlStdOperatorTable.ROW.createCall(place, SqlLiteral.createExactNumeric("0", place));
        return SqlStdOperatorTable.AS.createCall(
                place,
                SqlStdOperatorTable.VALUES.createCall(place, row),
                new SqlIdentifier("one row", place),
                new SqlIdentifier("zero", place));
    }

    private SqlNode item(SelectItem item) {
        SqlParserPos place = text.place(item);
        if (item instanceof AllColumns all) {
            if (!all.getAliases().isEmpty()) {
                throw text.notSupported("aliases for the columns of * are not supported", item);
            }
            return all.getTarget().map(target -> star(target, place)).orElseGet(() -> SqlIdentifier.star(place));
        }
        SingleColumn column = (SingleColumn) item;
        SqlNode value = expressions.of(column.getExpression());
        return column.getAlias()
                .map(alias -> (SqlNode) SqlStdOperatorTable.AS.createCall(place, value, expressions.name(alias)))
                .orElse(value);
    }

    private SqlNode star(Expression target, SqlParserPos place) {
        if (!(expressions.of(target) instanceof SqlIdentifier table)) {
            throw text.notSupported("the fields of an expression cannot be spread with .*", target);
        }
        List<String> names = new ArrayList<>(table.names);
        List<SqlParserPos> places = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            places.add(table.getComponentParserPosition(i));
        }
        names.add("");
        places.add(place);
        return new SqlIdentifier(names, null, place, places);
    }

    private SqlNodeList groupBy(GroupBy group) {
        if (group.isDistinct()) {
            throw text.notSupported("GROUP BY DISTINCT is not supported", group);
        }
        SqlNodeList keys = new SqlNodeList(text.place(group));
        for (GroupingElement element : group.getGroupingElements()) {
            if (element instanceof SimpleGroupBy simple) {
                simple.getExpressions().forEach(key -> keys.add(groupKey(key)));
                if (simple.getExpressions().isEmpty()) {
                    keys.add(new SqlNodeList(text.place(element)));
                }
            } else {
                keys.add(groupingSets((GroupingSets) element));
            }
        }
        return keys;
    }

    private SqlNode groupKey(Expression key) {
        parameters.requireNoKey(key);
        return expressions.of(key);
    }

    private SqlNode groupingSets(GroupingSets element) {
        SqlParserPos place = text.place(element);
        List<SqlNode> sets = new ArrayList<>();
        for (List<Expression> set : element.getSets()) {
            List<SqlNode> keys = set.stream().map(this::groupKey).toList();
            sets.add(keys.size() == 1 ? keys.get(0) : row(keys, place));
        }
        SqlOperator operator =
                switch (element.getType()) {
                    case EXPLICIT -> SqlStdOperatorTable.GROUPING_SETS;
                    case ROLLUP -> SqlStdOperatorTable.ROLLUP;
                    case CUBE -> SqlStdOperatorTable.CUBE;
                };
        return operator.createCall(place, sets);
    }

    private static SqlNode row(List<SqlNode> keys, SqlParserPos place) {
        return keys.isEmpty() ? new SqlNodeList(place) : SqlStdOperatorTable.ROW.createCall(place, keys);
    }

    // ---- set operations, VALUES, TABLE --------------------------------------------------------------------------

    @Override
    protected SqlNode visitUnion(Union union, Void nothing) {
        return combined(union, union.isDistinct() ? SqlStdOperatorTable.UNION : SqlStdOperatorTable.UNION_ALL);
    }

    @Override
    protected SqlNode visitIntersect(Intersect intersect, Void nothing) {
        return combined(
                intersect, intersect.isDistinct() ? SqlStdOperatorTable.INTERSECT : SqlStdOperatorTable.INTERSECT_ALL);
    }

    @Override
    protected SqlNode visitExcept(Except except, Void nothing) {
        return combined(except, except.isDistinct() ? SqlStdOperatorTable.EXCEPT : SqlStdOperatorTable.EXCEPT_ALL);
    }

    private SqlNode combined(SetOperation operation, SqlOperator operator) {
        SqlNode all = null;
        for (Relation one : operation.getRelations()) {
            SqlNode query = process(one);
            all = all == null ? query : operator.createCall(text.place(operation), all, query);
        }
        return all;
    }

    @Override
    protected SqlNode visitValues(Values values, Void nothing) {
        List<SqlNode> rows = new ArrayList<>();
        for (Expression row : values.getRows()) {
            List<SqlNode> fields = row instanceof Row tuple
                    ? tuple.getItems().stream().map(expressions::of).toList()
                    : List.of(expressions.of(row));
            rows.add(SqlStdOperatorTable.ROW.createCall(text.place(row), fields));
        }
        return SqlStdOperatorTable.VALUES.createCall(text.place(values), rows);
    }

    @Override
    protected SqlNode visitTableSubquery(TableSubquery subquery, Void nothing) {
        return query(subquery.getQuery());
    }

    /** As a relation of FROM it is a name; as a query, {@code TABLE x}, it is all of its rows. */
    @Override
    protected SqlNode visitTable(Table table, Void nothing) {
        SqlIdentifier name = expressions.table(table.getName(), text.place(table));
        boolean isQuery = text.tokenAt(text.offset(
                        text.place(table).getLineNum(), text.place(table).getColumnNum()))
                .filter(token -> token.isWord("table"))
                .isPresent();
        SqlNode relation = table.getQueryPeriod().isEmpty()
                ? name
                : named(versioned(table.getQueryPeriod().get(), name), name);
        return isQuery
                ? select(text.place(table), SqlNodeList.of(SqlIdentifier.star(SqlParserPos.ZERO)), relation)
                : relation;
    }

    private VersionedTable versioned(QueryPeriod period, SqlIdentifier table) {
        if (period.getStart().isPresent() || period.getEnd().isEmpty()) {
            throw text.notSupported("a table is read as of one version, not of a period", period);
        }
        SqlNode point = expressions.of(period.getEnd().get());
        // two parameters look alike, but their values are two versions
        Object words = text.parameters().isEmpty() ? period.getEnd().get() : point;
        return new VersionedTable(
                table,
                "for " + period.getRangeType() + " as of " + words,
                period.getRangeType() == QueryPeriod.RangeType.VERSION
                        ? VersionedTable.Kind.NUMBER
                        : VersionedTable.Kind.TIME,
                select(text.place(period), SqlNodeList.of(point), null));
    }

    /** A relation that is called as the table is, whatever its own name. */
    private static SqlNode named(DependentTable relation, SqlIdentifier table) {
        String last = table.names.get(table.names.size() - 1);
        return SqlStdOperatorTable.AS.createCall(
                table.getParserPosition(), relation, new SqlIdentifier(last, table.getParserPosition()));
    }

    /** {@code TABLE(name(argument, ...))}. */
    @Override
    protected SqlNode visitTableFunctionInvocation(TableFunctionInvocation call, Void nothing) {
        SqlParserPos place = text.place(call);
        List<SqlNode> arguments = new ArrayList<>();
        List<SqlNode> values = new ArrayList<>();
        List<Object> words = new ArrayList<>();
        for (TableFunctionArgument argument : call.getArguments()) {
            if (argument.getName().isPresent() || !(argument.getValue() instanceof Expression value)) {
                throw text.notSupported("table functions take values, without names", argument);
            }
            SqlNode translated = expressions.of(value);
            arguments.add(translated);
            values.add(select(text.place(argument), SqlNodeList.of(translated), null));
            // two parameters look alike, but their values are two tables
            words.add(text.parameters().isEmpty() ? value : translated);
        }
        SqlIdentifier name = expressions.table(call.getName(), place);
        return named(new FunctionTable(name.names, words.toString(), arguments, values, place), name);
    }

    // ---- FROM --------------------------------------------------------------------------------------------------

    @Override
    protected SqlNode visitAliasedRelation(AliasedRelation relation, Void nothing) {
        List<SqlNode> operands = new ArrayList<>();
        SqlNode inner = process(relation.getRelation());
        boolean isNamed = inner instanceof SqlCall call
                && call.getKind() == SqlKind.AS
                && call.operand(0) instanceof DependentTable;
        operands.add(isNamed ? ((SqlCall) inner).operand(0) : inner);
        operands.add(expressions.name(relation.getAlias()));
        if (relation.getColumnNames() != null) {
            relation.getColumnNames().forEach(name -> operands.add(expressions.name(name)));
        }
        return SqlStdOperatorTable.AS.createCall(text.place(relation), operands);
    }

    @Override
    protected SqlNode visitUnnest(Unnest unnest, Void nothing) {
        SqlOperator operator =
                unnest.isWithOrdinality() ? SqlStdOperatorTable.UNNEST_WITH_ORDINALITY : SqlStdOperatorTable.UNNEST;
        return operator.createCall(
                text.place(unnest),
                unnest.getExpressions().stream().map(expressions::of).toList());
    }

    @Override
    protected SqlNode visitLateral(Lateral lateral, Void nothing) {
        return SqlStdOperatorTable.LATERAL.createCall(text.place(lateral), query(lateral.getQuery()));
    }

    @Override
    protected SqlNode visitJoin(Join join, Void nothing) {
        SqlParserPos place = text.place(join);
        JoinType type =
                switch (join.getType()) {
                    case CROSS -> JoinType.CROSS;
                    case INNER -> JoinType.INNER;
                    case LEFT -> JoinType.LEFT;
                    case RIGHT -> JoinType.RIGHT;
                    case FULL -> JoinType.FULL;
                    case IMPLICIT -> JoinType.COMMA;
                };
        JoinCriteria criteria = join.getCriteria().orElse(null);
        JoinConditionType conditionType = JoinConditionType.NONE;
        SqlNode condition = null;
        if (criteria instanceof JoinOn on) {
            conditionType = JoinConditionType.ON;
            condition = expressions.of(on.getExpression());
        } else if (criteria instanceof JoinUsing using) {
            conditionType = JoinConditionType.USING;
            condition = names(using.getColumns());
        }
        return new SqlJoin(
                place,
                process(join.getLeft()),
                SqlLiteral.createBoolean(criteria instanceof NaturalJoin, place),
                type.symbol(place),
                process(join.getRight()),
                conditionType.symbol(place),
                condition);
    }

    /** For messages: the words of a node's class. */
    static String words(String className) {
        return className.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
