/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.shell;

import java.util.Optional;

/** What this build is: version and commit from the manifest of its jar. */
final class Version {
    private Version() {}

    /** {@code spoor 0.1.0 (commit)}. */
    static String text() {
        Package here = Version.class.getPackage();
        String version = Optional.ofNullable(here.getImplementationVersion()).orElse("development build");
        return "spoor " + version + ", Java " + Runtime.version().feature();
    }
}
