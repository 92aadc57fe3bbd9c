/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.lifecycle;

/**
 * How far a compaction is.
 *
 * @param filesTotal log files that were new when it began
 * @param filesDone those of them that are read
 * @param bytesTotal their stored bytes
 * @param bytesDone those of the files that are read
 * @param events records read so far, repeats included
 */
public record CompactionProgress(long filesTotal, long filesDone, long bytesTotal, long bytesDone, long events) {}
