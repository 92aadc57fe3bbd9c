/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

import dev.spoor.schema.FieldPath;

/**
 * The columns in which a source keeps the facts that statistics of files are about.
 *
 * @param time when the event happened
 * @param region where
 * @param account whose event it is
 * @param service what was called
 * @param action how
 * @param caller by whom
 */
public record FactPaths(
        FieldPath time, FieldPath region, FieldPath account, FieldPath service, FieldPath action, Caller caller) {
    /**
     * Where it says who called.
     *
     * @param principal the ARN
     * @param principalId the unique id
     * @param userName the name of a user
     * @param issuerName the name of what issued the session
     * @param issuer its ARN
     */
    public record Caller(
            FieldPath principal, FieldPath principalId, FieldPath userName, FieldPath issuerName, FieldPath issuer) {}

    /** Where a fact is; the id of an event has no statistics. */
    public FieldPath of(RecordFact fact) {
        return switch (fact) {
            case ID -> throw new IllegalArgumentException("there are no statistics of " + fact);
            case TIME -> time;
            case REGION -> region;
            case ACCOUNT -> account;
            case SERVICE -> service;
            case ACTION -> action;
            case PRINCIPAL -> caller.principal();
            case PRINCIPAL_ID -> caller.principalId();
            case USER_NAME -> caller.userName();
            case ISSUER_NAME -> caller.issuerName();
            case ISSUER -> caller.issuer();
        };
    }
}
