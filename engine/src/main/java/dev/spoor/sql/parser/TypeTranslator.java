/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sql.parser;

import io.trino.sql.tree.DataType;
import io.trino.sql.tree.DataTypeParameter;
import io.trino.sql.tree.DateTimeDataType;
import io.trino.sql.tree.GenericDataType;
import io.trino.sql.tree.IntervalDayTimeDataType;
import io.trino.sql.tree.NumericParameter;
import io.trino.sql.tree.RowDataType;
import io.trino.sql.tree.TypeParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCollectionTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlMapTypeNameSpec;
import org.apache.calcite.sql.SqlRowTypeNameSpec;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;

/** Names of types, as in CAST. */
final class TypeTranslator {
    private static final int TIME_PRECISION = 6;

    /** Types without parameters, or with numbers as parameters. JSON travels as VARIANT, IPADDRESS as UUID. */
    private static final Map<String, SqlTypeName> NAMED = Map.ofEntries(
            Map.entry("boolean", SqlTypeName.BOOLEAN),
            Map.entry("tinyint", SqlTypeName.INTEGER),
            Map.entry("smallint", SqlTypeName.INTEGER),
            Map.entry("int", SqlTypeName.INTEGER),
            Map.entry("integer", SqlTypeName.INTEGER),
            Map.entry("bigint", SqlTypeName.BIGINT),
            Map.entry("real", SqlTypeName.DOUBLE),
            Map.entry("float", SqlTypeName.DOUBLE),
            Map.entry("double", SqlTypeName.DOUBLE),
            Map.entry("double precision", SqlTypeName.DOUBLE),
            Map.entry("decimal", SqlTypeName.DECIMAL),
            Map.entry("numeric", SqlTypeName.DECIMAL),
            Map.entry("varchar", SqlTypeName.VARCHAR),
            Map.entry("string", SqlTypeName.VARCHAR),
            Map.entry("char", SqlTypeName.CHAR),
            Map.entry("varbinary", SqlTypeName.VARBINARY),
            Map.entry("json", SqlTypeName.VARIANT),
            Map.entry("ipaddress", SqlTypeName.UUID),
            Map.entry("date", SqlTypeName.DATE));

    private final SqlText text;

    TypeTranslator(SqlText text) {
        this.text = text;
    }

    SqlDataTypeSpec of(DataType type) {
        SqlParserPos place = text.place(type);
        return new SqlDataTypeSpec(name(type, place), place);
    }

    private SqlTypeNameSpec name(DataType type, SqlParserPos place) {
        if (type instanceof GenericDataType generic) {
            return generic(generic, place);
        } else if (type instanceof RowDataType row) {
            return row(row, place);
        } else if (type instanceof DateTimeDataType time) {
            boolean isTime = time.getType() == DateTimeDataType.Type.TIME;
            SqlTypeName name = isTime
                    ? SqlTypeName.TIME
                    : time.isWithTimeZone() ? SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE : SqlTypeName.TIMESTAMP;
            if (isTime && time.isWithTimeZone()) {
                throw text.notSupported("time with time zone is not supported", type);
            }
            return new SqlBasicTypeNameSpec(name, TIME_PRECISION, place);
        }
        String what = type instanceof IntervalDayTimeDataType ? "casts to intervals are" : "the type " + type + " is";
        throw text.notSupported(what + " not supported", type);
    }

    private SqlTypeNameSpec generic(GenericDataType type, SqlParserPos place) {
        String name = type.getName().getValue().toLowerCase(Locale.ROOT);
        List<DataTypeParameter> parameters = type.getArguments();
        if (name.equals("array") && parameters.size() == 1) {
            return new SqlCollectionTypeNameSpec(inner(parameters.get(0), place), SqlTypeName.ARRAY, place);
        }
        if (name.equals("map") && parameters.size() == 2) {
            return new SqlMapTypeNameSpec(
                    new SqlDataTypeSpec(inner(parameters.get(0), place), place),
                    new SqlDataTypeSpec(inner(parameters.get(1), place), place),
                    place);
        }
        SqlTypeName known = NAMED.get(name);
        if (known == null) {
            throw text.notSupported("the type " + name + " is not supported", type);
        }
        int precision = number(parameters, 0, type);
        int scale = number(parameters, 1, type);
        if (known == SqlTypeName.DECIMAL) {
            return new SqlBasicTypeNameSpec(
                    known,
                    precision == RelDataType.PRECISION_NOT_SPECIFIED ? 38 : precision,
                    scale == RelDataType.PRECISION_NOT_SPECIFIED ? 0 : scale,
                    place);
        }
        return new SqlBasicTypeNameSpec(known, precision, place);
    }

    private SqlTypeNameSpec inner(DataTypeParameter parameter, SqlParserPos place) {
        if (parameter instanceof TypeParameter type) {
            return name(type.getValue(), place);
        }
        throw text.syntax("a type is needed here, not a number", place);
    }

    private int number(List<DataTypeParameter> parameters, int i, DataType type) {
        if (i >= parameters.size()) {
            return RelDataType.PRECISION_NOT_SPECIFIED;
        }
        if (parameters.get(i) instanceof NumericParameter number) {
            return Integer.parseInt(number.getValue());
        }
        throw text.syntax("the parameter of this type is a number", text.place(type));
    }

    private SqlTypeNameSpec row(RowDataType type, SqlParserPos place) {
        List<SqlIdentifier> names = new ArrayList<>();
        List<SqlDataTypeSpec> types = new ArrayList<>();
        for (RowDataType.Field field : type.getFields()) {
            String name = field.getName().map(one -> one.getValue()).orElse("field" + names.size());
            names.add(new SqlIdentifier(name, place));
            types.add(of(field.getType()));
        }
        return new SqlRowTypeNameSpec(place, names, types);
    }
}
