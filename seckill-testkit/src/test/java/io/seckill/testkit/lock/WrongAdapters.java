package io.seckill.testkit.lock;

import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockMisuseException;
import io.seckill.core.lock.LockName;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.Release;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The contract, each time extended for locks that are wrong in one way. Not found by the build; run by {@link WrongAdaptersTest}. */
final class WrongAdapters {
    private WrongAdapters() {}

    abstract static class Wrong extends LockProviderContract {
        private final LockBackend backend;

        Wrong(Supplier<AlmostRightLocks> locks) {
            this.backend = new Backend(locks.get(), locks);
        }

        @Override
        protected LockBackend backend() {
            return backend;
        }
    }

    private record Backend(AlmostRightLocks provider, Supplier<AlmostRightLocks> more) implements LockBackend {
        @Override
        public LockNode anotherNode() {
            return more.get();
        }

        @Override
        public void expire(LockName name) {
            provider.expire(name);
        }

        @Override
        public Duration leaseTime() {
            return AlmostRightLocks.LEASE_TIME;
        }
    }

    /** Nothing is wrong here: whatever fails is wrong in the locks that all of these are made of. */
    static class NothingWrong extends Wrong {
        NothingWrong() {
            super(AlmostRightLocks::new);
        }
    }

    static class ALostLeasesReleaseFreesItsSuccessor extends Wrong {
        ALostLeasesReleaseFreesItsSuccessor() {
            super(() -> new AlmostRightLocks() {
                @Override
                Lease given(Lease lease) {
                    return new AlmostRightLease(lease) {
                        @Override
                        public Release release() {
                            Release release = right.release();
                            if (release == Release.LOST_BEFORE_RELEASE) {
                                expire(name());
                            }
                            return release;
                        }
                    };
                }
            });
        }
    }

    static class AHeldNameIsNotRefusedAtOnce extends Wrong {
        AHeldNameIsNotRefusedAtOnce() {
            super(() -> new AlmostRightLocks() {
                @Override
                LockRequest asked(LockRequest request) {
                    return request.maxWait().isZero() ? request.waiting(Duration.ofMillis(800)) : request;
                }
            });
        }
    }

    static class ANamesCaseDoesNotCount extends Wrong {
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

    static class NullIsAnEmptyRequest extends Wrong {
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

    static class SomeHoldersAreNotAlone extends Wrong {
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

    static class TheWaitIsLongerThanItWasAskedFor extends Wrong {
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

    static class WhatNobodyWaitsForIsTakenAllTheSame extends Wrong {
        WhatNobodyWaitsForIsTakenAllTheSame() {
            super(() -> new AlmostRightLocks() {
                @Override
                public CompletableFuture<Optional<Lease>> tryAcquireAsync(LockRequest request) {
                    return right.tryAcquireAsync(request).thenApply(lease -> lease); // which is cancelled alone
                }
            });
        }
    }

    static class AWaiterTakesAThread extends Wrong {
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

    static class ASecondReleaseSucceedsAgain extends Wrong {
        ASecondReleaseSucceedsAgain() {
            super(() -> new AlmostRightLocks() {
                @Override
                Lease given(Lease lease) {
                    return new AlmostRightLease(lease) {
                        @Override
                        public Release release() {
                            Release release = right.release();
                            return release == Release.ALREADY_RELEASED ? Release.RELEASED : release;
                        }
                    };
                }
            });
        }
    }

    static class ALeaseIsNotRenewed extends Wrong {
        ALeaseIsNotRenewed() {
            super(() -> new AlmostRightLocks() {
                @Override
                Lease given(Lease lease) {
                    right.stopRenewing(lease.name());
                    return lease;
                }
            });
        }
    }

    static class EveryHundredthLeaseLeavesAThreadBehind extends Wrong {
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

    static class ALossIsNotTold extends Wrong {
        ALossIsNotTold() {
            super(() -> new AlmostRightLocks() {
                @Override
                Lease given(Lease lease) {
                    return new AlmostRightLease(lease) {
                        @Override
                        public void onLost(Runnable listener) {
                            // that is what is wrong
                        }
                    };
                }
            });
        }
    }

    static class ALossIsToldTwice extends Wrong {
        ALossIsToldTwice() {
            super(() -> new AlmostRightLocks() {
                @Override
                Lease given(Lease lease) {
                    return new AlmostRightLease(lease) {
                        @Override
                        public void onLost(Runnable listener) {
                            right.onLost(listener);
                            right.onLost(listener);
                        }
                    };
                }
            });
        }
    }

    static class ALostLeaseStaysValid extends Wrong {
        ALostLeaseStaysValid() {
            super(() -> new AlmostRightLocks() {
                @Override
                Lease given(Lease lease) {
                    return new AlmostRightLease(lease) {
                        private volatile boolean released;

                        @Override
                        public boolean isValid() {
                            return !released;
                        }

                        @Override
                        public Release release() {
                            released = true;
                            return right.release();
                        }
                    };
                }
            });
        }
    }

    static class AForgottenLeaseIsKeptForEver extends Wrong {
        AForgottenLeaseIsKeptForEver() {
            super(() -> new AlmostRightLocks() {
                @Override
                LockRequest asked(LockRequest request) {
                    return request.livingUntilReleased();
                }
            });
        }
    }

    static class NobodySaysWhereAForgottenLeaseWasTaken extends Wrong {
        NobodySaysWhereAForgottenLeaseWasTaken() {
            super(() -> new AlmostRightLocks() {
                @Override
                LockRequest asked(LockRequest request) {
                    Duration life = request.longestLife().orElse(LockRequest.DEFAULT_LIFE);
                    if (life.compareTo(LEASE_TIME) < 0) {
                        CompletableFuture.delayedExecutor(life.toMillis(), TimeUnit.MILLISECONDS)
                                .execute(() -> expire(request.name()));
                    }
                    return request.livingUntilReleased();
                }
            });
        }
    }

    static class ListenersShareOneThread extends Wrong {
        ListenersShareOneThread() {
            super(() -> new AlmostRightLocks(new InMemoryLockProvider(
                    System::nanoTime, AlmostRightLocks.LEASE_TIME, Executors.newSingleThreadExecutor(task -> {
                        Thread thread = new Thread(task, "the only one");
                        thread.setDaemon(true);
                        return thread;
                    }))));
        }
    }

    static class ClosingDoesNothing extends Wrong {
        ClosingDoesNothing() {
            super(() -> new AlmostRightLocks() {
                @Override
                public void close() {
                    // that is what is wrong
                }
            });
        }
    }

    static class AMessageDoesNotNameTheLock extends Wrong {
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

    static class TokensComeInNoOrder extends Wrong {
        TokensComeInNoOrder() {
            super(() -> new AlmostRightLocks() {
                @Override
                Lease given(Lease lease) {
                    return new AlmostRightLease(lease) {
                        @Override
                        public FencingToken fencingToken() {
                            return new FencingToken(
                                    1_000_000 - right.fencingToken().value());
                        }
                    };
                }
            });
        }
    }

    static class ATokenChangesWithinALease extends Wrong {
        ATokenChangesWithinALease() {
            super(() -> new AlmostRightLocks() {
                private final AtomicLong issued = new AtomicLong();

                @Override
                Lease given(Lease lease) {
                    return new AlmostRightLease(lease) {
                        @Override
                        public FencingToken fencingToken() {
                            right.fencingToken();
                            return new FencingToken(issued.incrementAndGet());
                        }
                    };
                }
            });
        }
    }

    static class WorkThatLostItsLeaseIsNotTold extends Wrong {
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
