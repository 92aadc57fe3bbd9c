/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class QueueAddressTest {
    @ParameterizedTest
    @CsvSource({
        "https://sqs.eu-west-1.amazonaws.com/111122223333/arrivals, eu-west-1",
        "https://sqs-fips.us-gov-west-1.amazonaws.com/111122223333/arrivals, us-gov-west-1",
        "https://sqs.cn-north-1.amazonaws.com.cn/111122223333/arrivals, cn-north-1",
        "https://sqs.eu-central-1.api.aws/111122223333/arrivals, eu-central-1",
        "https://vpce-0a1b-2c3d.sqs.us-east-2.vpce.amazonaws.com/111122223333/arrivals, us-east-2",
        "https://eu-west-1.queue.amazonaws.com/111122223333/arrivals, eu-west-1",
        "https://queue.amazonaws.com/111122223333/arrivals, us-east-1"
    })
    void theHostTellsTheRegion(String url, String region) {
        QueueAddress queue = QueueAddress.parse(url).orElseThrow();
        assertEquals(Optional.of(region), queue.region());
        assertEquals(url, queue.url());
        assertEquals(URI.create(url).getHost(), queue.endpoint().getHost());
    }

    @Test
    void otherServersHaveNoRegion() {
        QueueAddress queue = QueueAddress.parse("http://localhost:9324/000000000000/arrivals")
                .orElseThrow();
        assertEquals(Optional.empty(), queue.region());
        assertEquals(URI.create("http://localhost:9324"), queue.endpoint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "arrivals", "https://sqs.eu-west-1.amazonaws.com/", "s3://bucket/a/b", "http://h/a/b/c"})
    void otherTextsAreNoQueues(String text) {
        assertTrue(QueueAddress.parse(text).isEmpty());
    }
}
