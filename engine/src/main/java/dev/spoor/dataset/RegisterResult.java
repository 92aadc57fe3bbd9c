/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

/**
 * What a listing brought.
 *
 * @param listed files in the listing
 * @param added files never seen before
 * @param changed files that differ from what was seen; they will be read again
 * @param vanished files that were never read and are not listed any more
 */
public record RegisterResult(long listed, long added, long changed, long vanished) {
    /** What both brought. */
    public RegisterResult plus(RegisterResult other) {
        return new RegisterResult(
                listed + other.listed, added + other.added, changed + other.changed, vanished + other.vanished);
    }
}
