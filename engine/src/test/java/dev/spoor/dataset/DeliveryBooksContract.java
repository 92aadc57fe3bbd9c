/*
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with
 * the License. You may obtain a copy of the License at https://www.apache.org/licenses/LICENSE-2.0
 */
package dev.spoor.dataset;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the books of deliveries promise on every database: one claims, and what ended stays as it ended. */
final class DeliveryBooksContract {
    private DeliveryBooksContract() {}

    /** Over books with nothing in them. */
    static void check(DeliveryBooks books) {
        for (String id : List.of("b", "a")) {
            for (String destination : List.of("mail", "chat", "other")) {
                books.queue(List.of(new QueuedDelivery(id, destination, 7, "s", "t", "high", "{}", 10)));
            }
        }
        List<String> mine = List.of("mail", "chat");
        assertEquals(Optional.empty(), books.claim("x", 9, 50, mine, DeliveryBooks.Fence.NONE), "nothing is due");
        DeliveryBooks.Claimed first = claimedDelivery(books, "x", 10, mine);
        DeliveryBooks.Claimed second = claimedDelivery(books, "x2", 10, mine);
        DeliveryBooks.Claimed third = claimedDelivery(books, "x3", 10, mine);
        assertEquals(
                List.of("a chat", "a mail", "b chat"),
                List.of(first, second, third).stream()
                        .map(each -> each.queued().id() + " " + each.queued().destination())
                        .toList());
        assertTrue(books.sent(first, 20, "there"));
        assertTrue(books.postponed(second, 20, 40, "busy", Set.of("p", "q")));
        assertTrue(books.dead(third, 20, "never", Set.of("p")));
        assertFalse(books.dead(third, 20, "again", Set.of()), "its claim is used up");
        assertEquals(OptionalLong.of(10), books.nextMicros(mine));
        assertEquals(
                List.of("chat SENT 1 null there", "mail QUEUED 1 busy null"),
                books.ofRun(7).stream()
                        .filter(entry -> entry.id().equals("a") && mine.contains(entry.destination()))
                        .map(entry -> entry.destination() + " " + entry.state() + " " + entry.attempts() + " "
                                + entry.reasonOrNull() + " " + entry.placeOrNull())
                        .toList());

        claimedDelivery(books, "y", 39, mine);
        books.releaseClaims(41, mine, DeliveryBooks.Fence.NONE);
        assertEquals(OptionalLong.of(40), books.nextMicros(mine));
        DeliveryBooks.Claimed again = claimedDelivery(books, "z", 41, mine);
        assertEquals(Set.of("p", "q"), again.reached());
        assertEquals(2, again.attempts());

        assertTrue(books.revive("b", "chat", 60));
        assertEquals(
                Set.of("p"), claimedDelivery(books, "w", 100, List.of("chat")).reached());
        assertEquals(1, books.forget(21), "what was sent");
        assertEquals(5, books.all().size());
    }

    private static DeliveryBooks.Claimed claimedDelivery(
            DeliveryBooks books, String claim, long now, List<String> destinations) {
        return books.claim(claim, now, now + 100, destinations, DeliveryBooks.Fence.NONE)
                .orElseThrow();
    }
}
