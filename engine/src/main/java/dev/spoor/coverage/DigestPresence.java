/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.coverage;

import java.util.Locale;

/** Whether digests are about an hour. */
enum DigestPresence {
    /** About all of it. */
    YES,
    /** About some of it. */
    PART,
    /** About other hours of the place, and not about this one. */
    NO,
    /** No digest of the place is known, or one that may be about the hour cannot be read. */
    UNKNOWN;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
