/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.format;

/**
 * Something in a file that could not be read.
 *
 * @param reason one sentence for people
 * @param byteOffset where, in the inflated bytes; -1 if not known
 * @param lostRecords records known to be lost; -1 if the number is not known
 */
public record Fault(String reason, long byteOffset, long lostRecords) {}
