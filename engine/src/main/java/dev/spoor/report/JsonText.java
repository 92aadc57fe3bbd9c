/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;

/** Writes JSON to a text. One thread. */
public final class JsonText {
    private final StringWriter text = new StringWriter();
    private final JsonGenerator json;

    /** What writes a part. */
    public interface Part {
        void write(JsonText json) throws IOException;
    }

    private JsonText(boolean overLines) {
        try {
            json = new JsonFactory().createGenerator(text);
            if (overLines) {
                json.useDefaultPrettyPrinter();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of one object. */
    public static String object(Part members) {
        return document(new JsonText(true), json -> json.inObject(members));
    }

    /** The text of one object, on one line. */
    public static String line(Part members) {
        return document(new JsonText(false), json -> json.inObject(members));
    }

    /** The text of one array. */
    public static String array(Part items) {
        return document(new JsonText(true), json -> json.inArray(items));
    }

    private static String document(JsonText writer, Part part) {
        try {
            part.write(writer);
            writer.json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.text.append('\n').toString();
    }

    public JsonText put(String name, String valueOrNull) throws IOException {
        if (valueOrNull == null) {
            json.writeNullField(name);
        } else {
            json.writeStringField(name, valueOrNull);
        }
        return this;
    }

    public JsonText put(String name, long value) throws IOException {
        json.writeNumberField(name, value);
        return this;
    }

    public JsonText put(String name, Collection<String> values) throws IOException {
        json.writeFieldName(name);
        inArray(items -> {
            for (String value : values) {
                json.writeString(value);
            }
        });
        return this;
    }

    public JsonText object(String name, Part members) throws IOException {
        json.writeFieldName(name);
        return inObject(members);
    }

    public JsonText array(String name, Part items) throws IOException {
        json.writeFieldName(name);
        return inArray(items);
    }

    public JsonText inObject(Part members) throws IOException {
        json.writeStartObject();
        members.write(this);
        json.writeEndObject();
        return this;
    }

    public JsonText inArray(Part items) throws IOException {
        json.writeStartArray();
        items.write(this);
        json.writeEndArray();
        return this;
    }

    /** An item of an array. */
    public JsonText text(String valueOrNull) throws IOException {
        json.writeString(valueOrNull);
        return this;
    }
}
