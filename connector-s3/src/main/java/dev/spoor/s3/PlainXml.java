/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.s3;

import java.nio.charset.StandardCharsets;

/**
 * Walks through XML that is elements with elements or text in them, in UTF-8, which is what S3 answers with. Attributes
 * are passed over; comments, CDATA and document types are not understood. One thread.
 */
final class PlainXml {
    /** The XML is something else, or not whole. */
    static final class NotPlainException extends Exception {
        private static final long serialVersionUID = 1L;

        NotPlainException(String message) {
            super(message, null, false, false);
        }
    }

    private static final int ENTITY_BYTES_MAX = 10;

    private final byte[] xml;
    private int at;

    /** Whether the element entered last was empty and is over: {@code <Owner/>}. */
    private boolean isOver;

    PlainXml(byte[] xml) {
        this.xml = xml;
        if (xml.length > 2 && xml[0] == (byte) 0xEF && xml[1] == (byte) 0xBB && xml[2] == (byte) 0xBF) {
            at = 3;
        }
    }

    /** Enters the next element inside of the one that was entered, and gives its name; at the end leaves it: null. */
    String nextOrNull() throws NotPlainException {
        if (isOver) {
            isOver = false;
            return null;
        }
        while (true) {
            to('<');
            byte first = get(at + 1);
            if (first == '?') {
                at += 2;
                to('>');
                at++;
            } else if (first == '/') {
                to('>');
                at++;
                return null;
            } else {
                return enter();
            }
        }
    }

    private String enter() throws NotPlainException {
        int start = ++at;
        while (get(at) != '>' && get(at) != '/' && get(at) > ' ') {
            at++;
        }
        if (at == start || xml[start] == '!') {
            throw new NotPlainException("no element at byte " + start);
        }
        String name = new String(xml, start, at - start, StandardCharsets.UTF_8);
        while (get(at) != '>') {
            byte quote = get(at++);
            if (quote == '"' || quote == '\'') {
                to(quote);
                at++;
            }
        }
        isOver = xml[at - 1] == '/';
        at++;
        return name;
    }

    /** The text of the element that was entered, which this leaves. */
    String text() throws NotPlainException {
        if (isOver) {
            isOver = false;
            return "";
        }
        int start = at;
        boolean hasEntities = false;
        while (get(at) != '<') {
            hasEntities |= xml[at] == '&';
            at++;
        }
        String text = new String(xml, start, at - start, StandardCharsets.UTF_8);
        if (get(at + 1) != '/') {
            throw new NotPlainException("an element inside of text at byte " + at);
        }
        to('>');
        at++;
        return hasEntities ? withoutEntities(text) : text;
    }

    /** Leaves the element that was entered. */
    void skip() throws NotPlainException {
        while (nextOrNull() != null) {
            skip();
        }
    }

    private static String withoutEntities(String text) throws NotPlainException {
        StringBuilder plain = new StringBuilder(text.length());
        int from = 0;
        for (int and = text.indexOf('&'); and >= 0; and = text.indexOf('&', from)) {
            int end = text.indexOf(';', and);
            if (end < 0 || end - and > ENTITY_BYTES_MAX) {
                throw new NotPlainException("an entity is not closed");
            }
            plain.append(text, from, and);
            plain.appendCodePoint(character(text.substring(and + 1, end)));
            from = end + 1;
        }
        return plain.append(text, from, text.length()).toString();
    }

    private static int character(String entity) throws NotPlainException {
        switch (entity) {
            case "amp":
                return '&';
            case "lt":
                return '<';
            case "gt":
                return '>';
            case "quot":
                return '"';
            case "apos":
                return '\'';
            default:
                boolean isHex = entity.startsWith("#x");
                if (!entity.startsWith("#")) {
                    throw new NotPlainException("entity " + entity);
                }
                try {
                    int code = Integer.parseInt(entity.substring(isHex ? 2 : 1), isHex ? 16 : 10);
                    if (Character.isValidCodePoint(code)) {
                        return code;
                    }
                } catch (NumberFormatException e) {
                    // told below
                }
                throw new NotPlainException("entity " + entity);
        }
    }

    private void to(int wanted) throws NotPlainException {
        while (get(at) != wanted) {
            at++;
        }
    }

    private byte get(int index) throws NotPlainException {
        if (index >= xml.length) {
            throw new NotPlainException("the XML ends early");
        }
        return xml[index];
    }
}
