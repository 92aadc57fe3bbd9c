/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.server.auth;

import java.util.List;

/** What a request's credentials came to. */
public sealed interface Login {
    /** They are right. */
    record Accepted(Identity identity) implements Login {}

    /**
     * They are missing or wrong.
     *
     * @param challenges what to say in {@code WWW-Authenticate}
     * @param name that was claimed; empty if there was none
     * @param isFailed whether credentials were shown, checked and found wrong
     */
    record Refused(List<String> challenges, String name, boolean isFailed) implements Login {}

    /** There were too many wrong ones, or too many are checked now; they were not looked at. */
    record Throttled(int retrySeconds, String name) implements Login {}
}
