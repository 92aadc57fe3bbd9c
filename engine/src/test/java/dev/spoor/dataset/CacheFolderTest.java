/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

final class CacheFolderTest {
    @Test
    void eachPlatformHasItsPlace() {
        assertEquals(Path.of("/home/a/.cache/spoor"), CacheFolder.of(Map.of(), "Linux", "/home/a"));
        assertEquals(Path.of("/xdg/spoor"), CacheFolder.of(Map.of("XDG_CACHE_HOME", "/xdg"), "Linux", "/home/a"));
        assertEquals(
                Path.of("/home/a/.cache/spoor"),
                CacheFolder.of(Map.of("XDG_CACHE_HOME", "relative"), "Linux", "/home/a"));
        assertEquals(Path.of("/Users/a/Library/Caches/spoor"), CacheFolder.of(Map.of(), "Mac OS X", "/Users/a"));
        assertEquals(
                Path.of("/local/spoor/cache"),
                CacheFolder.of(Map.of("LOCALAPPDATA", "/local"), "WINDOWS 11", "/Users/a"));
        assertTrue(CacheFolder.ofUser().isAbsolute());
    }
}
