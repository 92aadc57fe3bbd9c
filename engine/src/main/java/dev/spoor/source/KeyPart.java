/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;

/** What an object's address may name. */
public enum KeyPart {
    ACCOUNT(KeyParts::accountOrNull),
    ORGANIZATION(KeyParts::organizationOrNull),
    SERVICE(KeyParts::serviceOrNull),
    REGION(KeyParts::regionOrNull),
    /** Of delivery. */
    DAY(KeyParts::dayOrNull);

    private final Function<KeyParts, Object> value;

    KeyPart(Function<KeyParts, Object> value) {
        this.value = value;
    }

    /** The parts that an address names. The set is the caller's. */
    public static Set<KeyPart> namedBy(KeyParts key) {
        Set<KeyPart> named = EnumSet.noneOf(KeyPart.class);
        for (KeyPart part : values()) {
            if (part.value.apply(key) != null) {
                named.add(part);
            }
        }
        return named;
    }

    /** A key that names some parts only, as another one does. */
    public static KeyParts only(Collection<KeyPart> parts, KeyParts key) {
        return new KeyParts(
                parts.contains(ACCOUNT) ? key.accountOrNull() : null,
                parts.contains(ORGANIZATION) ? key.organizationOrNull() : null,
                parts.contains(SERVICE) ? key.serviceOrNull() : null,
                parts.contains(REGION) ? key.regionOrNull() : null,
                parts.contains(DAY) ? key.dayOrNull() : null);
    }
}
