/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.scan;

import dev.spoor.source.KeyFacts;
import dev.spoor.store.ObjectEntry;

/**
 * One listed event file.
 *
 * @param location where it lies
 * @param entry as the listing showed it
 * @param name what users see of it: its key, or its full address when there are several locations
 * @param facts what its address tells
 */
record LogFile(LogLocation location, ObjectEntry entry, String name, KeyFacts facts) {}
