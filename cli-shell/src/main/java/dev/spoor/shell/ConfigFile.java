/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import dev.spoor.LakeLocation;
import dev.spoor.Setting;
import dev.spoor.Settings;
import dev.spoor.error.EngineException;
import dev.spoor.error.NearestName;
import dev.spoor.shell.ShellArguments.ServerAddress;
import dev.spoor.store.StoreLocation;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A file of what would otherwise be said on each command line, in the format of Java properties (UTF-8): {@code logs} and
 * {@code logs.ANYTHING} name folders, {@code lake} the folder of a lake, {@code ledger} the address of its ledger and
 * {@code catalog.ANYTHING} the properties of the Iceberg REST catalog that its tables are registered with,
 * {@code table.NAME} gives a view a name, {@code server}, {@code user} and {@code password-command} are of a server, every other
 * key is a setting. {@code profile.NAME.KEY} is a key of a profile: who asks for the profile gets these and, of the others, those that do
 * not say what to ask when the profile does.
 *
 * @param logs in the order of their keys
 * @param lake beside the logs
 * @param tables name to view
 * @param settings those that the file changes
 * @param server to ask in place of logs and lake
 */
record ConfigFile(
        List<StoreLocation> logs,
        Optional<LakeLocation> lake,
        Map<String, String> tables,
        Settings settings,
        Optional<ServerAddress> server) {
    static final ConfigFile EMPTY =
            new ConfigFile(List.of(), Optional.empty(), Map.of(), Settings.initial(), Optional.empty());

    private static final String LOGS = "logs";
    private static final String LAKE = "lake";
    private static final String LEDGER = "ledger";
    private static final String CATALOG_PREFIX = "catalog.";
    private static final String TABLE_PREFIX = "table.";
    private static final String PROFILE_PREFIX = "profile.";
    private static final String SERVER = "server";
    private static final String USER = "user";
    private static final String PASSWORD_COMMAND = "password-command";

    /** {@code $XDG_CONFIG_HOME/spoor/config}, else {@code ~/.config/spoor/config}; empty if there is no such file. */
    static Optional<Path> ofUser(Map<String, String> environment, String home) {
        String folder = environment.getOrDefault("XDG_CONFIG_HOME", "");
        try {
            Path config = folder.isEmpty() ? Path.of(home, ".config") : Path.of(folder);
            Path file = config.resolve("spoor").resolve("config");
            return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    static ConfigFile read(Path file, Optional<String> profile) throws UsageException {
        Map<String, String> entries = ofProfile(file, entries(file), profile);
        List<StoreLocation> logs = new ArrayList<>();
        Optional<StoreLocation> lake = Optional.empty();
        Optional<String> ledger = Optional.empty();
        Map<String, String> catalog = new LinkedHashMap<>();
        Map<String, String> tables = new LinkedHashMap<>();
        Settings settings = Settings.initial();
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            String key = entry.getKey();
            String value = entry.getValue().trim();
            if (key.equals(LOGS) || key.startsWith(LOGS + ".")) {
                logs.add(place(file, key, value));
            } else if (key.equals(LAKE)) {
                lake = Optional.of(place(file, key, value));
            } else if (key.equals(LEDGER)) {
                ledger = Optional.of(value);
            } else if (List.of(SERVER, USER, PASSWORD_COMMAND).contains(key)) {
                continue; // below, together
            } else if (key.startsWith(CATALOG_PREFIX) && key.length() > CATALOG_PREFIX.length()) {
                catalog.put(key.substring(CATALOG_PREFIX.length()), value);
            } else if (key.startsWith(TABLE_PREFIX) && key.length() > TABLE_PREFIX.length()) {
                tables.put(key.substring(TABLE_PREFIX.length()), value);
            } else {
                settings = changed(file, settings, key, value);
            }
        }
        if (ledger.isPresent() && lake.isEmpty()) {
            throw new UsageException("--config " + file + ": the key 'ledger' needs 'lake'");
        }
        if (!catalog.isEmpty() && (lake.isEmpty() || !catalog.containsKey("uri"))) {
            throw new UsageException("--config " + file + ": the keys 'catalog.*' need 'catalog.uri' and 'lake'");
        }
        Optional<String> url = ledger;
        return new ConfigFile(
                List.copyOf(logs),
                lake.map(place -> new LakeLocation(place, url, catalog)),
                Map.copyOf(tables),
                settings,
                server(file, entries, !logs.isEmpty() || lake.isPresent()));
    }

    /** The keys that hold, without those of other profiles. */
    private static Map<String, String> ofProfile(Path file, Map<String, String> all, Optional<String> profile)
            throws UsageException {
        Map<String, String> common = new TreeMap<>();
        Map<String, String> own = new TreeMap<>();
        Set<String> profiles = new TreeSet<>();
        for (Map.Entry<String, String> entry : all.entrySet()) {
            String[] parts = entry.getKey().split("\\.", 3);
            if (!entry.getKey().startsWith(PROFILE_PREFIX)) {
                common.put(entry.getKey(), entry.getValue());
            } else if (parts.length < 3 || parts[1].isEmpty()) {
                throw new UsageException("--config " + file + ": '" + entry.getKey() + "' is no profile.NAME.KEY");
            } else {
                profiles.add(parts[1]);
                if (profile.filter(parts[1]::equals).isPresent()) {
                    own.put(parts[2], entry.getValue());
                }
            }
        }
        if (profile.isPresent() && !profiles.contains(profile.get())) {
            throw new UsageException("--config " + file + ": there is no profile '" + profile.get() + "'; "
                    + NearestName.of(profile.get(), profiles)
                            .map(near -> "did you mean '" + near + "'?")
                            .orElse(profiles.isEmpty() ? "it has none" : "it has " + String.join(", ", profiles)));
        }
        if (own.keySet().stream().anyMatch(ConfigFile::saysWhatToAsk)) {
            common.keySet().removeIf(ConfigFile::saysWhatToAsk);
        }
        common.putAll(own);
        return common;
    }

    private static boolean saysWhatToAsk(String key) {
        return List.of(LOGS, LAKE, LEDGER, SERVER, USER, PASSWORD_COMMAND).contains(key)
                || key.startsWith(LOGS + ".")
                || key.startsWith(CATALOG_PREFIX);
    }

    private static Optional<ServerAddress> server(Path file, Map<String, String> entries, boolean isLocal)
            throws UsageException {
        Optional<String> url = Optional.ofNullable(entries.get(SERVER)).map(String::trim);
        Optional<String> user = Optional.ofNullable(entries.get(USER)).map(String::trim);
        Optional<String> command =
                Optional.ofNullable(entries.get(PASSWORD_COMMAND)).map(String::trim);
        if (url.isEmpty() && (user.isPresent() || command.isPresent())) {
            throw new UsageException("--config " + file + ": the keys 'user' and 'password-command' need 'server'");
        }
        if (url.isPresent() && isLocal) {
            throw new UsageException("--config " + file + ": either 'server' or 'logs' and 'lake', not both");
        }
        return url.map(address -> new ServerAddress(address, user, command));
    }

    /** Sorted by key. */
    private static Map<String, String> entries(Path file) throws UsageException {
        Entries entries = new Entries();
        try (Reader reader = Files.newBufferedReader(file)) {
            entries.load(reader);
        } catch (IOException e) {
            throw new UsageException("--config " + file + ": cannot be read as UTF-8 text: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new UsageException("--config " + file + ": " + e.getMessage());
        }
        return entries.byKey;
    }

    /** Where a home begins with ~, as shells have it; other paths are relative to the working folder. */
    private static StoreLocation place(Path file, String key, String text) throws UsageException {
        try {
            return StoreLocation.parse(
                    text.startsWith("~/") ? System.getProperty("user.home") + text.substring(1) : text);
        } catch (EngineException e) {
            throw new UsageException("--config " + file + ": " + key + ": " + e.getMessage());
        }
    }

    private static Settings changed(Path file, Settings settings, String key, String value) throws UsageException {
        List<String> keys =
                new ArrayList<>(Settings.all().stream().map(Setting::key).toList());
        if (!keys.contains(key)) {
            keys.addAll(List.of(LOGS, LAKE, LEDGER, SERVER, USER, PASSWORD_COMMAND));
            String advice = NearestName.of(key, keys)
                    .map(near -> "did you mean '" + near + "'?")
                    .orElse("keys are logs, lake, ledger, catalog.PROPERTY, table.NAME, server, user, password-command,"
                            + " profile.NAME.KEY and the settings");
            throw new UsageException("--config " + file + ": there is no key '" + key + "'; " + advice);
        }
        try {
            return settings.with(key, value);
        } catch (EngineException e) {
            throw new UsageException("--config " + file + ": " + e.getMessage());
        }
    }

    /** Properties that refuse a key that is there twice, instead of forgetting the first. */
    private static final class Entries extends Properties {
        private static final long serialVersionUID = 1;

        private final transient Map<String, String> byKey = new TreeMap<>();

        @Override
        public synchronized Object put(Object key, Object value) {
            if (byKey.put((String) key, (String) value) != null) {
                throw new IllegalArgumentException("the key '" + key + "' is there twice");
            }
            return super.put(key, value);
        }
    }
}
