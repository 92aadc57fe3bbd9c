/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import java.util.List;
import java.util.Map;

/**
 * All files of all locations at one moment.
 *
 * @param pages event files, in key order per location
 * @param fileCount how many they are
 * @param leftOut files that hold no events, counted by reason
 * @param problems what could not be listed
 */
record LogListing(List<LogPage> pages, int fileCount, Map<String, Long> leftOut, List<UnreadableFile> problems) {}
