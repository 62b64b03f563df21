package io.lockstep.chain.rest;

import io.lockstep.chain.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Asks several questions of one node at the same time, never more than a few.
final class Together implements AutoCloseable {
    private static final int MOST = 8;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore places = new Semaphore(MOST);

    <T> Future<T> ask(Callable<T> question) {
        return threads.submit(() -> {
            places.acquire();
            try {
                return question.call();
            } finally {
                places.release();
            }
        });
    }

    <T> List<Future<T>> askAll(List<Callable<T>> questions) {
        List<Future<T>> asked = new ArrayList<>();
        questions.forEach(question -> asked.add(ask(question)));
        return asked;
    }

    /// @throws ProblemException the one that the question ended with
    static <T> T answer(Future<T> asked) throws InterruptedException {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ProblemException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /// Ends what still runs.
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
