/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.error;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class NearestNameTest {
    private static final List<String> NAMES = List.of("eventName", "eventTime", "awsRegion", "id");

    @Test
    void findsWhatATypoMeans() {
        assertEquals(Optional.of("eventName"), NearestName.of("evntname", NAMES));
        assertEquals(Optional.of("eventTime"), NearestName.of("evenTtime", NAMES));
        assertEquals(Optional.of("awsRegion"), NearestName.of("AWSREGIN", NAMES));
        assertEquals(Optional.of("id"), NearestName.of("di", NAMES));
    }

    @Test
    void saysNothingWhenNothingIsNear() {
        assertEquals(Optional.empty(), NearestName.of("bucket", NAMES));
        assertEquals(Optional.empty(), NearestName.of("x", List.of()));
    }
}
