/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.schema.EventSchema;
import dev.spoor.schema.FieldPath;
import dev.spoor.schema.Projection;
import dev.spoor.source.DecodeRequest;
import dev.spoor.source.EventSource;
import dev.spoor.source.KeyParts;
import dev.spoor.source.Layout;
import dev.spoor.source.RecordDecoder;
import dev.spoor.source.RecordShapes;
import dev.spoor.source.ShreddedPaths;
import dev.spoor.source.Shredder;
import dev.spoor.source.StoredEvents;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** AWS CloudTrail: events of every category, as trails deliver them and as other AWS services pass them on. */
public final class CloudTrailSource implements EventSource {
    private static final Set<String> RECORD_KEYS = Set.of(
            "eventVersion",
            "eventTime",
            "eventSource",
            "eventName",
            "eventID",
            "eventType",
            "eventCategory",
            "awsRegion",
            "userIdentity",
            "recipientAccountId",
            "requestParameters",
            "responseElements");

    private static final List<FieldPath> ASKED_PATHS = List.of(
            FieldPath.of("requestparameters", "bucketName"),
            FieldPath.of("responseelements", "ConsoleLogin"),
            FieldPath.of("additionaleventdata", "MFAUsed"),
            FieldPath.of("requestparameters", "roleArn"),
            FieldPath.of("requestparameters", "userName"),
            FieldPath.of("requestparameters", "roleName"),
            FieldPath.of("requestparameters", "policyArn"),
            FieldPath.of("requestparameters", "groupId"),
            FieldPath.of("requestparameters", "ipPermissions"),
            FieldPath.of("requestparameters", "policyDocument"),
            FieldPath.of("additionaleventdata", "bytesTransferredOut"),
            FieldPath.of("additionaleventdata", "bytesTransferredIn"),
            FieldPath.of("additionaleventdata", "AuthenticationMethod"));

    private final Layout layout = new CloudTrailLayout();

    @Override
    public String name() {
        return "cloudtrail";
    }

    @Override
    public EventSchema schema() {
        return CloudTrailSchema.schema();
    }

    @Override
    public Layout layout() {
        return layout;
    }

    @Override
    public Set<String> recordKeys() {
        return RECORD_KEYS;
    }

    @Override
    public StoredEvents storedEvents(
            Projection wanted,
            Function<String, KeyParts> partsOfPath,
            UnaryOperator<String> nameOfPath,
            ShreddedPaths shredded) {
        return new CloudTrailStoredEvents(wanted, partsOfPath, nameOfPath, shredded);
    }

    @Override
    public RecordShapes newRecordShapes() {
        return new CloudTrailRecordShapes();
    }

    @Override
    public Shredder newShredder(List<FieldPath> paths) {
        return new CloudTrailShredder(paths);
    }

    @Override
    public List<FieldPath> askedPaths() {
        return ASKED_PATHS;
    }

    @Override
    public RecordDecoder newDecoder(DecodeRequest request) {
        return new CloudTrailDecoder(request);
    }
}
