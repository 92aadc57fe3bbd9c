/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
/**
 * Results as pictures and stories, made of characters: bars, a line of braille dots, a heat map, and what one actor did as lines to
 * read. Text in, text out; nothing here asks a question or knows a terminal but for its width.
 */
package dev.spoor.shell.display;
