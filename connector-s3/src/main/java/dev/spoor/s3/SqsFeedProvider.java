/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import dev.spoor.error.EngineException;
import dev.spoor.error.ErrorCode;
import dev.spoor.store.ObjectFeed;
import dev.spoor.store.ObjectFeedProvider;
import dev.spoor.store.StoreOptions;

/** Opens queues of SQS by their URLs. Names no class of the SDK, so that asking what it opens loads none. */
public final class SqsFeedProvider implements ObjectFeedProvider {
    @Override
    public boolean opens(String address) {
        return QueueAddress.parse(address).isPresent();
    }

    @Override
    public ObjectFeed open(String address, StoreOptions options) {
        QueueAddress queue = QueueAddress.parse(address)
                .orElseThrow(() -> new EngineException(
                        ErrorCode.INVALID_CONFIGURATION, "'" + address + "' is not the URL of a queue"));
        return SqsObjectFeed.open(queue, S3Options.of(options), SqsObjectFeed.VISIBILITY);
    }
}
