/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * How long reports over a compacted lake take, all packs at once, and whether the answers are those that the packs give one by one
 * with one question after the other.
 */
package dev.spoor.bench.report;
