/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.store;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import java.util.ServiceLoader;

/** Opens the feed of an address, whatever kind of feed it is. */
public final class ObjectFeeds {
    private ObjectFeeds() {}

    /** Opens a feed; INVALID_CONFIGURATION for an address that nothing on the class path opens. */
    public static ObjectFeed open(String address, StoreOptions options) {
        for (ObjectFeedProvider provider :
                ServiceLoader.load(ObjectFeedProvider.class, ObjectFeeds.class.getClassLoader())) {
            if (provider.opens(address)) {
                return provider.open(address, options);
            }
        }
        throw new EngineException(ErrorCode.INVALID_CONFIGURATION, "'" + address + "' is not the address of a queue")
                .advise("the address of an SQS queue is such as"
                        + " https://sqs.eu-west-1.amazonaws.com/111122223333/cloudtrail-arrivals");
    }
}
