/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql;

import dev.spoor.function.json.JsonPath;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.schema.Table;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlUnresolvedFunction;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.apache.calcite.sql.validate.SqlValidatorTable;

/**
 * Dotted paths that go on below the ROWs of a column. In a MAP with text keys the next name is a key, as
 * {@code element_at} finds it; in JSON text the names are keys, as {@code json_extract_scalar} finds them. Names of columns
 * and ROW fields match in any letter case, keys as they are written.
 */
final class DottedKeys {
    private final SqlValidatorScope scope;
    private final SqlNameMatcher names;

    DottedKeys(SqlValidatorScope scope, SqlNameMatcher names) {
        this.scope = scope;
        this.names = names;
    }

    /** The lookup that a path means which starts with a table's name; the path itself if it stays within ROWs. */
    SqlNode in(SqlIdentifier path) {
        SqlValidatorScope.ResolvedImpl resolved = new SqlValidatorScope.ResolvedImpl();
        scope.resolve(path.names.subList(0, 1), names, false, resolved);
        if (resolved.count() != 1 || path.names.size() < 3) {
            return path;
        }
        SqlValidatorNamespace from = resolved.only().namespace;
        RelDataTypeField field = names.field(from.getRowType(), path.names.get(1));
        int at = 2;
        while (field != null && field.getType().isStruct() && at < path.names.size()) {
            field = names.field(field.getType(), path.names.get(at++));
        }
        if (field == null || at == path.names.size()) {
            return path;
        }
        SqlIdentifier base = path.getComponent(0, at);
        List<String> keys = path.names.subList(at, path.names.size());
        if (hasTextKeys(field.getType())) {
            SqlNode value = call("element_at", base, keys.get(0));
            return keys.size() == 1 ? value : extracted(value, keys.subList(1, keys.size()));
        }
        return at == 2 && isJsonText(from, path.names.get(1)) ? extracted(base, keys) : path;
    }

    private static SqlNode extracted(SqlNode text, List<String> keys) {
        return call("json_extract_scalar", text, JsonPath.ofKeys(keys));
    }

    private static SqlNode call(String function, SqlNode on, String text) {
        SqlParserPos pos = on.getParserPosition();
        return new SqlUnresolvedFunction(
                        new SqlIdentifier(function, pos),
                        null,
                        null,
                        null,
                        null,
                        SqlFunctionCategory.USER_DEFINED_FUNCTION)
                .createCall(pos, on, SqlLiteral.createCharString(text, pos));
    }

    private static boolean hasTextKeys(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.MAP
                && type.getKeyType() != null
                && SqlTypeUtil.isCharacter(type.getKeyType());
    }

    private static boolean isJsonText(SqlValidatorNamespace from, String column) {
        SqlValidatorTable table = from.getTable();
        return table != null
                && table.unwrap(Table.class) instanceof CatalogView.EngineTable engineTable
                && engineTable.isJsonText(column);
    }
}
