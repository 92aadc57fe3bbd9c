/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.catalog;

import dev.spoor.catalog.CatalogTable.TableColumn;
import dev.spoor.schema.EventSchema;
import dev.spoor.schema.StoredName;
import dev.spoor.vector.SqlTypes;
import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

import static dev.spoor.vector.SqlTypes.array;
import static dev.spoor.vector.SqlTypes.field;
import static dev.spoor.vector.SqlTypes.row;
import static dev.spoor.vector.SqlTypes.textMap;
import static dev.spoor.vector.SqlTypes.varchar;

/**
 * The columns of CloudTrail Lake, from the CloudTrail user guide ("Supported event schemas for event data stores"):
 * names, types and order as published, the misspelt {@code credentiaisissuedto} included, with the right spelling beside
 * it. {@code eventcontext} is not in that list, but in queries that AWS publishes: it is there when it is named.
 */
final class LakeView {
    private LakeView() {}

    static List<TableColumn> columns(EventSchema schema) {
        return new ViewColumns(schema)
                .text("eventversion")
                .add(userIdentity())
                .add(field("eventtime", SqlTypes.TIMESTAMP))
                .text("eventsource", "eventname", "awsregion", "sourceipaddress", "useragent", "errorcode")
                .text("errormessage")
                .textMaps("requestparameters", "responseelements", "additionaleventdata")
                .text("requestid", "eventid")
                .add(field("readonly", SqlTypes.BOOLEAN))
                .add(array(
                        "resources",
                        row(
                                "element",
                                List.of(varchar("accountid"), varchar("type"), varchar("arn"), varchar("arnprefix")))))
                .text("eventtype", "apiversion")
                .add(field("managementevent", SqlTypes.BOOLEAN))
                .text("recipientaccountid", "sharedeventid", "annotation", "vpcendpointid", "vpcendpointaccountid")
                .textMaps("serviceeventdetails", "addendum", "edgedevicedetails", "insightdetails")
                .text("eventcategory")
                .add(row(
                        "tlsdetails",
                        List.of(varchar("tlsversion"), varchar("ciphersuite"), varchar("clientprovidedhostheader"))))
                .text("sessioncredentialfromconsole", "eventjson")
                .absent(
                        varchar("eventjsonchecksum"),
                        "Checksum that CloudTrail Lake keeps of eventjson; log files have none, so it is NULL")
                .hidden(eventContext())
                .provenance()
                .toList();
    }

    private static Field userIdentity() {
        return row(
                "useridentity",
                List.of(
                        varchar("type"),
                        varchar("principalid"),
                        varchar("arn"),
                        varchar("accountid"),
                        varchar("accesskeyid"),
                        varchar("username"),
                        row(
                                "sessioncontext",
                                List.of(
                                        row(
                                                "attributes",
                                                List.of(
                                                        field("creationdate", SqlTypes.TIMESTAMP),
                                                        varchar("mfaauthenticated"))),
                                        row(
                                                "sessionissuer",
                                                List.of(
                                                        varchar("type"),
                                                        varchar("principalid"),
                                                        varchar("arn"),
                                                        varchar("accountid"),
                                                        varchar("username"))),
                                        row(
                                                "webidfederationdata",
                                                List.of(varchar("federatedprovider"), textMap("attributes"))),
                                        varchar("sourceidentity"),
                                        varchar("ec2roledelivery"),
                                        varchar("ec2issuedinvpc"))),
                        row("onbehalfof", List.of(varchar("userid"), varchar("identitystorearn"))),
                        row(
                                "inscopeof",
                                List.of(
                                        varchar("sourcearn"),
                                        varchar("sourceaccount"),
                                        varchar("issuertype"),
                                        StoredName.with(varchar("credentiaisissuedto"), "credentialsissuedto"),
                                        varchar("credentialsissuedto"))),
                        varchar("invokedby"),
                        varchar("identityprovider")));
    }

    /** The shape that the record example of the user guide and published queries agree on. */
    static Field eventContext() {
        return row(
                "eventcontext",
                List.of(
                        textMap("requestcontext"),
                        row(
                                "tagcontext",
                                List.of(
                                        array("resourcetags", row("element", List.of(varchar("arn"), textMap("tags")))),
                                        textMap("principaltags")))));
    }
}
