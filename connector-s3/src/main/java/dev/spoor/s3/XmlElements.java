/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Walks through the elements of an answer, each of which has elements or text in it. One thread. */
final class XmlElements {
    /** Java's own, whatever others are there; document types and what they may refer to are not wanted. */
    private static final XMLInputFactory FACTORY = factory();

    private final XMLStreamReader xml;

    XmlElements(byte[] answer) throws XMLStreamException {
        this.xml = FACTORY.createXMLStreamReader(new ByteArrayInputStream(answer));
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    /** Enters the next element inside of the one that was entered, and gives its name; at the end leaves it: null. */
    String nextOrNull() throws XMLStreamException {
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT:
                    return xml.getLocalName();
                case XMLStreamConstants.END_ELEMENT:
                    return null;
                case XMLStreamConstants.END_DOCUMENT:
                    throw new XMLStreamException("there is no element");
                default:
                    break;
            }
        }
    }

    /** The text of the element that was entered, which this leaves. */
    String text() throws XMLStreamException {
        return xml.getElementText();
    }

    /** Leaves the element that was entered. */
    void skip() throws XMLStreamException {
        while (nextOrNull() != null) {
            skip();
        }
    }
}
