/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.source.KeyParts;
import dev.spoor.source.KeyPattern;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What keys of every published layout name, and the columns that are made of it. */
final class KeyPartsTest {
    private static final String NAME = "111122223333_CloudTrail_eu-west-1_20240131T0905Z_AbCdEfGh12345678.json.gz";

    private static KeyParts parts(String address) {
        return new CloudTrailLayout()
                .read(address, CloudTrailLayout.DEFAULT_LATENESS_MICROS, true)
                .parts();
    }

    private static String all(String address) {
        KeyParts parts = parts(address);
        return parts.accountOrNull() + " " + parts.organizationOrNull() + " " + parts.serviceOrNull() + " "
                + parts.regionOrNull() + " " + parts.dayOrNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/b/AWSLogs/111122223333/CloudTrail/eu-west-1/2024/01/31/%|111122223333 null CloudTrail eu-west-1 2024-01-31",
                "/b/p/q/AWSLogs/111122223333/CloudTrail/eu-west-1/2024/01/31/%"
                        + "|111122223333 null CloudTrail eu-west-1 2024-01-31",
                "/b/AWSLogs/o-exampleorg/111122223333/CloudTrail/eu-west-1/2024/01/31/%"
                        + "|111122223333 o-exampleorg CloudTrail eu-west-1 2024-01-31",
                "/b/AWSLogs/111122223333/CloudTrail-Insight/eu-west-1/2024/01/31/%"
                        + "|111122223333 null CloudTrail-Insight eu-west-1 2024-01-31",
                "/b/AWSLogs/111122223333/CloudTrail-NetworkActivity/eu-west-1/2024/01/31/%"
                        + "|111122223333 null CloudTrail-NetworkActivity eu-west-1 2024-01-31",
                "/flat/%|111122223333 null CloudTrail eu-west-1 2024-01-31",
                "/CloudTrail/eu-west-1/2024/02/01/%|111122223333 null CloudTrail eu-west-1 2024-02-01",
                "/AWSLogs/444455556666/CloudTrail/us-east-1/2023/12/31/%|444455556666 null CloudTrail us-east-1 2023-12-31",
                "/AWSLogs/444455556666/CloudTrail/us-east-1/2023/12/31/x.json"
                        + "|444455556666 null CloudTrail us-east-1 2023-12-31",
                "/some/where/events.json|null null null null null",
                "/w/111122223333_CloudTrail_us-west-2_20140620T1255ZHdkvFTXOA3Vnhbc.json.gz"
                        + "|111122223333 null CloudTrail us-west-2 2014-06-20"
            })
    void keysNameTheirParts(String address, String expected) {
        assertEquals(expected, all(address.replace("%", NAME)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{region}|eu-west-1",
                "{yyyy}/{MM}/{dd}|2024/01/03",
                "{yyyy}-{MM}|2024-01",
                "{account}|111122223333",
                "a{service}b|aCloudTrailb",
                "{date}|19725",
                "{organization}|",
                "{organization}/{yyyy}|"
            })
    void patternsMakeValues(String pattern, String expected) {
        KeyParts key = new KeyParts("111122223333", null, "CloudTrail", "eu-west-1", LocalDate.of(2024, 1, 3));
        Object value = KeyPattern.parse(pattern).valueOrNull(key);
        assertEquals(expected, value == null ? null : value.toString());
        assertEquals(pattern, KeyPattern.of(KeyPattern.parse(pattern).path()).toString());
        assertEquals(null, KeyPattern.parse(pattern).valueOrNull(KeyParts.NONE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "{yyyy", "{regoin}", "{}", "{date}/{yyyy}"})
    void whatIsNoPatternIsRefused(String pattern) {
        EngineException error = assertThrows(EngineException.class, () -> KeyPattern.parse(pattern));
        assertEquals(ErrorCode.INVALID_CONFIGURATION, error.code());
    }
}
