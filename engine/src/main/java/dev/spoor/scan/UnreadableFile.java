/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

/**
 * Something that a query should have read and could not, or not to its end.
 *
 * @param name key of the file or folder; its full address when there are several locations
 * @param reason one sentence
 * @param byteOffset where in the inflated bytes; -1 if not known
 * @param recordsRecovered good records of the file that were read all the same
 * @param recordsLost records known to be lost; -1 if the number is not known
 */
public record UnreadableFile(String name, String reason, long byteOffset, long recordsRecovered, long recordsLost) {}
