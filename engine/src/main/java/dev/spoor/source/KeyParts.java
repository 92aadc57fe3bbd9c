/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import java.time.LocalDate;

/**
 * What an object's address names, as its folders say it and, where they say nothing, as its file name does. A part that
 * the address does not have is null. The day is the day of delivery, not of the events.
 *
 * @param accountOrNull whose trail delivered the file
 * @param organizationOrNull such as {@code o-exampleorgid}, for the trail of an organization
 * @param serviceOrNull kind of file, such as {@code CloudTrail} or {@code CloudTrail-Insight}
 * @param regionOrNull where the file was delivered from
 * @param dayOrNull of delivery
 */
public record KeyParts(
        String accountOrNull,
        String organizationOrNull,
        String serviceOrNull,
        String regionOrNull,
        LocalDate dayOrNull) {
    /** Of an address that names nothing. */
    public static final KeyParts NONE = new KeyParts(null, null, null, null, null);
}
