/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

/**
 * Who made a call: the {@code userIdentity} of a record as plain values. A null component is a field the record lacks.
 *
 * @param type {@code IAMUser}, {@code AssumedRole}, {@code Root}, {@code AWSService} and so on; null in a few records
 * @param mfaAuthenticated the text {@code true} or {@code false}, as CloudTrail writes it
 * @param creationDate start of the session, ISO seconds with Z
 * @param emptyIssuer whether the record holds an empty {@code sessionIssuer} object and an empty
 *     {@code webIdFederationData} object although no issuer is known, as older records of IAM users do
 */
public record SampleIdentity(
        String type,
        String principalId,
        String arn,
        String accountId,
        String accessKeyId,
        String userName,
        String invokedBy,
        String identityProvider,
        Issuer sessionIssuer,
        String creationDate,
        String mfaAuthenticated,
        String federatedProvider,
        String sourceIdentity,
        String ec2RoleDelivery,
        boolean emptyIssuer) {

    /** The role behind temporary credentials: {@code userIdentity.sessionContext.sessionIssuer}. */
    public record Issuer(String type, String principalId, String arn, String accountId, String userName) {}

    static SampleIdentity service(String invokedBy) {
        return new SampleIdentity(
                "AWSService", null, null, null, null, null, invokedBy, null, null, null, null, null, null, null, false);
    }

    static SampleIdentity untyped(String accountId, String invokedBy) {
        return new SampleIdentity(
                null, null, null, accountId, null, null, invokedBy, null, null, null, null, null, null, null, false);
    }

    static SampleIdentity otherAccount(String principalId, String accountId) {
        return new SampleIdentity(
                "AWSAccount",
                principalId,
                null,
                accountId,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                false);
    }

    /** True when the record has a {@code sessionContext} object. */
    public boolean hasSessionContext() {
        return sessionIssuer != null || creationDate != null || emptyIssuer;
    }
}
