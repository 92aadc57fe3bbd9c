/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.collection;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.expr.Failures;
import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.arrow.vector.types.pojo.Field;

/** split_to_map, split_to_multimap and multimap_from_entries. */
final class SplitMaps {
    private SplitMaps() {}

    static ScalarFunction map() {
        return SimpleFunction.named("split_to_map")
                .in("collection")
                .does("The map that a text spells; a key twice is an error.")
                .example("split_to_map('a=1;é=2', ';', '=')", "{a=1, é=2}")
                .example("split_to_map(NULL, ';', '=')", null)
                .form(
                        arguments -> SqlTypes.textMap("result"),
                        Types.of(Types.varchar("string"), Types.varchar("entry_delimiter"), Types.varchar("delimiter")),
                        (in, out) -> {
                            Map<Object, Object> map = new LinkedHashMap<>();
                            for (String[] entry : entries(in.getString(0), in.getString(1), in.getString(2))) {
                                if (map.put(entry[0], entry[1]) != null) {
                                    throw Failures.badArgument("the key '" + entry[0] + "' comes twice");
                                }
                            }
                            out.setObject(map);
                        })
                .build();
    }

    static ScalarFunction multimap() {
        return SimpleFunction.named("split_to_multimap")
                .in("collection")
                .does("The map from keys to lists of values that a text spells.")
                .example("split_to_multimap('a=1;a=2;é=3', ';', '=')", "{a=[1, 2], é=[3]}")
                .example("split_to_multimap(NULL, ';', '=')", null)
                .form(
                        arguments -> SqlTypes.map(
                                "result",
                                SqlTypes.varchar("key"),
                                SqlTypes.array("value", SqlTypes.varchar("element"))),
                        Types.of(Types.varchar("string"), Types.varchar("entry_delimiter"), Types.varchar("delimiter")),
                        (in, out) -> {
                            Map<Object, List<Object>> map = new LinkedHashMap<>();
                            for (String[] entry : entries(in.getString(0), in.getString(1), in.getString(2))) {
                                map.computeIfAbsent(entry[0], key -> new ArrayList<>())
                                        .add(entry[1]);
                            }
                            out.setObject(map);
                        })
                .build();
    }

    private static List<String[]> entries(String text, String entryDelimiter, String delimiter) {
        if (entryDelimiter.isEmpty() || delimiter.isEmpty() || entryDelimiter.equals(delimiter)) {
            throw Failures.badArgument("the two delimiters must not be empty, and not the same");
        }
        List<String[]> entries = new ArrayList<>();
        for (String entry : text.isEmpty() ? new String[0] : text.split(Pattern.quote(entryDelimiter), -1)) {
            int at = entry.indexOf(delimiter);
            if (at < 0) {
                throw Failures.badArgument("'" + entry + "' is no key" + delimiter + "value");
            }
            entries.add(new String[] {entry.substring(0, at), entry.substring(at + delimiter.length())});
        }
        return entries;
    }

    static ScalarFunction fromEntries() {
        return SimpleFunction.named("multimap_from_entries")
                .in("collection")
                .does("The map from keys to lists of values of an array of key and value rows.")
                .example("multimap_from_entries(ARRAY[ROW('é', 1), ROW('é', 2)])", "{é=[1, 2]}")
                .example("multimap_from_entries(CAST(NULL AS array(row(a varchar, b bigint))))", null)
                .form(
                        arguments -> {
                            Field entry = Elements.of(arguments.get(0));
                            if (entry.getChildren().size() != 2) {
                                throw new EngineException(
                                        ErrorCode.TYPE_MISMATCH, "entries are rows of a key and a value");
                            }
                            return SqlTypes.map(
                                    "result",
                                    entry.getChildren().get(0),
                                    SqlTypes.array("value", entry.getChildren().get(1)));
                        },
                        Types.of(Types.array("entries")),
                        (in, out) -> {
                            Map<Object, List<Object>> map = new LinkedHashMap<>();
                            for (Object entry : (List<?>) in.getObject(0)) {
                                List<?> row = (List<?>) entry;
                                if (row == null || row.get(0) == null) {
                                    throw Failures.badArgument("an entry or its key is NULL");
                                }
                                map.computeIfAbsent(row.get(0), key -> new ArrayList<>())
                                        .add(row.get(1));
                            }
                            out.setObject(map);
                        })
                .build();
    }
}
