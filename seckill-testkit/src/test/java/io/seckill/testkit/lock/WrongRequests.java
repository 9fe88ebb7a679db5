package io.seckill.testkit.lock;

import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockMisuseException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Locks that answer requests wrongly, each in one way: who gets a lease, how long it waits, what comes of closing. */
final class WrongRequests {
    private WrongRequests() {}

    /** Nothing is wrong here: whatever fails is wrong in the locks that all of these are made of. */
    static class NothingWrong extends WrongAdapter {
        NothingWrong() {
            super(AlmostRightLocks::new);
        }
    }

    static class AHeldNameIsNotRefusedAtOnce extends WrongAdapter {
        AHeldNameIsNotRefusedAtOnce() {
            super(() -> new AlmostRightLocks() {
                @Override
                LockRequest asked(LockRequest request) {
                    return request.maxWait().isZero() ? request.waiting(Duration.ofMillis(1_500)) : request;
                }
            });
        }
    }

    static class ANamesCaseDoesNotCount extends WrongAdapter {
        ANamesCaseDoesNotCount() {
            super(() -> new AlmostRightLocks() {
                @Override
                LockRequest asked(LockRequest request) {
                    LockName name = new LockName(request.name().value().toLowerCase(Locale.ROOT));
                    return new LockRequest(name, request.maxWait(), request.longestLife());
                }
            });
        }
    }

    static class NullIsAnEmptyRequest extends WrongAdapter {
        NullIsAnEmptyRequest() {
            super(() -> new AlmostRightLocks() {
                @Override
                @SuppressWarnings("RedundantNullCheck") // that is what is wrong
                public CompletableFuture<Optional<Lease>> tryAcquireAsync(LockRequest request) {
                    return request == null
                            ? CompletableFuture.completedFuture(Optional.empty())
                            : super.tryAcquireAsync(request);
                }
            });
        }
    }

    static class SomeHoldersAreNotAlone extends WrongAdapter {
        SomeHoldersAreNotAlone() {
            super(() -> new AlmostRightLocks() {
                private final AtomicInteger asked = new AtomicInteger();

                @Override
                LockRequest asked(LockRequest request) {
                    if (asked.incrementAndGet() % 50 == 0) {
                        expire(request.name());
                    }
                    return request;
                }
            });
        }
    }

    static class TheWaitIsLongerThanItWasAskedFor extends WrongAdapter {
        TheWaitIsLongerThanItWasAskedFor() {
            super(() -> new AlmostRightLocks() {
                @Override
                LockRequest asked(LockRequest request) {
                    Duration wait = request.maxWait();
                    return wait.isZero() || wait.compareTo(LockContract.LONG_WAIT) >= 0
                            ? request
                            : request.waiting(wait.plusSeconds(2));
                }
            });
        }
    }

    static class WhatNobodyWaitsForIsTakenAllTheSame extends WrongAdapter {
        WhatNobodyWaitsForIsTakenAllTheSame() {
            super(() -> new AlmostRightLocks() {
                @Override
                public CompletableFuture<Optional<Lease>> tryAcquireAsync(LockRequest request) {
                    return right.tryAcquireAsync(request).thenApply(lease -> lease); // which is cancelled alone
                }
            });
        }
    }

    static class AWaiterTakesAThread extends WrongAdapter {
        AWaiterTakesAThread() {
            super(() -> new AlmostRightLocks() {
                @Override
                public CompletableFuture<Optional<Lease>> tryAcquireAsync(LockRequest request) {
                    CompletableFuture<Optional<Lease>> answer = super.tryAcquireAsync(request);
                    LockContract.inThread(() -> waitFor(answer));
                    return answer;
                }
            });
        }

        private static void waitFor(CompletableFuture<?> answer) {
            try {
                answer.get(1, TimeUnit.MINUTES);
            } catch (Exception ended) {
                return;
            }
        }
    }

    static class EveryHundredthLeaseLeavesAThreadBehind extends WrongAdapter {
        EveryHundredthLeaseLeavesAThreadBehind() {
            super(() -> new AlmostRightLocks() {
                private final AtomicInteger given = new AtomicInteger();

                @Override
                Lease given(Lease lease) {
                    if (given.incrementAndGet() % 100 == 0) {
                        LockContract.inThread(() -> AWaiterTakesAThread.waitFor(new CompletableFuture<>()));
                    }
                    return lease;
                }
            });
        }
    }

    static class ClosingDoesNothing extends WrongAdapter {
        ClosingDoesNothing() {
            super(() -> new AlmostRightLocks() {
                @Override
                public void close() {
                    // that is what is wrong
                }
            });
        }
    }

    static class AMessageDoesNotNameTheLock extends WrongAdapter {
        AMessageDoesNotNameTheLock() {
            super(() -> new AlmostRightLocks() {
                private volatile boolean closed;

                @Override
                public CompletableFuture<Optional<Lease>> tryAcquireAsync(LockRequest request) {
                    return closed
                            ? CompletableFuture.failedFuture(
                                    new LockMisuseException(new LockName("any"), "its provider is closed"))
                            : super.tryAcquireAsync(request);
                }

                @Override
                public void close() {
                    closed = true;
                    super.close();
                }
            });
        }
    }

    static class WorkThatLostItsLeaseIsNotTold extends WrongAdapter {
        WorkThatLostItsLeaseIsNotTold() {
            super(() -> new AlmostRightLocks() {
                @Override
                public <T, E extends Exception> Optional<T> withLock(LockRequest request, Guarded<T, E> body)
                        throws InterruptedException, E {
                    Optional<Lease> held = tryAcquire(request);
                    if (held.isEmpty()) {
                        return Optional.empty();
                    }
                    try (Lease lease = held.get()) {
                        return Optional.of(body.run(lease));
                    }
                }
            });
        }
    }
}
