/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.expr;

import dev.spoor.json.JsonMembers;
import dev.spoor.json.JsonText;
import dev.spoor.json.MalformedJsonException;
import dev.spoor.json.StrictJson;
import dev.spoor.json.TextBuffer;
import dev.spoor.vector.SqlTypes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Casts from and to ARRAY, MAP, ROW and JSON: nested types part by part; to JSON by writing it; from JSON by reading
 * it, where a ROW takes a JSON object by names or an array by places.
 */
final class NestedCasts {
    /** A value that cannot be cast; caught in the cast that it ends. */
    private static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfit() {
            super("unfit", null, false, false);
        }
    }

    /** Casts a Java value that is not null, as {@link Values} has it. */
    private interface ObjectCast {
        Object apply(Object value);
    }

    private NestedCasts() {}

    static boolean isNestedOrJson(Field field) {
        return SqlTypes.isJson(field) || !field.getChildren().isEmpty();
    }

    static Optional<ValueCast> find(Field source, Field target) {
        return objectCast(source, target).map(cast -> (from, row, text, to) -> {
            try {
                Object result = cast.apply(from.getObject(row));
                if (result != null) {
                    to.setObject(result);
                }
                return true;
            } catch (Unfit e) {
                return false;
            }
        });
    }

    private static Optional<ObjectCast> objectCast(Field source, Field target) {
        if (SqlTypes.sameType(source, target)) {
            return Optional.of(value -> value);
        }
        if (SqlTypes.isJson(target)) {
            boolean hasJson = !source.getType().equals(SqlTypes.VARBINARY);
            return hasJson ? Optional.of(value -> JsonForm.of(source, value)) : Optional.empty();
        }
        if (SqlTypes.isJson(source)) {
            return Optional.of(value -> fromJson((String) value, target));
        }
        if (!isNestedOrJson(source) && !isNestedOrJson(target)) {
            return Casts.find(source, target).map(cast -> value -> SingleValue.cast(source, target, cast, value));
        }
        ArrowType from = source.getType();
        ArrowType to = target.getType();
        if (from instanceof ArrowType.List && to instanceof ArrowType.List) {
            return objectCast(source.getChildren().get(0), target.getChildren().get(0))
                    .map(cast -> value -> castAll((List<?>) value, cast));
        }
        if (from instanceof ArrowType.Map && to instanceof ArrowType.Map) {
            return mapCast(source, target);
        }
        boolean rows = from instanceof ArrowType.Struct && to instanceof ArrowType.Struct;
        return rows ? rowCast(source, target) : Optional.empty();
    }

    private static Object applyOrNull(ObjectCast cast, Object value) {
        return value == null ? null : cast.apply(value);
    }

    private static List<Object> castAll(List<?> list, ObjectCast cast) {
        List<Object> result = new ArrayList<>(list.size());
        for (Object element : list) {
            result.add(applyOrNull(cast, element));
        }
        return result;
    }

    private static Optional<ObjectCast> mapCast(Field source, Field target) {
        List<Field> from = source.getChildren().get(0).getChildren();
        List<Field> to = target.getChildren().get(0).getChildren();
        Optional<ObjectCast> keys = objectCast(from.get(0), to.get(0));
        Optional<ObjectCast> values = objectCast(from.get(1), to.get(1));
        if (keys.isEmpty() || values.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(value -> {
            Map<Object, Object> result = new LinkedHashMap<>();
            ((Map<?, ?>) value).forEach((k, v) -> result.put(keys.get().apply(k), applyOrNull(values.get(), v)));
            return result;
        });
    }

    private static Optional<ObjectCast> rowCast(Field source, Field target) {
        if (source.getChildren().size() != target.getChildren().size()) {
            return Optional.empty();
        }
        List<ObjectCast> casts = new ArrayList<>();
        for (int i = 0; i < source.getChildren().size(); i++) {
            Optional<ObjectCast> cast =
                    objectCast(source.getChildren().get(i), target.getChildren().get(i));
            if (cast.isEmpty()) {
                return Optional.empty();
            }
            casts.add(cast.get());
        }
        return Optional.of(value -> {
            List<Object> fields = new ArrayList<>();
            for (int i = 0; i < casts.size(); i++) {
                fields.add(applyOrNull(casts.get(i), ((List<?>) value).get(i)));
            }
            return fields;
        });
    }

    private static Object fromJson(String json, Field target) {
        // In an array, so that the judge, who wants a container, can be asked about a scalar too.
        byte[] text = ("[" + json + "]").getBytes(StandardCharsets.UTF_8);
        try {
            if (StrictJson.containerEnd(text, 0, text.length) != text.length) {
                throw new Unfit();
            }
        } catch (MalformedJsonException e) {
            throw new Unfit();
        }
        JsonMembers only = new JsonMembers().open(text, 0, text.length);
        if (!only.next()) {
            throw new Unfit();
        }
        return read(text, only.valueStart(), only.valueEnd(), target);
    }

    private static Object read(byte[] text, int start, int end, Field target) {
        if (SqlTypes.isJson(target)) {
            TextBuffer compact = new TextBuffer();
            JsonText.normalize(text, start, end, compact);
            return compact.toString();
        }
        if (JsonText.isNull(text, start)) {
            return null;
        }
        ArrowType type = target.getType();
        if (type instanceof ArrowType.List) {
            return readArray(text, start, end, target.getChildren().get(0));
        }
        if (type instanceof ArrowType.Map) {
            return readMap(text, start, end, target.getChildren().get(0).getChildren());
        }
        if (type instanceof ArrowType.Struct) {
            return readRow(text, start, end, target.getChildren());
        }
        if (text[start] == '{' || text[start] == '[') {
            throw new Unfit();
        }
        return readScalar(scalar(text, start, end), target);
    }

    /** A scalar's text, without the quotes and escapes of a string. */
    static String scalar(byte[] text, int start, int end) {
        TextBuffer buffer = new TextBuffer();
        if (text[start] == '"') {
            JsonText.unescape(text, start + 1, end - 1, buffer);
        } else {
            buffer.append(text, start, end);
        }
        return buffer.toString();
    }

    /** A scalar from its text; empty if it does not fit the type. */
    static Optional<Object> scalarOf(String text, Field target) {
        try {
            return Optional.of(readScalar(text, target));
        } catch (Unfit e) {
            return Optional.empty();
        }
    }

    private static Object readScalar(String text, Field target) {
        if (target.getType().equals(SqlTypes.VARCHAR)) {
            return text;
        }
        Field varchar = SqlTypes.varchar("text");
        boolean isInteger = target.getType() instanceof ArrowType.Int;
        boolean hasFraction = text.indexOf('.') >= 0 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0;
        if (isInteger && (hasFraction || text.equals("true") || text.equals("false"))) {
            boolean truth = !hasFraction || text.equals("true") || text.equals("false");
            Field middle = SqlTypes.field("number", truth ? SqlTypes.BOOLEAN : SqlTypes.DOUBLE);
            return SingleValue.cast(middle, target, SingleValue.cast(varchar, middle, text));
        }
        return SingleValue.cast(varchar, target, text);
    }

    private static List<Object> readArray(byte[] text, int start, int end, Field element) {
        if (text[start] != '[') {
            throw new Unfit();
        }
        List<Object> list = new ArrayList<>();
        JsonMembers elements = new JsonMembers().open(text, start, end);
        while (elements.next()) {
            list.add(read(text, elements.valueStart(), elements.valueEnd(), element));
        }
        return list;
    }

    private static Map<Object, Object> readMap(byte[] text, int start, int end, List<Field> entry) {
        if (text[start] != '{') {
            throw new Unfit();
        }
        Map<Object, Object> map = new LinkedHashMap<>();
        JsonMembers members = new JsonMembers().open(text, start, end);
        while (members.next()) {
            String key = scalar(text, members.keyStart(), members.keyEnd());
            map.put(readScalar(key, entry.get(0)), read(text, members.valueStart(), members.valueEnd(), entry.get(1)));
        }
        return map;
    }

    private static List<Object> readRow(byte[] text, int start, int end, List<Field> fields) {
        List<Object> row = new ArrayList<>();
        fields.forEach(field -> row.add(null));
        boolean object = text[start] == '{';
        if (!object && text[start] != '[') {
            throw new Unfit();
        }
        JsonMembers members = new JsonMembers().open(text, start, end);
        int place = 0;
        while (members.next()) {
            int index = object ? indexOf(fields, scalar(text, members.keyStart(), members.keyEnd())) : place++;
            if (index >= fields.size()) {
                throw new Unfit();
            }
            if (index >= 0) {
                row.set(index, read(text, members.valueStart(), members.valueEnd(), fields.get(index)));
            }
        }
        if (!object && place != fields.size()) {
            throw new Unfit();
        }
        return row;
    }

    private static int indexOf(List<Field> fields, String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).getName().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    /** Scalars inside nested values go through the same matrix as columns of them. */
    private static final class SingleValue {
        private SingleValue() {}

        static Object cast(Field source, Field target, Object value) {
            ValueCast cast = Casts.find(source, target).orElseThrow(Unfit::new);
            return cast(source, target, cast, value);
        }

        static Object cast(Field source, Field target, ValueCast cast, Object value) {
            ObjectReader from = new ObjectReader(source, value);
            ObjectWriter to = new ObjectWriter(target);
            if (!cast.apply(from, 0, new Text(), to)) {
                throw new Unfit();
            }
            return to.value();
        }
    }
}
