/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/** How fast logs are verified, against a program that only hashes their unpacked bytes. */
package dev.spoor.bench.integrity;
