/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.schema;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class FieldPathTest {
    @Test
    void pathsAreWrittenAsPeopleTypeThem() {
        assertEquals(
                "requestparameters.bucketName",
                FieldPath.of("requestParameters", "bucketName").quoted());
        assertEquals(
                "a.\"x.y\".\"\".\"say \"\"no\"\"\".x-amz-id-2",
                FieldPath.of("a", "x.y", "", "say \"no\"", "x-amz-id-2").quoted());
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        for (FieldPath path : List.of(
                FieldPath.of("a"),
                FieldPath.of("a", "B"),
                FieldPath.of("a", "", "\"", "\"\"", "."),
                FieldPath.of("a", "b\nc", "d,e", "\u00e9 \ud83d\ude00"),
                FieldPath.of("a", "x".repeat(100_000), "\"".repeat(100_000)))) {
            assertEquals(path, FieldPath.parse(path.quoted()));
        }
        assertEquals(FieldPath.of("requestparameters", "Host"), FieldPath.parse("REQUESTParameters.Host"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "a b", "a.\"b", "a.\"b\"c", "a.b\"", "a.b\n", "a,b"})
    void otherTextIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> FieldPath.parse(text));
    }
}
