/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.util.Locale;

/** What has become of a delivery to one destination. */
public enum DeliveryState {
    /** It waits for its first attempt, or its next one. */
    QUEUED,
    /** Somebody tries, or did not live to say what came of it. */
    SENDING,
    SENT,
    /** Nobody tries any more, unless somebody asks for it. */
    DEAD;

    /** As users see it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
