/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.json.JsonMembers;
import dev.spoor.json.JsonText;
import dev.spoor.json.MalformedJsonException;
import dev.spoor.json.StrictJson;
import dev.spoor.vector.SqlTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Reads values of known types from the JSON that {@link dev.spoor.output.ValueText#json} writes, as {@link Values} has them. Unlike a
 * cast it takes the fields of a ROW by their places, so that names may repeat, and leaves JSON inside as it is spelled.
 */
public final class JsonValueReader {
    private JsonValueReader() {}

    /**
     * The type that values of a type have when they were read: the same, but for what the text inside nested values does not tell
     * in full (instants with their zones, intervals, keys that are nested), which is VARCHAR.
     */
    public static Field readable(Field field) {
        ArrowType type = field.getType();
        if (type instanceof ArrowType.List) {
            return SqlTypes.array(field.getName(), part(field.getChildren().get(0)));
        }
        if (type instanceof ArrowType.Map) {
            List<Field> entry = field.getChildren().get(0).getChildren();
            Field key = entry.get(0).getChildren().isEmpty() ? part(entry.get(0)) : SqlTypes.varchar("key");
            return SqlTypes.map(field.getName(), key, part(entry.get(1)));
        }
        if (type instanceof ArrowType.Struct) {
            return SqlTypes.row(
                    field.getName(),
                    field.getChildren().stream().map(JsonValueReader::part).collect(Collectors.toList()));
        }
        return field;
    }

    private static Field part(Field field) {
        ArrowType type = field.getType();
        boolean isTold = !type.equals(SqlTypes.TIMESTAMP_TZ)
                && !(type instanceof ArrowType.Duration)
                && !(type instanceof ArrowType.Interval);
        return isTold ? readable(field) : SqlTypes.varchar(field.getName());
    }

    /**
     * The value; null for {@code null}.
     *
     * @param field as {@link #readable} has it
     * @throws EngineException CAST_FAILED when the text is no such value
     */
    public static Object read(Field field, String json) {
        // In an array, so that the judge, who wants a container, can be asked about a scalar too.
        byte[] text = ("[" + json + "]").getBytes(StandardCharsets.UTF_8);
        try {
            JsonMembers only = new JsonMembers().open(text, 0, text.length);
            if (StrictJson.containerEnd(text, 0, text.length) != text.length || !only.next()) {
                throw unfit(field);
            }
            return value(text, only.valueStart(), only.valueEnd(), field);
        } catch (MalformedJsonException e) {
            throw unfit(field);
        }
    }

    private static EngineException unfit(Field field) {
        return new EngineException(
                ErrorCode.INVALID_CAST,
                "the JSON of column '" + field.getName() + "' is no value of the type " + TypeNames.of(field));
    }

    private static Object value(byte[] text, int start, int end, Field field) {
        if (SqlTypes.isJson(field)) {
            return new String(text, start, end - start, StandardCharsets.UTF_8);
        }
        if (JsonText.isNull(text, start)) {
            return null;
        }
        ArrowType type = field.getType();
        if (type instanceof ArrowType.List) {
            require(text[start] == '[', field);
            return elements(text, start, end, field.getChildren().get(0));
        }
        if (type instanceof ArrowType.Map) {
            require(text[start] == '{', field);
            return entries(text, start, end, field.getChildren().get(0).getChildren());
        }
        if (type instanceof ArrowType.Struct) {
            require(text[start] == '{', field);
            return fields(text, start, end, field);
        }
        require(text[start] != '{' && text[start] != '[', field);
        return scalar(NestedCasts.scalar(text, start, end), field);
    }

    private static void require(boolean fits, Field field) {
        if (!fits) {
            throw unfit(field);
        }
    }

    private static Object scalar(String text, Field field) {
        if (field.getType().equals(SqlTypes.VARBINARY) && !SqlTypes.isIpAddress(field)) {
            return HexFormat.of().parseHex(text);
        }
        return NestedCasts.scalarOf(text, field).orElseThrow(() -> unfit(field));
    }

    private static List<Object> elements(byte[] text, int start, int end, Field element) {
        List<Object> list = new ArrayList<>();
        JsonMembers elements = new JsonMembers().open(text, start, end);
        while (elements.next()) {
            list.add(value(text, elements.valueStart(), elements.valueEnd(), element));
        }
        return list;
    }

    private static Map<Object, Object> entries(byte[] text, int start, int end, List<Field> entry) {
        Map<Object, Object> map = new LinkedHashMap<>();
        JsonMembers members = new JsonMembers().open(text, start, end);
        while (members.next()) {
            String key = NestedCasts.scalar(text, members.keyStart(), members.keyEnd());
            map.put(scalar(key, entry.get(0)), value(text, members.valueStart(), members.valueEnd(), entry.get(1)));
        }
        return map;
    }

    private static List<Object> fields(byte[] text, int start, int end, Field row) {
        List<Object> values = new ArrayList<>();
        JsonMembers members = new JsonMembers().open(text, start, end);
        while (members.next()) {
            require(values.size() < row.getChildren().size(), row);
            Field field = row.getChildren().get(values.size());
            String name = NestedCasts.scalar(text, members.keyStart(), members.keyEnd());
            require(name.equals(field.getName()), row);
            values.add(value(text, members.valueStart(), members.valueEnd(), field));
        }
        require(values.size() == row.getChildren().size(), row);
        return values;
    }
}
