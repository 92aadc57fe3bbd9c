/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.auth;

/** What a user may do beside asking. */
public enum Role {
    READER,
    /** Also reads what the others asked: {@code sys.queries}. */
    ADMIN
}
