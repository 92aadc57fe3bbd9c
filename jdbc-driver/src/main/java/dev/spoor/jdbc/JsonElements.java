/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.jdbc;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.apache.calcite.avatica.ColumnMetaData;
import org.apache.calcite.avatica.util.ArrayFactoryImpl;

/**
 * Arrays of the engine, from the JSON text that they travel as. Elements are String, Long, BigDecimal, Boolean or null; an element that
 * has parts is its JSON text.
 */
final class JsonElements {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private JsonElements() {}

    static Array array(ResultColumn column, String text) throws SQLException {
        List<Object> elements = new ArrayList<>();
        try {
            for (JsonNode node : JSON.readTree(text)) {
                elements.add(element(node));
            }
        } catch (IOException e) {
            throw SqlFailures.broken("column '" + column.label() + "' holds a broken array: " + e.getMessage(), e);
        }
        String type = column.elementTypeOrNull();
        ColumnMetaData.AvaticaType elementType = ColumnMetaData.scalar(jdbcType(type), type, ColumnMetaData.Rep.OBJECT);
        return new ArrayFactoryImpl(TimeZone.getTimeZone("UTC")).createArray(elementType, elements);
    }

    private static Object element(JsonNode node) {
        if (node.isNull()) {
            return null;
        } else if (node.isBoolean()) {
            return node.booleanValue();
        } else if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        } else if (node.isNumber()) {
            return node.decimalValue();
        }
        return node.isTextual() ? node.textValue() : node.toString();
    }

    private static int jdbcType(String type) {
        switch (type.replaceFirst("\\(.*", "")) {
            case "boolean":
                return Types.BOOLEAN;
            case "integer":
            case "bigint":
                return Types.BIGINT;
            case "double":
            case "decimal":
                return Types.DECIMAL;
            default:
                return Types.VARCHAR;
        }
    }
}
