/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */

/**
 * Pages that are made from the code. A test compares each with what the code says now; with {@code -DupdateExpected}
 * it writes the page instead.
 */
package dev.spoor.docs;
