/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Who asked what: an append-only log in a folder, each entry of which holds the hash of all before it.
 *
 * <p>Format. Files {@code audit-00000001.log} and so on, the next one begun when one is full. A line is {@code HASH JSON}: HASH is the
 * SHA-256, in hexadecimal, of the hash of the line before (64 zeros before the first of all), a line feed, and JSON as it stands
 * there, in UTF-8. Beside them {@code head} says how many entries
 * are on the disk at least and the hash of the last of those, so that a log that lost its end does not look whole. Whoever can write the folder can make all of it anew: to rule that out, keep heads elsewhere; the server
 * tells its head when it starts and when it stops.
 *
 * <p>{@link dev.spoor.server.audit.AuditLog} is the door for who writes, {@link dev.spoor.server.audit.AuditTrail} for who reads and
 * verifies.
 */
package dev.spoor.server.audit;
