/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.sample;

/**
 * An event and where it will be delivered.
 *
 * @param accountId account in the key of its file; may differ from the event's
 * @param region region in the key of its file; may differ from the event's
 * @param arrivalSeconds when CloudTrail has it, before the file is written
 */
record Placed(SampleEvent event, String accountId, String region, long arrivalSeconds) {
    Placed at(long newArrivalSeconds) {
        return new Placed(event, accountId, region, newArrivalSeconds);
    }
}
