/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/** Functions of binary data: hashes and encodings. The door is {@link dev.spoor.function.binary.BinaryFunctions}. */
package dev.spoor.function.binary;
