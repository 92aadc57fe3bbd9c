/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.delivery;

/**
 * What a round of the outbox did.
 *
 * @param sent deliveries that arrived
 * @param later deliveries that are tried again
 * @param dead deliveries that nobody tries any more
 */
public record SentCounts(int sent, int later, int dead) {}
