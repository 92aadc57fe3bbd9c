/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** The user's folders, as the XDG base directory specification has them. They need not exist. */
final class UserFolders {
    private static final String NAME = "spoor";

    private UserFolders() {}

    /** For what is worth keeping but not worth a backup: the history. */
    static Path state(Map<String, String> environment) {
        return folder(environment, "XDG_STATE_HOME", Path.of(".local", "state"));
    }

    /** For what the user made: saved queries. */
    static Path data(Map<String, String> environment) {
        return folder(environment, "XDG_DATA_HOME", Path.of(".local", "share"));
    }

    private static Path folder(Map<String, String> environment, String variable, Path initial) {
        String named = environment.getOrDefault(variable, "");
        try {
            if (!named.isEmpty() && Path.of(named).isAbsolute()) {
                return Path.of(named, NAME);
            }
        } catch (InvalidPathException e) {
            // as the specification says of paths that are none: as though it were not set
            return Path.of(System.getProperty("user.home")).resolve(initial).resolve(NAME);
        }
        return Path.of(System.getProperty("user.home")).resolve(initial).resolve(NAME);
    }
}
