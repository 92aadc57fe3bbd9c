/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/** Hand-written fakes and fixtures that tests of all packages share; shipped as the engine's test jar. */
package dev.spoor.testing;
