/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.delivery.Deliveries;
import dev.spoor.delivery.Delivery;
import dev.spoor.delivery.DeliveryFile;
import dev.spoor.delivery.DeliveryOutcome;
import dev.spoor.delivery.DeliveryOutcome.Refused;
import dev.spoor.delivery.DeliveryOutcome.RetryLater;
import dev.spoor.delivery.DeliveryOutcome.Sent;
import dev.spoor.delivery.Destination;
import dev.spoor.delivery.DestinationPlace;
import dev.spoor.delivery.Destinations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Deliveries into a bucket: the folders of the engine's own tests, with parts, conditions and encryption of S3. */
class S3DeliveryTest {
    @TempDir
    private Path folder;

    private final MemoryS3 bucket = new MemoryS3();
    private Gateway gateway;
    private Delivery report;

    @BeforeEach
    void start() throws IOException {
        gateway = new Gateway(bucket);
        Path page = Files.writeString(folder.resolve("page.html"), "<p>");
        Path bundle = Files.write(folder.resolve("bundle.zip"), new byte[S3Sink.PART_BYTES + 5]);
        report = Deliveries.with(
                Deliveries.alert("run/1"),
                new DeliveryFile("report.html", "text/html", page),
                new DeliveryFile("bundle.zip", "application/zip", bundle));
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    private DeliveryOutcome deliver(Delivery delivery, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(Map.of("address", "s3://audit/reports"));
        all.putAll(values);
        DestinationPlace place = new DestinationPlace(folder, Map.of(), gateway.options(folder));
        try (Destination archive = Destinations.open("archive", "s3", all, place)) {
            return archive.deliver(delivery, Set.of());
        }
    }

    @Test
    void aDeliveryIsThereOnceEncryptedAndReplacesNothing() {
        Map<String, String> encrypted = Map.of("kms-key", "alias/audit");
        Sent sent = assertInstanceOf(Sent.class, deliver(report, encrypted));
        assertTrue(sent.place().startsWith("s3://audit/reports/root-login/2026-03-01T120005Z-"), sent.place());
        assertTrue(gateway.log().stream().anyMatch(request -> request.query().containsKey("uploadId")), "in parts");
        long begun = gateway.log().stream()
                .filter(request -> "aws:kms".equals(request.headerOrNull("x-amz-server-side-encryption")))
                .peek(request -> assertEquals(
                        "alias/audit", request.headerOrNull("x-amz-server-side-encryption-aws-kms-key-id")))
                .count();
        assertEquals(4, begun);
        String prefix = sent.place().substring("s3://audit/".length());
        assertEquals(sent, deliver(report, encrypted), "the same id again");

        bucket.put(prefix + "/report.html", "another".getBytes(StandardCharsets.UTF_8));
        Refused refused = assertInstanceOf(Refused.class, deliver(report, encrypted));
        assertTrue(refused.reason().contains("nothing is replaced"), refused.reason());
    }

    @Test
    void aRefusalOfEachRequestIsCompletedByTheNextAttempt() {
        AtomicLong left = new AtomicLong();
        gateway.withFaults(request ->
                left.getAndDecrement() == 1 ? Gateway.Fault.answer(403, "AccessDenied") : Gateway.Fault.NONE);
        boolean hasFailed = true;
        for (int k = 1; hasFailed; k++) {
            Delivery each =
                    Deliveries.with(Deliveries.alert("run/" + k), report.files().toArray(DeliveryFile[]::new));
            left.set(k);
            DeliveryOutcome outcome = deliver(each, Map.of());
            hasFailed = left.get() <= 0 && !(outcome instanceof Sent);
            if (hasFailed) {
                assertInstanceOf(RetryLater.class, outcome, "request " + k);
                outcome = deliver(each, Map.of());
            }
            assertInstanceOf(Sent.class, outcome, "request " + k);
            assertEquals(0, bucket.uploadCount(), "request " + k);
        }
        assertTrue(left.get() > 0, "the last round had no refusal, so each request was refused once");
    }
}
