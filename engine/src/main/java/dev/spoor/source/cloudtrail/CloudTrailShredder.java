/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.json.JsonMembers;
import dev.spoor.json.JsonText;
import dev.spoor.json.KeyNode;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.JsonKind;
import dev.spoor.source.Shredder;
import dev.spoor.vector.Batch;
import dev.spoor.vector.Column;
import dev.spoor.vector.DictionaryColumn;
import dev.spoor.vector.Memory;
import dev.spoor.vector.SqlTypes;
import dev.spoor.vector.TextColumnBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.Field;

/** Values inside of CloudTrail's free-form columns. The first of several equal keys wins, as everywhere. */
final class CloudTrailShredder implements Shredder {
    private static final int ABSENT = -1;

    /** What a look at a key may read beyond it. */
    private static final int PADDING = 8;

    /** The keys wanted of one object. */
    private static final class Level {
        private final Map<String, Level> inside = new LinkedHashMap<>();
        private final JsonMembers members = new JsonMembers();
        private int slot = ABSENT;
        private List<Level> levels;
        private KeyNode keys;
        private boolean[] found;

        void want(List<String> steps, int path) {
            Level level = this;
            for (String step : steps) {
                level = level.inside.computeIfAbsent(step, key -> new Level());
            }
            level.slot = path;
        }

        void prepare() {
            KeyNode.Builder builder = new KeyNode.Builder();
            levels = new ArrayList<>();
            inside.forEach((key, level) -> {
                builder.exact(key, levels.size());
                levels.add(level);
                level.prepare();
            });
            keys = builder.build();
            found = new boolean[levels.size()];
        }
    }

    private final Map<String, Level> columns = new LinkedHashMap<>();
    private final List<FieldPath> paths;
    private final List<Set<JsonKind>> kinds = new ArrayList<>();
    private final List<List<Integer>> pathsOfColumn = new ArrayList<>();
    private final ValueText key = new ValueText();
    private final ValueText value = new ValueText();
    private final int[] starts;
    private final int[] ends;
    private byte[] text = new byte[1 << 12];

    /** @param paths inside of free-form columns, each once */
    CloudTrailShredder(List<FieldPath> paths) {
        this.paths = List.copyOf(paths);
        starts = new int[paths.size()];
        ends = new int[paths.size()];
        for (int i = 0; i < paths.size(); i++) {
            FieldPath path = paths.get(i);
            columns.computeIfAbsent(path.column(), name -> new Level()).want(path.steps(), i);
            kinds.add(EnumSet.noneOf(JsonKind.class));
        }
        for (String column : columns.keySet()) {
            columns.get(column).prepare();
            List<Integer> ofColumn = new ArrayList<>();
            for (int i = 0; i < paths.size(); i++) {
                if (paths.get(i).column().equals(column)) {
                    ofColumn.add(i);
                }
            }
            pathsOfColumn.add(ofColumn);
        }
    }

    @Override
    public List<Field> columns() {
        return columns.keySet().stream().map(SqlTypes::varchar).toList();
    }

    @Override
    public List<Set<JsonKind>> kinds() {
        return kinds.stream().map(Set::copyOf).toList();
    }

    /** Dictionaries are of one batch: over a file they might grow large, and several files are made at once. */
    @Override
    public List<Column> shred(Batch batch, Memory memory) {
        List<TextColumnBuilder> builders = new ArrayList<>();
        List<Column> built = new ArrayList<>();
        try {
            for (FieldPath path : paths) {
                builders.add(new TextColumnBuilder(
                        SqlTypes.varchar(path.toString()), memory, Math.max(1, batch.rowCount())));
            }
            fill(batch, builders, memory);
            builders.forEach(builder -> built.add(builder.build()));
            return built;
        } catch (RuntimeException e) {
            built.forEach(Column::close);
            throw e;
        } finally {
            builders.forEach(TextColumnBuilder::close);
        }
    }

    private void fill(Batch batch, List<TextColumnBuilder> builders, Memory memory) {
        int index = 0;
        for (Level level : columns.values()) {
            Column column = batch.column(index);
            List<Integer> ofColumn = pathsOfColumn.get(index++);
            VarCharVector flatOrNull = column instanceof DictionaryColumn ? null : (VarCharVector) column.flat(memory);
            for (int row = 0; row < batch.rowCount(); row++) {
                ofColumn.forEach(path -> starts[path] = ABSENT);
                if (!column.isNull(row)) {
                    int length = flatOrNull == null ? copy((DictionaryColumn) column, row) : copy(flatOrNull, row);
                    walk(level, 0, length);
                }
                ofColumn.forEach(path -> append(path, builders.get(path)));
            }
        }
    }

    private int copy(DictionaryColumn column, int row) {
        byte[] bytes = column.dictionary().value(column.codes().get(row));
        room(bytes.length);
        System.arraycopy(bytes, 0, text, 0, bytes.length);
        return bytes.length;
    }

    private int copy(VarCharVector texts, int row) {
        int start = texts.getStartOffset(row);
        int length = texts.getEndOffset(row) - start;
        room(length);
        texts.getDataBuffer().getBytes(start, text, 0, length);
        return length;
    }

    private void room(int length) {
        if (text.length < length + PADDING) {
            text = new byte[2 * (length + PADDING)];
        }
    }

    /** Notes where the wanted values of an object lie; of any other value none is wanted. */
    private void walk(Level level, int start, int end) {
        if (text[start] != '{') {
            return;
        }
        Arrays.fill(level.found, false);
        int missing = level.found.length;
        JsonMembers members = level.members.open(text, start, end);
        while (missing > 0 && members.next()) {
            int at = indexOf(level, members.keyStart() + 1, members.keyEnd() - 1);
            if (at >= 0 && !level.found[at]) {
                level.found[at] = true;
                missing--;
                Level inside = level.levels.get(at);
                if (inside.slot >= 0) {
                    starts[inside.slot] = members.valueStart();
                    ends[inside.slot] = members.valueEnd();
                }
                walk(inside, members.valueStart(), members.valueEnd());
            }
        }
    }

    private int indexOf(Level level, int from, int to) {
        if (!JsonText.hasEscape(text, from, to)) {
            return level.keys.slotOf(text, from, to);
        }
        key.ofString(text, from, to);
        return level.keys.slotOf(Arrays.copyOfRange(key.bytes(), key.offset(), key.end() + PADDING), 0, key.length());
    }

    private void append(int path, TextColumnBuilder builder) {
        int start = starts[path];
        if (start == ABSENT) {
            builder.appendNull();
            return;
        }
        JsonKind kind = JsonKind.of(text[start]);
        kinds.get(path).add(kind);
        if (kind == JsonKind.NULL) {
            builder.appendNull();
        } else {
            value.of(text, start, ends[path]);
            builder.append(value.bytes(), value.offset(), value.length());
        }
    }
}
