/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

/**
 * A time in which findings of a kind are not told.
 *
 * @param hash of the values that these findings share
 * @param untilMicros its end, microseconds since 1970, UTC
 * @param suppressed new findings that were not told because of it
 */
public record AlertSilence(String hash, long untilMicros, long suppressed) {}
