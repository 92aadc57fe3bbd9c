/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWithItem;
import org.apache.calcite.sql.util.SqlBasicVisitor;

/** The tables that a query names in its FROM clauses, at any depth; names of its own WITH queries are left out. */
final class NamedTables extends SqlBasicVisitor<Void> {
    private final Set<SqlIdentifier> tables = new LinkedHashSet<>();
    private final Set<String> ownNames = new HashSet<>();

    private NamedTables() {}

    static Set<SqlIdentifier> of(SqlNode query) {
        NamedTables named = new NamedTables();
        query.accept(named);
        named.tables.removeIf(table ->
                table.isSimple() && named.ownNames.contains(table.getSimple().toLowerCase(Locale.ROOT)));
        return named.tables;
    }

    @Override
    public Void visit(SqlCall call) {
        if (call instanceof SqlWithItem item) {
            ownNames.add(item.name.getSimple().toLowerCase(Locale.ROOT));
        }
        if (call instanceof SqlSelect select) {
            addFrom(select.getFrom());
        }
        return super.visit(call);
    }

    private void addFrom(SqlNode from) {
        if (from instanceof SqlIdentifier table) {
            tables.add(table);
        } else if (from instanceof SqlJoin join) {
            addFrom(join.getLeft());
            addFrom(join.getRight());
        } else if (from instanceof SqlCall call
                && (call.getKind() == SqlKind.AS
                        || call.getKind() == SqlKind.TABLE_REF
                        || call.getKind() == SqlKind.LATERAL)) {
            addFrom(call.operand(0));
        }
    }
}
