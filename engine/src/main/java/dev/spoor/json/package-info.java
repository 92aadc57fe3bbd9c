/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * JSON text as bytes: find values without building anything, check while skipping, unescape and compact.
 *
 * <p>{@link dev.spoor.json.JsonWalker} is the fast door: it skips values at more than a gigabyte per second and still
 * certifies every byte it passes. A {@link dev.spoor.json.KeyNode} tree tells it which keys are wanted; the places of
 * their values end up in {@link dev.spoor.json.ValueSlots}. Whatever the walker will not judge goes to
 * {@link dev.spoor.json.StrictJson}, which asks Jackson and is always right. Text that one of the two accepted can be
 * taken apart by {@link dev.spoor.json.JsonMembers} and {@link dev.spoor.json.JsonText}, which trust it. Documents that are
 * small enough become Java values by {@link dev.spoor.json.JsonTree}.
 *
 * <p>The picture: {@code bytes -> QuoteIndex (quotes, 64 bytes at a time; inside of strings checked) -> JsonWalker
 * (grammar between the quotes) -> ValueSlots}. Of third parties only Jackson's streaming core is imported, and only by
 * StrictJson.
 */
package dev.spoor.json;
