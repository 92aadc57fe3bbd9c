/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.schema.EventSchema;
import dev.spoor.schema.FieldPath;
import dev.spoor.source.cloudtrail.CloudTrailSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class ShreddingTest {
    private static final EventSchema SCHEMA = new CloudTrailSource().schema();

    @Test
    void wordsAndListsAreUnderstood() {
        assertEquals(Shredding.AUTOMATIC, Shredding.parse(" Auto", SCHEMA));
        assertEquals(Shredding.NONE, Shredding.parse("NONE", SCHEMA));
        assertEquals(
                List.of(
                        FieldPath.of("requestparameters", "bucketName"),
                        FieldPath.of("responseelements", "a,b.c"),
                        FieldPath.of("requestparameters", "BucketName"),
                        FieldPath.of("additionaleventdata", "a", "b")),
                Shredding.parse(
                                "requestParameters.bucketName, RESPONSEELEMENTS.\"a,b.c\",requestparameters.BucketName,"
                                        + " requestParameters.bucketName , additionalEventData.a.b",
                                SCHEMA)
                        .paths());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "requestParameters",
                "eventName.x",
                "nothing.x",
                "userIdentity.arn",
                "requestParameters.",
                "requestParameters.a,",
                "requestParameters.a b",
                "requestParameters.\"a"
            })
    void otherTextIsAnError(String text) {
        EngineException error = assertThrows(EngineException.class, () -> Shredding.parse(text, SCHEMA));
        assertEquals(ErrorCode.INVALID_CONFIGURATION, error.code());
    }

    @Test
    void aListIsNotTooLong() {
        StringBuilder list = new StringBuilder("requestParameters.k0");
        for (int i = 1; i <= Shredding.LISTED_PATHS_MAX; i++) {
            list.append(",requestParameters.k").append(i);
        }
        assertThrows(EngineException.class, () -> Shredding.parse(list.toString(), SCHEMA));
    }
}
