/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import javax.xml.stream.XMLStreamException;

/** What S3 says of a request that it refuses (S3 API reference, "Error responses"). */
record ErrorAnswer(String code, String message) {
    /** Null for anything else. */
    static ErrorAnswer parseOrNull(byte[] answer) {
        String code = null;
        String message = "";
        try {
            XmlElements xml = new XmlElements(answer);
            if (!"Error".equals(xml.nextOrNull())) {
                return null;
            }
            for (String name = xml.nextOrNull(); name != null; name = xml.nextOrNull()) {
                switch (name) {
                    case "Code" -> code = xml.text();
                    case "Message" -> message = xml.text();
                    default -> xml.skip();
                }
            }
        } catch (XMLStreamException e) {
            return null;
        }
        return code == null ? null : new ErrorAnswer(code, message);
    }
}
