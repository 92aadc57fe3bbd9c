/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.function.net;

import dev.spoor.function.ScalarFunction;
import java.util.List;

/** The functions of this package. */
public final class NetFunctions {
    private NetFunctions() {}

    public static List<ScalarFunction> all() {
        return List.of(
                UrlCoding.encode(),
                UrlCoding.decode(),
                UrlParts.protocol(),
                UrlParts.host(),
                UrlParts.port(),
                UrlParts.path(),
                UrlParts.query(),
                UrlParts.fragment(),
                UrlParts.parameter(),
                Addresses.isPrivate(),
                Addresses.prefix(),
                Subnets.min(),
                Subnets.max(),
                Subnets.range(),
                Subnets.contains());
    }
}
