/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.LakeLocation;
import dev.spoor.LakeMaintenance;
import dev.spoor.Settings;
import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.sample.SampleSpec;
import dev.spoor.sample.SampleTrail;
import dev.spoor.store.ObjectSink;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.ObjectStores;
import dev.spoor.store.StoreLocation;
import dev.spoor.store.WriteCondition;
import dev.spoor.testing.EngineFixture;
import dev.spoor.testing.LakeFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The policies of the page about AWS allow what is needed and nothing else: each action is asked for, and missed. */
class PolicyTest {
    private static final Path PAGE = Path.of("..", "docs", "how-to", "aws.md");
    private static final StoreLocation LOGS = StoreLocation.parse("s3://my-trail-bucket/logs");
    private static final StoreLocation LAKE = StoreLocation.parse("s3://my-trail-bucket/lake");

    @TempDir
    Path folder;

    private final MemoryS3 server = new MemoryS3();
    private Gateway gateway;

    @BeforeEach
    void open() {
        new SampleTrail(SampleSpec.testing(50, 3))
                .files()
                .forEach(file -> server.put("logs/" + file.key(), file.gzip()));
        gateway = new Gateway(server);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    /** The actions that the policy below a sentence of the page allows. */
    private static Set<String> actions(String sentence) throws IOException {
        String page = Files.readString(PAGE);
        String below = page.substring(page.indexOf(sentence));
        int start = below.indexOf("```json");
        Matcher action =
                Pattern.compile("\"(s3:[A-Za-z]+)\"").matcher(below.substring(start, below.indexOf("```", start + 3)));
        Set<String> actions = new TreeSet<>();
        while (action.find()) {
            actions.add(action.group(1));
        }
        return actions;
    }

    private void allow(Set<String> actions) {
        gateway.forget();
        gateway.withFaults(request ->
                actions.contains(request.action()) ? Gateway.Fault.NONE : Gateway.Fault.answer(403, "AccessDenied"));
    }

    private Set<String> asked() {
        return gateway.log().stream().map(S3Request::action).collect(Collectors.toCollection(TreeSet::new));
    }

    private void assertEachIsMissed(Set<String> actions, Runnable work) {
        for (String action : actions) {
            Set<String> fewer = new TreeSet<>(actions);
            fewer.remove(action);
            allow(fewer);
            EngineException error = assertThrows(EngineException.class, work::run, action);
            assertEquals(ErrorCode.ACCESS_DENIED, error.code(), error.describe());
            assertTrue(error.getMessage().contains(action), error.getMessage());
        }
    }

    @Test
    void readingLogsTakesTheFirstPolicy() throws IOException {
        Set<String> actions = actions("To read logs");
        allow(actions);
        query();
        assertEquals(actions, asked());
        assertEachIsMissed(actions, this::query);
    }

    @Test
    void keepingALakeTakesTheSecondPolicy() throws IOException {
        Set<String> actions = actions("To keep a lake");
        allow(actions);
        keep();
        assertEquals(actions, asked());
        assertEachIsMissed(actions, this::keep);
    }

    private void query() {
        try (EngineFixture engine =
                EngineFixture.over(List.of(LOGS), null, S3QueryTest.settings(gateway.address(), folder), Map.of())) {
            engine.query("SELECT count(*) FROM events");
        }
    }

    /** Compacts into a new lake, deletes, and leaves a large object unfinished. */
    private void keep() {
        Settings settings = Settings.initial();
        for (Map.Entry<String, String> each :
                S3QueryTest.settings(gateway.address(), folder).entrySet()) {
            settings = settings.with(each.getKey(), each.getValue());
        }
        try {
            Path ledger = Files.createTempFile(folder, "ledger", "");
            LakeLocation lake = new LakeLocation(LAKE, Optional.of("jdbc:sqlite:" + ledger));
            try (LakeMaintenance maintenance =
                    LakeMaintenance.open(lake, List.of(LOGS), settings, Clock.systemUTC(), warning -> {})) {
                maintenance.compact(new LakeFixture.Silence());
            }
            try (ObjectStore store = ObjectStores.open(LAKE, gateway.options(folder))) {
                store.delete(List.of("no-such-object"));
                try (ObjectSink sink = store.create("unfinished", WriteCondition.CREATE_ONLY)) {
                    sink.write(new byte[S3Sink.PART_BYTES + 1]);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
