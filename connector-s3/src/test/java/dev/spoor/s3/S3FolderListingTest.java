/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.FolderFilter;
import dev.spoor.store.FolderScope;
import dev.spoor.store.KeyOrder;
import dev.spoor.store.ObjectEntry;
import dev.spoor.store.ObjectStore;
import dev.spoor.store.ObjectStores;
import dev.spoor.store.StoreLocation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class S3FolderListingTest {
    @TempDir
    Path cache;

    private final MemoryS3 server = new MemoryS3();
    private Gateway gateway;
    private ObjectStore store;

    @BeforeEach
    void open() {
        gateway = new Gateway(server);
        store = ObjectStores.open(StoreLocation.parse("s3://some-bucket/root"), gateway.options(cache));
    }

    @AfterEach
    void close() {
        store.close();
        gateway.close();
    }

    private List<String> list(FolderFilter folders) {
        List<String> keys = new ArrayList<>();
        store.pages(folders, problem -> {
                    throw new AssertionError(problem);
                })
                .forEachRemaining(page -> {
                    Set<String> ofPage = new TreeSet<>();
                    for (ObjectEntry entry : page) {
                        keys.add(entry.key());
                        ofPage.add(entry.key().substring(0, entry.key().lastIndexOf('/') + 1));
                    }
                    assertEquals(1, ofPage.size(), "folders of one page");
                });
        return keys;
    }

    private TreeSet<String> keys(Random random, int count) {
        TreeSet<String> keys = new TreeSet<>(KeyOrder::compare);
        int width = 1 + random.nextInt(12);
        while (keys.size() < count) {
            StringBuilder key = new StringBuilder();
            int depth = random.nextInt(4);
            for (int i = 0; i < depth; i++) {
                key.append((char) ('a' + random.nextInt(width))).append(random.nextBoolean() ? "/" : "-x/");
            }
            keys.add(key.append("f").append(random.nextInt(1 << 20)).toString());
        }
        keys.forEach(key -> server.put("root/" + key, new byte[0]));
        return keys;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everythingIsListedOnceAndInOrderWhateverTheFolders(long seed) {
        Random random = new Random(seed);
        TreeSet<String> keys = keys(random, 500 + random.nextInt(9_000));
        server.put("root/", new byte[0]);
        server.put("root2/not-mine", new byte[0]);
        assertTrue(List.copyOf(keys).equals(list(FolderFilter.ALL)));
        long pages = keys.size() / 1000 + 1;
        assertTrue(gateway.log().size() <= 3 * pages + 12, gateway.log().size() + " requests for " + pages + " pages");
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void whatIsWantedIsThere(long seed) {
        Random random = new Random(seed);
        TreeSet<String> keys = keys(random, 4_000);
        Map<String, FolderScope> scopes = new HashMap<>();
        FolderFilter folders = folder -> {
            synchronized (scopes) {
                return scopes.computeIfAbsent(folder, each -> scope(random, each));
            }
        };
        List<String> listed = list(folders);
        TreeSet<String> once = new TreeSet<>(KeyOrder::compare);
        once.addAll(listed);
        assertEquals(List.copyOf(once), listed);
        assertTrue(keys.containsAll(listed));
        for (String key : keys) {
            if (isWanted(scopes, key)) {
                assertTrue(once.contains(key), key);
            }
        }
    }

    private static FolderScope scope(Random random, String folder) {
        return switch (folder.isEmpty() ? 1 : random.nextInt(5)) {
            case 0 -> FolderScope.NOTHING;
            case 1, 2 -> FolderScope.FOLDERS;
            case 3 -> FolderScope.between("b", random.nextBoolean() ? "d/" : null);
            default -> FolderScope.EVERYTHING;
        };
    }

    private static boolean isWanted(Map<String, FolderScope> scopes, String key) {
        for (int slash = -1; ; slash = key.indexOf('/', slash + 1)) {
            String folder = key.substring(0, slash + 1);
            FolderScope scope = scopes.get(folder);
            if (scope == null) {
                throw new AssertionError("nobody asked about " + folder);
            }
            String rest = key.substring(folder.length());
            switch (scope.kind()) {
                case NOTHING -> {
                    return false;
                }
                case EVERYTHING -> {
                    return true;
                }
                case BETWEEN -> {
                    return KeyOrder.compare(rest, scope.fromOrNull()) >= 0
                            && (scope.toOrNull() == null || KeyOrder.compare(rest, scope.toOrNull()) < 0);
                }
                case FOLDERS -> {
                    if (key.indexOf('/', slash + 1) < 0) {
                        return true;
                    }
                }
            }
        }
    }

    @Test
    void foldersThatAreNotWantedCostNothing() {
        for (int i = 0; i < 50; i++) {
            server.put("root/a/" + i + "/x", new byte[0]);
            server.put("root/b/" + i + "/x", new byte[0]);
        }
        FolderFilter folders = folder -> folder.isEmpty()
                ? FolderScope.FOLDERS
                : folder.equals("b/") ? FolderScope.between("17/", "18/") : FolderScope.NOTHING;
        assertEquals(List.of("b/17/x"), list(folders).subList(0, 1));
        assertEquals(2, gateway.log().size());
    }

    @Test
    void aListingThatBreaksOffIsAnError() {
        keys(new Random(3), 5_000);
        gateway.withFaults(request -> request.query().containsKey("start-after")
                ? Gateway.Fault.answer(403, "AccessDenied")
                : Gateway.Fault.NONE);
        EngineException error = assertThrows(EngineException.class, () -> list(FolderFilter.ALL));
        assertEquals(ErrorCode.ACCESS_DENIED, error.code());
        assertTrue(error.getMessage().contains("s3:ListBucket on bucket some-bucket"), error.getMessage());
        gateway.withFaults(request -> Gateway.Fault.NONE);
        assertEquals(5_000, list(FolderFilter.ALL).size());
    }
}
