/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import dev.spoor.prune.ColumnStats;
import dev.spoor.prune.ValueKind;
import dev.spoor.prune.ValueSet;
import dev.spoor.schema.FieldPath;
import dev.spoor.store.ObjectEntry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * Statistics as bytes. Per column: path, kind, then the set as single values if it has few, else as the smallest range
 * around it, which is still sound. Not a contract with anyone: {@link #VERSION} changes with it.
 */
final class StatsCodec {
    /** Of the bytes, and of the meaning of what is collected; rows of another version are ignored. */
    static final int VERSION = 1;

    private static final int POINT_COUNT_MAX = 1_000;
    private static final int TEXT_BYTES_MAX = 1 << 20;
    private static final int POINTS = 0;
    private static final int RANGE = 1;
    private static final int ANY_VALUE = 2;

    /** Sets and paths that many files share, once. One per load. */
    static final class Shared {
        private final Map<Object, Object> first = new HashMap<>();

        @SuppressWarnings("unchecked")
        <T> T first(T value) {
            T known = (T) first.putIfAbsent(value, value);
            return known == null ? value : known;
        }
    }

    private StatsCodec() {}

    /** The statistics of a file; the bytes are good for that file only. */
    static byte[] encode(ObjectEntry file, List<ColumnStats> stats) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(stats.size());
            for (ColumnStats column : stats) {
                writeText(out, column.path().column());
                out.writeInt(column.path().steps().size());
                for (String step : column.path().steps()) {
                    writeText(out, step);
                }
                writeSet(out, column.mayHold());
            }
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return withCheckSum(file, bytes.toByteArray());
    }

    /** Throws IOException when the bytes are not what {@link #encode} wrote for this file. */
    static List<ColumnStats> decode(ObjectEntry file, byte[] bytes, Shared shared) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, checkedLength(file, bytes)));
        List<ColumnStats> stats = new ArrayList<>();
        try {
            for (int columns = in.readInt(); columns > 0; columns--) {
                String column = readText(in);
                List<String> steps = new ArrayList<>();
                for (int count = in.readInt(); count > 0; count--) {
                    steps.add(readText(in));
                }
                stats.add(new ColumnStats(shared.first(new FieldPath(column, steps)), shared.first(readSet(in))));
            }
        } catch (IllegalArgumentException e) {
            throw new IOException("not statistics: " + e.getMessage(), e);
        }
        if (in.read() >= 0) {
            throw new IOException("not statistics: bytes are left over");
        }
        return stats;
    }

    /** SQLite does not notice a flipped bit; wrong statistics, or those of another file, would lose rows. */
    static byte[] withCheckSum(ObjectEntry file, byte[] content) {
        CRC32 sum = sumOf(file);
        sum.update(content);
        return ByteBuffer.allocate(content.length + Integer.BYTES)
                .put(content)
                .putInt((int) sum.getValue())
                .array();
    }

    private static CRC32 sumOf(ObjectEntry file) {
        CRC32 sum = new CRC32();
        sum.update(
                (file.key() + '\n' + file.sizeBytes() + '\n' + file.modifiedMicros()).getBytes(StandardCharsets.UTF_8));
        return sum;
    }

    static int checkedLength(ObjectEntry file, byte[] bytes) throws IOException {
        int length = bytes.length - Integer.BYTES;
        CRC32 sum = sumOf(file);
        sum.update(bytes, 0, Math.max(length, 0));
        if (length < 0 || ByteBuffer.wrap(bytes).getInt(length) != (int) sum.getValue()) {
            throw new IOException("not statistics: the check sum differs");
        }
        return length;
    }

    private static void writeSet(DataOutputStream out, ValueSet set) throws IOException {
        out.writeUTF(set.kind().name());
        out.writeBoolean(set.isNullAllowed());
        List<Object> points = set.pointsOrNull(POINT_COUNT_MAX);
        Object least = set.leastOrNull();
        Object greatest = points == null ? set.greatestOrNull() : null;
        if (points != null) {
            out.writeByte(POINTS);
            out.writeInt(points.size());
            for (Object point : points) {
                writeValue(out, point);
            }
        } else if (greatest != null) {
            out.writeByte(RANGE);
            writeValue(out, least);
            writeValue(out, greatest);
        } else {
            out.writeByte(ANY_VALUE);
        }
    }

    private static ValueSet readSet(DataInputStream in) throws IOException {
        ValueKind kind = ValueKind.valueOf(in.readUTF());
        boolean nullAllowed = in.readBoolean();
        int form = in.readByte();
        ValueSet set;
        if (form == POINTS) {
            List<Object> points = new ArrayList<>();
            for (int count = in.readInt(); count > 0; count--) {
                points.add(readValue(in, kind));
            }
            set = ValueSet.ofAll(kind, points);
        } else if (form == RANGE) {
            set = ValueSet.between(kind, readValue(in, kind), readValue(in, kind));
        } else if (form == ANY_VALUE) {
            set = ValueSet.notNull(kind);
        } else {
            throw new IOException("not statistics: form " + form);
        }
        return nullAllowed ? set.orNull() : set;
    }

    private static void writeValue(DataOutputStream out, Object value) throws IOException {
        if (value instanceof String text) {
            writeText(out, text);
        } else if (value instanceof Long number) {
            out.writeLong(number);
        } else {
            out.writeBoolean((Boolean) value);
        }
    }

    private static Object readValue(DataInputStream in, ValueKind kind) throws IOException {
        return switch (kind) {
            case TEXT -> readText(in);
            case INTEGER, TIMESTAMP -> in.readLong();
            case BOOLEAN -> in.readBoolean();
        };
    }

    /** UTF-16 units as bytes would survive everything; UTF-8 is half the size and real values are well-formed. */
    static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static String readText(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > TEXT_BYTES_MAX) {
            throw new IOException("not statistics: text of " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }
}
