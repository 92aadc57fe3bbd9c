/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/** JMH: the decoder over one log file, predicates over a batch, grouping over a table of batches. */
package dev.spoor.bench.micro;
