/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.net;

import dev.spoor.function.ScalarFunction;
import dev.spoor.function.SimpleFunction;
import dev.spoor.function.Types;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/** The url_extract_ family: parts of a URL; NULL for text that is not a URL. */
final class UrlParts {
    private static final String EXAMPLE = "https://example.com:8443/a/b%20c?x=1&y=%C3%A9#top";

    private UrlParts() {}

    private static ScalarFunction of(String name, String sentence, String result, Function<URI, String> part) {
        return SimpleFunction.named(name)
                .in("net")
                .does(sentence)
                .example(name + "('" + EXAMPLE + "')", result)
                .example(name + "('http://[')", null)
                .example(name + "(NULL)", null)
                .total(Types.VARCHAR, Types.of(Types.varchar("url")), (in, out) -> {
                    URI uri = parse(in.getString(0));
                    if (uri != null) {
                        String text = part.apply(uri);
                        out.setString(text == null ? "" : text);
                    }
                })
                .build();
    }

    private static URI parse(String url) {
        try {
            return new URI(url);
        } catch (URISyntaxException e) {
            return null;
        }
    }

    static ScalarFunction protocol() {
        return of("url_extract_protocol", "The scheme of a URL.", "https", URI::getScheme);
    }

    static ScalarFunction host() {
        return of("url_extract_host", "The host of a URL.", "example.com", URI::getHost);
    }

    static ScalarFunction path() {
        return of("url_extract_path", "The path of a URL, unescaped.", "/a/b c", URI::getPath);
    }

    static ScalarFunction query() {
        return of("url_extract_query", "The query of a URL, unescaped.", "x=1&y=é", URI::getQuery);
    }

    static ScalarFunction fragment() {
        return of("url_extract_fragment", "The fragment of a URL.", "top", URI::getFragment);
    }

    static ScalarFunction port() {
        return SimpleFunction.named("url_extract_port")
                .in("net")
                .does("The port of a URL; NULL if it has none.")
                .example("url_extract_port('" + EXAMPLE + "')", "8443")
                .example("url_extract_port('http://é')", null)
                .example("url_extract_port(NULL)", null)
                .total(Types.BIGINT, Types.of(Types.varchar("url")), (in, out) -> {
                    URI uri = parse(in.getString(0));
                    if (uri != null && uri.getPort() >= 0) {
                        out.setLong(uri.getPort());
                    }
                })
                .build();
    }

    static ScalarFunction parameter() {
        return SimpleFunction.named("url_extract_parameter")
                .in("net")
                .does("The value of the first query parameter with a name; NULL if there is none.")
                .example("url_extract_parameter('" + EXAMPLE + "', 'y')", "é")
                .example("url_extract_parameter('" + EXAMPLE + "', 'z')", null)
                .example("url_extract_parameter(NULL, 'x')", null)
                .total(Types.VARCHAR, Types.of(Types.varchar("url"), Types.varchar("name")), (in, out) -> {
                    URI uri = parse(in.getString(0));
                    String value = uri == null || uri.getRawQuery() == null
                            ? null
                            : parameter(uri.getRawQuery(), in.getString(1));
                    if (value != null) {
                        out.setString(value);
                    }
                })
                .build();
    }

    private static String parameter(String query, String name) {
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (decode(key).equals(name)) {
                return equals < 0 ? "" : decode(pair.substring(equals + 1));
            }
        }
        return null;
    }

    /** A URI that parsed has only complete escapes. */
    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
