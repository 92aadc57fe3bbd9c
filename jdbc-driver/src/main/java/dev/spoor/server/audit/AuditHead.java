/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.audit;

/**
 * The end of a log.
 *
 * @param entries in all
 * @param hash of the last one
 */
public record AuditHead(long entries, String hash) {
    /** Of a log without entries. */
    public static final AuditHead NONE = new AuditHead(0, "0".repeat(64));

    /** As the file has it. */
    @Override
    public String toString() {
        return entries + " " + hash;
    }
}
