/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.auth;

import dev.spoor.catalog.AccessPolicy;

/**
 * Who asks, and what that means for the answers. Two are equal if nothing of it has changed.
 *
 * @param user name, as it is written to logs
 */
public record Identity(String user, Role role, AccessPolicy policy, UserLimits limits) {
    /** Anybody, where there are no users. */
    public static final Identity ANONYMOUS = new Identity("anonymous", Role.READER, AccessPolicy.OPEN, UserLimits.NONE);

    public boolean isAdmin() {
        return role == Role.ADMIN;
    }
}
