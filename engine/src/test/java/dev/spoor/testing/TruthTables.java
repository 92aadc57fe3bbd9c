/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.spoor.sample.SampleEvent;
import dev.spoor.sample.SampleIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Loads sample events into a DuckDB table with the columns of the Lake view, from their values, not from any log. */
final class TruthTables {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int BATCH = 1_000;

    private static final String[] TEXT = {
        "eventVersion",
        "eventSource",
        "eventName",
        "awsRegion",
        "sourceIPAddress",
        "userAgent",
        "errorCode",
        "errorMessage",
        "requestID",
        "eventID",
        "eventType",
        "apiVersion",
        "recipientAccountId",
        "sharedEventID",
        "vpcEndpointId",
        "eventCategory",
        "sessionCredentialFromConsole",
        "ui_type",
        "ui_principalId",
        "ui_arn",
        "ui_accountId",
        "ui_accessKeyId",
        "ui_userName",
        "ui_invokedBy",
        "ui_identityProvider",
        "iss_type",
        "iss_principalId",
        "iss_arn",
        "iss_accountId",
        "iss_userName",
        "mfa",
        "fed",
        "sourceIdentity",
        "ec2Role",
        "tlsVersion",
        "cipherSuite",
        "host",
        "requestJson",
        "responseJson",
        "additionalJson",
        "resourcesJson"
    };

    private static final String SHAPE = """
            CREATE TABLE %1$s AS SELECT
              eventVersion,
              CASE WHEN hasIdentity THEN struct_pack(
                "type" := ui_type, principalId := ui_principalId, arn := ui_arn, accountId := ui_accountId,
                accessKeyId := ui_accessKeyId, userName := ui_userName,
                sessionContext := CASE WHEN hasSession THEN struct_pack(
                  attributes := struct_pack(creationDate := creationDate, mfaAuthenticated := mfa),
                  sessionIssuer := struct_pack(
                    "type" := iss_type, principalId := iss_principalId, arn := iss_arn, accountId := iss_accountId,
                    userName := iss_userName),
                  webIdFederationData := struct_pack(federatedProvider := fed),
                  sourceIdentity := sourceIdentity, ec2RoleDelivery := ec2Role) END,
                invokedBy := ui_invokedBy, identityProvider := ui_identityProvider) END AS userIdentity,
              eventTime, eventSource, eventName, awsRegion, sourceIPAddress, userAgent, errorCode, errorMessage,
              from_json(requestJson, '"MAP(VARCHAR, VARCHAR)"') AS requestParameters,
              from_json(responseJson, '"MAP(VARCHAR, VARCHAR)"') AS responseElements,
              from_json(additionalJson, '"MAP(VARCHAR, VARCHAR)"') AS additionalEventData,
              requestID, eventID, readOnly,
              from_json(resourcesJson, '[{"accountId":"VARCHAR","type":"VARCHAR","ARN":"VARCHAR"}]') AS resources,
              eventType, apiVersion, managementEvent, recipientAccountId, sharedEventID, vpcEndpointId, eventCategory,
              CASE WHEN hasTls THEN struct_pack(
                tlsVersion := tlsVersion, cipherSuite := cipherSuite, clientProvidedHostHeader := host) END AS tlsDetails,
              sessionCredentialFromConsole
            FROM staging_%1$s""";

    private TruthTables() {}

    static void load(Connection connection, String table, List<SampleEvent> events) throws SQLException {
        String columns = String.join(" VARCHAR, ", TEXT) + " VARCHAR, eventTime TIMESTAMP, creationDate TIMESTAMP,"
                + " readOnly BOOLEAN, managementEvent BOOLEAN, hasIdentity BOOLEAN, hasSession BOOLEAN, hasTls BOOLEAN";
        String marks = "?, ".repeat(TEXT.length) + "make_timestamp(? * 1000000::BIGINT), ?::TIMESTAMP, ?, ?, ?, ?, ?";
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE staging_" + table + " (" + columns + ")");
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO staging_" + table + " VALUES (" + marks + ")")) {
                int pending = 0;
                for (SampleEvent event : events) {
                    bind(insert, event);
                    insert.addBatch();
                    if (++pending % BATCH == 0) {
                        insert.executeBatch();
                    }
                }
                insert.executeBatch();
            }
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute(String.format(Locale.ROOT, SHAPE, table));
            statement.execute("DROP TABLE staging_" + table);
        }
    }

    private static void bind(PreparedStatement insert, SampleEvent e) throws SQLException {
        int at = 0;
        for (String text : texts(e)) {
            insert.setObject(++at, text);
        }
        SampleIdentity who = e.userIdentity();
        insert.setLong(++at, e.eventTimeSeconds());
        insert.setObject(
                ++at,
                who == null || who.creationDate() == null
                        ? null
                        : who.creationDate().replace("Z", ""));
        insert.setObject(++at, e.readOnly());
        insert.setObject(++at, e.managementEvent());
        insert.setBoolean(++at, who != null);
        insert.setBoolean(++at, who != null && who.hasSessionContext());
        insert.setBoolean(++at, e.tlsDetails() != null);
    }

    private static List<String> texts(SampleEvent e) {
        List<String> texts = new ArrayList<>();
        add(texts, e.eventVersion(), e.eventSource(), e.eventName(), e.awsRegion(), e.sourceIpAddress(), e.userAgent());
        add(texts, e.errorCode(), e.errorMessage(), e.requestId(), e.eventId(), e.eventType(), e.apiVersion());
        add(texts, e.recipientAccountId(), e.sharedEventId(), e.vpcEndpointId(), e.eventCategory());
        add(texts, e.sessionCredentialFromConsole());
        SampleIdentity who = e.userIdentity() != null ? e.userIdentity() : NOBODY;
        add(texts, who.type(), who.principalId(), who.arn(), who.accountId(), who.accessKeyId(), who.userName());
        add(texts, who.invokedBy(), who.identityProvider());
        SampleIdentity.Issuer issuer = who.sessionIssuer() != null ? who.sessionIssuer() : NO_ISSUER;
        add(texts, issuer.type(), issuer.principalId(), issuer.arn(), issuer.accountId(), issuer.userName());
        add(texts, who.mfaAuthenticated(), who.federatedProvider(), who.sourceIdentity(), who.ec2RoleDelivery());
        SampleEvent.Tls tls = e.tlsDetails() != null ? e.tlsDetails() : NO_TLS;
        add(texts, tls.tlsVersion(), tls.cipherSuite(), tls.clientProvidedHostHeader());
        add(texts, lakeMap(e.requestParameters()), lakeMap(e.responseElements()), lakeMap(e.additionalEventData()));
        add(texts, resources(e));
        return texts;
    }

    private static final SampleIdentity NOBODY = new SampleIdentity(
            null, null, null, null, null, null, null, null, null, null, null, null, null, null, false);
    private static final SampleIdentity.Issuer NO_ISSUER = new SampleIdentity.Issuer(null, null, null, null, null);
    private static final SampleEvent.Tls NO_TLS = new SampleEvent.Tls(null, null, null);

    private static void add(List<String> texts, String... values) {
        for (String value : values) {
            texts.add(value);
        }
    }

    /** The rule of CloudTrail Lake's maps: text as it is, any other value as its compact JSON text, null stays null. */
    private static String lakeMap(String json) {
        if (json == null || !json.startsWith("{")) {
            return null;
        }
        try {
            ObjectNode flat = MAPPER.createObjectNode();
            Iterator<Map.Entry<String, JsonNode>> fields =
                    MAPPER.readTree(json).properties().iterator();
            while (fields.hasNext()) {
                Map.Entry<String, JsonNode> field = fields.next();
                JsonNode value = field.getValue();
                flat.put(
                        field.getKey(),
                        value.isNull() ? null : value.isTextual() ? value.textValue() : value.toString());
            }
            return flat.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + json, e);
        }
    }

    private static String resources(SampleEvent event) {
        if (event.resources().isEmpty()) {
            return null;
        }
        var array = MAPPER.createArrayNode();
        for (SampleEvent.Resource resource : event.resources()) {
            array.addObject()
                    .put("accountId", resource.accountId())
                    .put("type", resource.type())
                    .put("ARN", resource.arn());
        }
        return array.toString();
    }
}
