/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Bytes by key: where logs lie.
 *
 * <p>An {@link dev.spoor.store.ObjectStore} lists objects in the byte order of their keys and reads ranges of their
 * bytes; nothing else is promised, so a folder ({@link dev.spoor.store.LocalObjectStore}) and an S3 bucket look the same
 * from above. What cannot be listed is reported as a {@link dev.spoor.store.ListingProblem}, what cannot be read is a
 * typed error with the key in it: nothing is swallowed. Every implementation passes {@code ObjectStoreContract} of the
 * test sources. An {@link dev.spoor.store.ObjectFeed} tells that objects arrive.
 */
package dev.spoor.store;
