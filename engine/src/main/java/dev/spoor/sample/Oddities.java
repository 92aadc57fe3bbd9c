/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

import java.util.Locale;

/** The rare shapes: huge records always possible, the others only when the spec asks for drift. */
final class Oddities {
    private static final int BIG_BYTES_MIN = 60_000;
    /** CloudTrail's own limit of one record is 256 KB; the rest of the record needs some of it. */
    private static final int BIG_BYTES_MAX = 262_144 - 4_096;

    private final SampleSpec spec;
    private final Dice dice;

    Oddities(SampleSpec spec, Dice dice) {
        this.spec = spec;
        this.dice = dice;
    }

    void apply(EventDraft draft) {
        if (dice.chance(spec.bigRecordShare())) {
            draft.request = bigRequest();
        }
        if (spec.drift()) {
            int roll = dice.below(2_000);
            if (roll < 20) {
                draft.style = SampleEvent.Style.SORTED_KEYS;
            } else if (roll < 40) {
                old(draft);
            } else if (roll < 60) {
                rare(draft, roll - 40);
            }
        }
    }

    private String bigRequest() {
        int bytes = dice.between(BIG_BYTES_MIN, BIG_BYTES_MAX);
        StringBuilder text = new StringBuilder(bytes + 64).append("{\"entries\":[");
        while (text.length() < bytes - 128) {
            text.append("{\"id\":\"").append(dice.hex(16)).append("\",\"detail\":\"");
            text.append(Cast.word(dice))
                    .append(" \\u003c")
                    .append(dice.below(1_000_000))
                    .append("\\u003e\"},");
        }
        return text.append("{\"last\":true}]}").toString();
    }

    /** A record of an old version, before the newer fields existed. */
    private void old(EventDraft draft) {
        draft.eventVersion = dice.chance(0.5) ? "1.05" : "1.02";
        draft.managementEvent = null;
        draft.category = null;
        draft.tls = null;
        draft.fromConsole = null;
        if (draft.eventVersion.equals("1.02")) {
            draft.readOnly = null;
        }
    }

    private void rare(EventDraft draft, int which) {
        switch (which) {
            case 0, 1, 2 -> draft.style = SampleEvent.Style.TEXT_BOOLEANS;
            case 3, 4 -> draft.style = SampleEvent.Style.PRETTY;
            case 5 -> draft.response = "\"" + dice.hex(24) + "\"";
            case 6 -> draft.request = "\"" + dice.hex(24) + "\"";
            case 7 -> draft.userAgent = null;
            case 8 -> draft.address = "";
            case 9 -> draft.address = dice.address(0) + ", 10.0.0." + dice.below(255);
            case 10 -> draft.address = "AWS Internal/" + dice.below(9);
            case 11 -> draft.userAgent = "curl/8.5 \"quoted\" back\\slash tab\t Ünïcödé 端末 🛰";
            case 12 -> draft.eventName = draft.eventName.toLowerCase(Locale.ROOT);
            case 13 -> draft.errorMessage = "x".repeat(1_024);
            case 14 ->
                draft.addendum = "{\"reason\":\"UPDATED_DATA\",\"updatedFields\":\"responseElements\","
                        + "\"originalRequestID\":\"" + dice.guid() + "\",\"originalEventID\":\"" + dice.guid() + "\"}";
            case 15 -> draft.requestId = null;
            case 16 -> draft.identity = SampleIdentity.untyped(draft.recipientAccountId, null);
            case 17 -> draft.apiVersion = "2015-03-31";
            case 18 -> draft.extra = "{\"bytesTransferredIn\":9.82222E-5,\"bytesTransferredOut\":9007199254740991}";
            default -> draft.recipientAccountId = null;
        }
    }
}
