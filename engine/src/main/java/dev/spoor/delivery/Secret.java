/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/** A password or the like. It shows itself only to those who ask for it by name. */
final class Secret {
    private static final String HIDDEN = "***";

    /** Shorter ones are too often a part of other words to be looked for. */
    private static final int SOUGHT_LENGTH_MIN = 4;

    private final String value;

    Secret(String value) {
        this.value = Objects.requireNonNull(value, "value is null");
    }

    String reveal() {
        return value;
    }

    /** A text of somebody else, such as the answer of a server, without the secret in it, in whatever way that spells it. */
    String hideIn(String text) {
        if (value.length() < SOUGHT_LENGTH_MIN) {
            return text;
        }
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        return text.replace(value, HIDDEN)
                .replace(new String(bytes, StandardCharsets.ISO_8859_1), HIDDEN)
                .replace(Base64.getEncoder().withoutPadding().encodeToString(bytes), HIDDEN);
    }

    @Override
    public String toString() {
        return HIDDEN;
    }
}
