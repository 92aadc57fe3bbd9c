/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

/** How a lake first heard of a log file. */
public enum HeardBy {
    /** A listing of the place showed it. */
    LISTING,
    /** Somebody told of it, such as a message of a queue. */
    NOTICE
}
