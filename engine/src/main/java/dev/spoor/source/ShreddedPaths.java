/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import dev.spoor.schema.FieldIds;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.ProjectedColumn.Reading;
import dev.spoor.vector.SqlTypes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Which places inside of free-form columns a data file holds as columns of their own, too, and what kinds of JSON values
 * these are. The file itself says so, in its metadata: {@code shredded-path.57 = 131072 STRING,NULL
 * requestparameters.bucketName} tells that field 57 holds the texts at that place of all 131072 rows. A file that does not
 * say it may have such a column, but nobody knows what is in it: it may be older than the path, or another engine may have
 * put it together from files of which some had the column. Immutable.
 */
public final class ShreddedPaths {
    /** Of a file that says nothing. */
    public static final ShreddedPaths NONE = new ShreddedPaths(Map.of());

    private static final String KEY = "shredded-path.";
    private static final int PARTS = 3;

    private record Shredded(String column, Set<JsonKind> kinds) {}

    private final Map<FieldPath, Shredded> byPath;

    private ShreddedPaths(Map<FieldPath, Shredded> byPath) {
        this.byPath = Map.copyOf(byPath);
    }

    /**
     * The metadata of a file.
     *
     * @param paths what is in the columns
     * @param columns with their permanent ids, in the same order
     * @param kinds in the same order
     * @param rowCount of the file
     */
    public static Map<String, String> metadata(
            List<FieldPath> paths, List<Field> columns, List<Set<JsonKind>> kinds, long rowCount) {
        Map<String, String> metadata = new LinkedHashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            List<String> names = new ArrayList<>();
            kinds.get(i).forEach(kind -> names.add(kind.name()));
            int id = FieldIds.of(columns.get(i)).orElseThrow();
            metadata.put(
                    KEY + id,
                    rowCount + " " + String.join(",", names) + " "
                            + paths.get(i).quoted());
        }
        return metadata;
    }

    /**
     * What the metadata of a file says; what of it is not understood counts as not said.
     *
     * @param rowCount of the file
     * @param tableColumns with their permanent ids; a path whose column is not among them counts as not there
     */
    public static ShreddedPaths read(Map<String, String> metadata, long rowCount, List<Field> tableColumns) {
        Map<FieldPath, Shredded> byPath = new LinkedHashMap<>();
        for (Field column : tableColumns) {
            OptionalInt id = FieldIds.of(column);
            String said = id.isEmpty() ? null : metadata.get(KEY + id.getAsInt());
            if (said != null && column.getType().equals(SqlTypes.VARCHAR)) {
                add(said.split(" ", PARTS), rowCount, column.getName(), byPath);
            }
        }
        return byPath.isEmpty() ? NONE : new ShreddedPaths(byPath);
    }

    private static void add(String[] said, long rowCount, String column, Map<FieldPath, Shredded> byPath) {
        if (said.length != PARTS || !said[0].equals(Long.toString(rowCount))) {
            return;
        }
        try {
            Set<JsonKind> kinds = EnumSet.noneOf(JsonKind.class);
            if (!said[1].isEmpty()) {
                for (String name : said[1].split(",")) {
                    kinds.add(JsonKind.valueOf(name));
                }
            }
            byPath.put(FieldPath.parse(said[2]), new Shredded(column, kinds));
        } catch (IllegalArgumentException e) {
            return; // a version said it that knows more: the text has the value, too
        }
    }

    /** The column that gives exactly what a reading of a place gives, if there is one. */
    public Optional<String> columnOf(FieldPath path, Reading reading) {
        Shredded shredded = byPath.get(path);
        boolean isExact = shredded != null
                && switch (reading) {
                    case TEXT -> true;
                    case SCALAR -> !shredded.kinds.contains(JsonKind.NESTED);
                };
        return isExact ? Optional.of(shredded.column) : Optional.empty();
    }

    public boolean isEmpty() {
        return byPath.isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ShreddedPaths paths && byPath.equals(paths.byPath);
    }

    @Override
    public int hashCode() {
        return Objects.hash(byPath);
    }

    @Override
    public String toString() {
        return byPath.toString();
    }
}
