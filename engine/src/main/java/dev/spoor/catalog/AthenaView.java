/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.catalog.CatalogTable.TableColumn;
import dev.spoor.schema.EventSchema;
import dev.spoor.schema.StoredName;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

import static dev.spoor.vector.SqlTypes.array;
import static dev.spoor.vector.SqlTypes.row;
import static dev.spoor.vector.SqlTypes.textMap;
import static dev.spoor.vector.SqlTypes.varchar;

/**
 * The columns of a CloudTrail table in Athena, from the Athena user guide ("Create a table for CloudTrail logs"): names,
 * types and order as published, then the partition columns. Free-form columns are compact JSON text with the keys in the
 * record's order. What the published table lacks and records have is there when it is named.
 */
final class AthenaView {
    private AthenaView() {}

    static List<TableColumn> columns(EventSchema schema, PartitionScheme partitions) {
        ViewColumns columns = new ViewColumns(schema)
                .text("eventversion")
                .add(userIdentity())
                .text("eventtime", "eventsource", "eventname", "awsregion", "sourceipaddress", "useragent", "errorcode")
                .text("errormessage", "requestparameters", "responseelements", "additionaleventdata", "requestid")
                .text("eventid")
                .add(array("resources", row("element", List.of(varchar("arn"), varchar("accountid"), varchar("type")))))
                .text("eventtype", "apiversion", "readonly", "recipientaccountid", "serviceeventdetails")
                .text("sharedeventid", "vpcendpointid", "vpcendpointaccountid", "eventcategory")
                .add(row(
                        "addendum",
                        List.of(
                                varchar("reason"),
                                StoredName.with(varchar("updatedfields"), "updatedFields"),
                                StoredName.with(varchar("originalrequestid"), "originalRequestID"),
                                StoredName.with(varchar("originaleventid"), "originalEventID"))))
                .text("sessioncredentialfromconsole", "edgedevicedetails")
                .add(row(
                        "tlsdetails",
                        List.of(varchar("tlsversion"), varchar("ciphersuite"), varchar("clientprovidedhostheader"))));
        partitions.columns().forEach(columns::partition);
        for (String name : List.of("managementevent", "annotation", "insightdetails", "eventjson")) {
            columns.hidden(varchar(name));
        }
        return columns.hidden(LakeView.eventContext()).provenance().toList();
    }

    private static Field userIdentity() {
        return row(
                "useridentity",
                List.of(
                        varchar("type"),
                        varchar("principalid"),
                        varchar("arn"),
                        varchar("accountid"),
                        varchar("invokedby"),
                        varchar("accesskeyid"),
                        varchar("username"),
                        row("onbehalfof", List.of(varchar("userid"), varchar("identitystorearn"))),
                        row(
                                "sessioncontext",
                                List.of(
                                        row(
                                                "attributes",
                                                List.of(varchar("mfaauthenticated"), varchar("creationdate"))),
                                        row(
                                                "sessionissuer",
                                                List.of(
                                                        varchar("type"),
                                                        varchar("principalid"),
                                                        varchar("arn"),
                                                        varchar("accountid"),
                                                        varchar("username"))),
                                        varchar("ec2roledelivery"),
                                        row(
                                                "webidfederationdata",
                                                List.of(varchar("federatedprovider"), textMap("attributes")))))));
    }
}
