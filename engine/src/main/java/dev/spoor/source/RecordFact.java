/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.source;

/** What readers want to know of a record, whatever the query asks for. */
public enum RecordFact {
    /** The id that the service gave the event. */
    ID,
    /** When it happened. */
    TIME,
    REGION,
    ACCOUNT,
    /** The service that was called. */
    SERVICE,
    /** The action that was called. */
    ACTION,
    /** The ARN of who called it. */
    PRINCIPAL,
    /** The unique id of who called it. */
    PRINCIPAL_ID,
    /** The name of the user who called it. */
    USER_NAME,
    /** The name of what issued the session: of a role as a rule. */
    ISSUER_NAME,
    /** The ARN of what issued the session. */
    ISSUER
}
