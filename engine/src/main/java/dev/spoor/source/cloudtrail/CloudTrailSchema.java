/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source.cloudtrail;

import dev.spoor.schema.EventColumn;
import dev.spoor.schema.EventSchema;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import java.util.Locale;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

import static dev.spoor.schema.EventColumn.Kind.EXTRA;
import static dev.spoor.schema.EventColumn.Kind.FREE_FORM;
import static dev.spoor.schema.EventColumn.Kind.NESTED;
import static dev.spoor.schema.EventColumn.Kind.PROVENANCE;
import static dev.spoor.schema.EventColumn.Kind.SCALAR;
import static dev.spoor.schema.EventColumn.Kind.WHOLE_RECORD;
import static dev.spoor.vector.SqlTypes.array;
import static dev.spoor.vector.SqlTypes.field;
import static dev.spoor.vector.SqlTypes.row;
import static dev.spoor.vector.SqlTypes.textMap;
import static dev.spoor.vector.SqlTypes.varchar;

/**
 * The columns of CloudTrail events, after the event record reference of the CloudTrail user guide and the published
 * event schema of CloudTrail Lake. ROW fields are named as records spell them and match in any letter case. Ids are
 * permanent: a new column takes the next free one.
 */
public final class CloudTrailSchema {
    /** Object key of the file that a record was read from. */
    public static final String PATH = "$path";

    /** Position of the record in its file, from 0. */
    public static final String ORDINAL = "$ordinal";

    /** What no column holds. */
    public static final String EXTRA_COLUMN = "extra";

    /** The whole record. */
    public static final String EVENT_JSON = "eventjson";

    private static final Field SESSION_ISSUER = row(
            "sessionIssuer",
            List.of(
                    varchar("type"),
                    varchar("principalId"),
                    varchar("arn"),
                    varchar("accountId"),
                    varchar("userName")));

    private static final Field SESSION_CONTEXT = row(
            "sessionContext",
            List.of(
                    row("attributes", List.of(field("creationDate", SqlTypes.TIMESTAMP), varchar("mfaAuthenticated"))),
                    SESSION_ISSUER,
                    row("webIdFederationData", List.of(varchar("federatedProvider"), textMap("attributes"))),
                    varchar("sourceIdentity"),
                    varchar("ec2RoleDelivery"),
                    varchar("ec2IssuedInVpc"),
                    varchar("assumedRoot")));

    private static final Field USER_IDENTITY = row(
            "userIdentity",
            List.of(
                    varchar("type"),
                    varchar("principalId"),
                    varchar("arn"),
                    varchar("accountId"),
                    varchar("accessKeyId"),
                    varchar("userName"),
                    SESSION_CONTEXT,
                    row("onBehalfOf", List.of(varchar("userId"), varchar("identityStoreArn"))),
                    row(
                            "inScopeOf",
                            List.of(
                                    varchar("sourceArn"),
                                    varchar("sourceAccount"),
                                    varchar("issuerType"),
                                    varchar("credentialsIssuedTo"))),
                    varchar("invokedBy"),
                    varchar("identityProvider"),
                    varchar("credentialId"),
                    row("invokedByDelegate", List.of(varchar("accountId")))));

    private static final Field RESOURCES = array(
            "resources",
            row("element", List.of(varchar("accountId"), varchar("type"), varchar("ARN"), varchar("ARNPrefix"))));

    private static final Field TLS_DETAILS = row(
            "tlsDetails",
            List.of(
                    varchar("tlsVersion"),
                    varchar("cipherSuite"),
                    varchar("clientProvidedHostHeader"),
                    varchar("keyExchange")));

    private static final Field EVENT_CONTEXT = row(
            "eventContext",
            List.of(
                    textMap("requestContext"),
                    row(
                            "tagContext",
                            List.of(
                                    array("resourceTags", row("element", List.of(varchar("arn"), textMap("tags")))),
                                    textMap("principalTags")))));

    private static final EventSchema SCHEMA = new EventSchema(List.of(
            text(1, "eventVersion", "Version of the record format, such as 1.08"),
            nested(2, USER_IDENTITY, "Who made the request"),
            scalar(3, "eventTime", SqlTypes.TIMESTAMP, "When the request completed, UTC"),
            text(4, "eventSource", "Service that was called, such as s3.amazonaws.com"),
            text(5, "eventName", "Action that was called, such as DeleteBucket"),
            text(6, "awsRegion", "Region the request was made to"),
            text(7, "sourceIPAddress", "Address or service that the request came from"),
            text(8, "userAgent", "Program that made the request"),
            text(9, "errorCode", "Error that the service returned; NULL for success"),
            text(10, "errorMessage", "Description of the error"),
            freeForm(11, "requestParameters", "Parameters sent with the request"),
            freeForm(12, "responseElements", "What the service answered, for actions that change something"),
            freeForm(13, "additionalEventData", "Facts outside request and response"),
            text(14, "requestID", "Id that the service gave the request"),
            text(15, "eventID", "Id that CloudTrail gave the event"),
            scalar(16, "readOnly", SqlTypes.BOOLEAN, "Whether the action only reads"),
            nested(17, RESOURCES, "Resources that the action touched"),
            text(18, "eventType", "Kind of event, such as AwsApiCall"),
            text(19, "apiVersion", "Version of the called API"),
            scalar(20, "managementEvent", SqlTypes.BOOLEAN, "Whether it is a management event"),
            text(21, "recipientAccountId", "Account that received the event"),
            text(22, "sharedEventID", "Id shared by the events that one action gave to several accounts"),
            text(23, "annotation", "Remark of CloudTrail Lake"),
            text(24, "vpcEndpointId", "VPC endpoint that the request came through"),
            text(25, "vpcEndpointAccountId", "Account that owns the VPC endpoint"),
            freeForm(26, "serviceEventDetails", "What a service event reports"),
            freeForm(27, "addendum", "Why an event was delivered late or corrected"),
            freeForm(28, "edgeDeviceDetails", "Edge device that the request went to"),
            freeForm(29, "insightDetails", "What an Insights event reports"),
            text(30, "eventCategory", "Management, Data, NetworkActivity or Insight"),
            nested(31, TLS_DETAILS, "TLS version, cipher and host of the request"),
            text(32, "sessionCredentialFromConsole", "'true' if the call came from a console session"),
            nested(33, EVENT_CONTEXT, "Tags and conditions that enriched the event"),
            new EventColumn(
                    34, EVENT_JSON, "eventJson", varchar(EVENT_JSON), WHOLE_RECORD, "The whole record as compact JSON"),
            new EventColumn(
                    35,
                    EXTRA_COLUMN,
                    EXTRA_COLUMN,
                    varchar(EXTRA_COLUMN),
                    EXTRA,
                    "Compact JSON of everything in the record that no other column holds"),
            new EventColumn(36, PATH, PATH, varchar(PATH), PROVENANCE, "Key of the file that held the record"),
            new EventColumn(
                    37,
                    ORDINAL,
                    ORDINAL,
                    field(ORDINAL, SqlTypes.BIGINT),
                    PROVENANCE,
                    "Position of the record in its file, from 0")));

    private CloudTrailSchema() {}

    public static EventSchema schema() {
        return SCHEMA;
    }

    private static EventColumn text(int id, String name, String doc) {
        return scalar(id, name, SqlTypes.VARCHAR, doc);
    }

    private static EventColumn scalar(int id, String name, ArrowType type, String doc) {
        String physical = name.toLowerCase(Locale.ROOT);
        return new EventColumn(id, physical, name, field(physical, type), SCALAR, doc);
    }

    private static EventColumn nested(int id, Field field, String doc) {
        String physical = field.getName().toLowerCase(Locale.ROOT);
        return new EventColumn(id, physical, field.getName(), SqlTypes.renamed(field, physical), NESTED, doc);
    }

    private static EventColumn freeForm(int id, String name, String doc) {
        String physical = name.toLowerCase(Locale.ROOT);
        return new EventColumn(id, physical, name, textMap(physical), FREE_FORM, doc);
    }
}
