/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.json.JsonMembers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Goes down keys in JSON text; the first of several equal keys wins. Reusable; not thread-safe. */
final class JsonKeys {
    private final byte[][] keys;
    private final JsonMembers members = new JsonMembers();
    private final ValueText value = new ValueText();

    JsonKeys(List<String> keys) {
        this.keys =
                keys.stream().map(key -> key.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }

    /**
     * What stands at the end of the keys; valid until the next call.
     *
     * @param json well-formed, beginning with the value
     * @param scalarsOnly whether arrays and objects are null, too
     */
    ValueText valueOrNull(byte[] json, boolean scalarsOnly) {
        int start = 0;
        int end = json.length;
        for (byte[] key : keys) {
            if (json[start] != '{' || !find(json, start, end, key)) {
                return null;
            }
            start = members.valueStart();
            end = members.valueEnd();
        }
        boolean isNested = json[start] == '{' || json[start] == '[';
        return ValueText.isNull(json, start) || (scalarsOnly && isNested) ? null : value.of(json, start, end);
    }

    private boolean find(byte[] json, int start, int end, byte[] key) {
        members.open(json, start, end);
        while (members.next()) {
            value.ofString(json, members.keyStart() + 1, members.keyEnd() - 1);
            if (Arrays.equals(value.bytes(), value.offset(), value.end(), key, 0, key.length)) {
                return true;
            }
        }
        return false;
    }
}
