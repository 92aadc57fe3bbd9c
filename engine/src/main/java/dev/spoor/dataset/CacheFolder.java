/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Where this user's caches belong on this platform. */
public final class CacheFolder {
    private static final String NAME = "spoor";

    private CacheFolder() {}

    /** The folder of the running process's user; it may not exist yet. */
    public static Path ofUser() {
        return of(System.getenv(), System.getProperty("os.name", ""), System.getProperty("user.home", "."));
    }

    /**
     * The folder by the platform's rules: {@code $XDG_CACHE_HOME/spoor} where that is set to an absolute path, else
     * {@code ~/Library/Caches/spoor} on macOS, {@code %LOCALAPPDATA%\spoor\cache} on Windows, {@code ~/.cache/spoor}
     * elsewhere.
     */
    static Path of(Map<String, String> environment, String osName, String home) {
        Objects.requireNonNull(home, "home is null");
        String os = osName.toLowerCase(Locale.ROOT);
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!xdg.isEmpty() && Path.of(xdg).isAbsolute()) {
            return Path.of(xdg, NAME);
        }
        if (os.startsWith("mac")) {
            return Path.of(home, "Library", "Caches", NAME);
        }
        String local = environment.getOrDefault("LOCALAPPDATA", "");
        if (os.startsWith("windows") && !local.isEmpty()) {
            return Path.of(local, NAME, "cache");
        }
        return Path.of(home, ".cache", NAME);
    }
}
