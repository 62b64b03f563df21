package io.lockstep.app.upgrade.act;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// One process of ours that dies at a chosen call to the outside: just before it or just after it.
/// From then on nothing it still tries reaches the outside.
final class Crashes {
    private static final Set<String> READING =
            Set.of(
                    "read",
                    "image",
                    "status",
                    "log",
                    "bytesFreedBy",
                    "stock",
                    "hold",
                    "release",
                    "owned",
                    "cloneDifferences",
                    "close",
                    "toString");

    private final int at;
    private final boolean after;
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch dead = new CountDownLatch(1);

    /// @param at the number of the call, from 1; 0 never dies
    Crashes(int at, boolean after) {
        this.at = at;
        this.after = after;
    }

    /// The death of a process: nothing in the program may catch it.
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    int calls() {
        return calls.get();
    }

    boolean isDead() {
        return dead.getCount() == 0;
    }

    <T> T around(Class<T> type, T outside) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> {
                            var counted = !READING.contains(method.getName());
                            var number = counted ? calls.incrementAndGet() : -1;
                            if (isDead() || (number == at && !after)) {
                                throw die();
                            }
                            try {
                                return method.invoke(outside, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            } finally {
                                if (number == at && after) {
                                    dead.countDown();
                                }
                            }
                        }));
    }

    private Killed die() {
        dead.countDown();
        return new Killed();
    }
}
