/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc.embedded;

import dev.spoor.jdbc.ResultColumn;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of the results of {@code DatabaseMetaData}, as its documentation lists them. Each is written NAME, NAME:int,
 * NAME:short or NAME:boolean.
 */
public enum MetadataShape {
    CATALOGS("TABLE_CAT"),
    SCHEMAS("TABLE_SCHEM TABLE_CATALOG"),
    TABLE_TYPES("TABLE_TYPE"),
    TABLES("TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM TYPE_NAME SELF_REFERENCING_COL_NAME"
            + " REF_GENERATION"),
    COLUMNS("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:int TYPE_NAME COLUMN_SIZE:int BUFFER_LENGTH:int"
            + " DECIMAL_DIGITS:int NUM_PREC_RADIX:int NULLABLE:int REMARKS COLUMN_DEF SQL_DATA_TYPE:int"
            + " SQL_DATETIME_SUB:int CHAR_OCTET_LENGTH:int ORDINAL_POSITION:int IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA"
            + " SCOPE_TABLE SOURCE_DATA_TYPE:short IS_AUTOINCREMENT IS_GENERATEDCOLUMN"),
    TYPE_INFO("TYPE_NAME DATA_TYPE:int PRECISION:int LITERAL_PREFIX LITERAL_SUFFIX CREATE_PARAMS NULLABLE:short"
            + " CASE_SENSITIVE:boolean SEARCHABLE:short UNSIGNED_ATTRIBUTE:boolean FIXED_PREC_SCALE:boolean"
            + " AUTO_INCREMENT:boolean LOCAL_TYPE_NAME MINIMUM_SCALE:short MAXIMUM_SCALE:short SQL_DATA_TYPE:int"
            + " SQL_DATETIME_SUB:int NUM_PREC_RADIX:int");

    private final List<ResultColumn> columns;

    MetadataShape(String names) {
        List<ResultColumn> parsed = new ArrayList<>();
        for (String column : names.split(" ")) {
            int colon = column.indexOf(':');
            String name = colon < 0 ? column : column.substring(0, colon);
            String type = colon < 0 ? "" : column.substring(colon + 1);
            parsed.add(
                    type.isEmpty()
                            ? ResultColumn.text(name)
                            : type.equals("boolean") ? ResultColumn.truth(name) : ResultColumn.integer(name));
        }
        columns = List.copyOf(parsed);
    }

    public List<ResultColumn> columns() {
        return columns;
    }
}
