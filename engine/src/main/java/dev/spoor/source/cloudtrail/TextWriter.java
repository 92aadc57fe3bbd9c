/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.json.JsonText;
import dev.spoor.json.TextBuffer;
import dev.spoor.json.ValueSlots;
import dev.spoor.source.KeyParts;
import dev.spoor.source.KeyPattern;
import dev.spoor.vector.Column;
import dev.spoor.vector.Memory;
import dev.spoor.vector.TextColumnBuilder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/** Text columns: values by slot, the whole record, what is left over, the file's path. */
abstract class TextWriter extends ColumnWriter {
    final TextColumnBuilder builder;

    private TextWriter(Field field, Memory memory, int batchRows) {
        builder = new TextColumnBuilder(field, memory, batchRows);
    }

    /** The value in a slot. */
    static TextWriter ofSlot(Field field, int slot, Memory memory, int batchRows) {
        return new TextWriter(field, memory, batchRows) {
            private final ValueText value = new ValueText();

            @Override
            void append(byte[] text, int start, int end, ValueSlots slots) {
                int at = slots.start(slot);
                if (ValueText.isNull(text, at)) {
                    builder.appendNull();
                } else {
                    value.of(text, at, slots.end(slot));
                    builder.append(value.bytes(), value.offset(), value.length());
                }
            }
        };
    }

    /** The value in a slot, NULL for arrays and objects. */
    static TextWriter ofScalar(Field field, int slot, Memory memory, int batchRows) {
        return new TextWriter(field, memory, batchRows) {
            private final ValueText value = new ValueText();

            @Override
            void append(byte[] text, int start, int end, ValueSlots slots) {
                int at = slots.start(slot);
                if (ValueText.isNull(text, at) || text[at] == '{' || text[at] == '[') {
                    builder.appendNull();
                } else {
                    value.of(text, at, slots.end(slot));
                    builder.append(value.bytes(), value.offset(), value.length());
                }
            }
        };
    }

    /** The time or the truth value in a slot, as text. */
    static TextWriter ofTyped(Field field, ArrowType storedType, int slot, Memory memory, int batchRows) {
        return new TextWriter(field, memory, batchRows) {
            private final TypedText typed = new TypedText(storedType);

            @Override
            void append(byte[] text, int start, int end, ValueSlots slots) {
                int at = slots.start(slot);
                if (ValueText.isNull(text, at) || !typed.read(text, at, slots.end(slot))) {
                    builder.appendNull();
                } else {
                    builder.append(typed.bytes(), 0, typed.length());
                }
            }
        };
    }

    /** NULL. */
    static TextWriter ofNothing(Field field, Memory memory, int batchRows) {
        return new TextWriter(field, memory, batchRows) {
            @Override
            void append(byte[] text, int start, int end, ValueSlots slots) {
                builder.appendNull();
            }
        };
    }

    /** What the key of the file names. */
    static TextWriter ofKey(
            Field field, KeyPattern pattern, Function<String, KeyParts> partsOfPath, Memory memory, int batchRows) {
        return new TextWriter(field, memory, batchRows) {
            private byte[] valueOrNull;

            @Override
            void startFile(String path) {
                String value = (String) pattern.valueOrNull(partsOfPath.apply(path));
                valueOrNull = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            void append(byte[] text, int start, int end, ValueSlots slots) {
                if (valueOrNull == null) {
                    builder.appendNull();
                } else {
                    builder.append(valueOrNull, 0, valueOrNull.length);
                }
            }
        };
    }

    /** JSON text of the value in a slot, strings with their quotes. */
    static TextWriter ofJson(Field field, int slot, Memory memory, int batchRows) {
        return new TextWriter(field, memory, batchRows) {
            private final TextBuffer normal = new TextBuffer();

            @Override
            void append(byte[] text, int start, int end, ValueSlots slots) {
                int at = slots.start(slot);
                if (ValueText.isNull(text, at)) {
                    builder.appendNull();
                } else {
                    normal.clear();
                    JsonText.normalize(text, at, slots.end(slot), normal);
                    builder.append(normal.bytes(), 0, normal.length());
                }
            }
        };
    }

    /** The whole record as compact JSON text. */
    static TextWriter ofRecord(Field field, Memory memory, int batchRows) {
        return new TextWriter(field, memory, batchRows) {
            private final TextBuffer compact = new TextBuffer();

            @Override
            void append(byte[] text, int start, int end, ValueSlots slots) {
                compact.clear();
                JsonText.compact(text, start, end, compact);
                builder.append(compact.bytes(), 0, compact.length());
            }
        };
    }

    /** What no other column holds. */
    static TextWriter ofRemainder(Field field, Remainder remainder, Memory memory, int batchRows) {
        return new TextWriter(field, memory, batchRows) {
            private final TextBuffer left = new TextBuffer();

            @Override
            void append(byte[] text, int start, int end, ValueSlots slots) {
                left.clear();
                if (remainder.append(text, slots, left)) {
                    builder.append(left.bytes(), 0, left.length());
                } else {
                    builder.appendNull();
                }
            }
        };
    }

    /** The path of the file. */
    static TextWriter ofPath(Field field, Memory memory, int batchRows) {
        return new TextWriter(field, memory, batchRows) {
            private byte[] path = new byte[0];

            @Override
            void startFile(String key) {
                path = key.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            void append(byte[] text, int start, int end, ValueSlots slots) {
                builder.append(path, 0, path.length);
            }
        };
    }

    @Override
    Column build() {
        return builder.build();
    }

    @Override
    long batchBytes() {
        return builder.batchBytes();
    }

    @Override
    public void close() {
        builder.close();
    }
}
