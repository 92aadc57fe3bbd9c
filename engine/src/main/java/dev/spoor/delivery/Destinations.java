/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.error.NearestName;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Makes destinations of their definitions. */
public final class Destinations {
    private Destinations() {}

    /**
     * Makes a destination; nothing is asked from afar yet, and no secret is read. The caller closes it.
     *
     * @param name that its errors name
     * @param kind one of {@link DestinationKind#labels()}
     * @param values of its options; a list has commas between its items
     * @throws EngineException INVALID_CONFIGURATION for a kind or an option that is not known, missing or makes no sense
     */
    public static Destination open(String name, String kind, Map<String, String> values, DestinationPlace place) {
        DestinationKind known = DestinationKind.find(kind).orElseThrow(() -> new EngineException(
                        ErrorCode.INVALID_CONFIGURATION, "destination " + name + ": there is no kind '" + kind + "'")
                .advise(NearestName.of(kind, DestinationKind.labels())
                        .map(near -> "did you mean " + near + "?")
                        .orElse("known are " + String.join(", ", DestinationKind.labels()))));
        DestinationOptions options = new DestinationOptions(name, known, values, place);
        return switch (known) {
            case FOLDER -> StoreDestination.folder(options);
            case S3 -> StoreDestination.bucket(options);
            case SMTP -> new SmtpDestination(options);
            case WEBHOOK -> new WebhookDestination(options, Clock.systemUTC());
        };
    }

    /** The options of a kind; none of an unknown one. */
    public static List<String> optionNames(String kind) {
        return DestinationKind.find(kind).map(DestinationKind::options).orElse(List.of());
    }
}
