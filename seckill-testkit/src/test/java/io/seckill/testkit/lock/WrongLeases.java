package io.seckill.testkit.lock;

import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.Lease;
import io.seckill.core.lock.LockRequest;
import io.seckill.core.lock.Release;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Locks whose leases are wrong, each in one way: their release, their end and the word of it, their tokens. */
final class WrongLeases {
    private WrongLeases() {}

    static class ALostLeasesReleaseFreesItsSuccessor extends WrongAdapter {
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

    static class ASecondReleaseSucceedsAgain extends WrongAdapter {
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

    static class ALeaseIsNotRenewed extends WrongAdapter {
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

    static class ALossIsNotTold extends WrongAdapter {
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

    static class ALossIsToldTwice extends WrongAdapter {
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

    static class ALostLeaseStaysValid extends WrongAdapter {
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

    static class AForgottenLeaseIsKeptForEver extends WrongAdapter {
        AForgottenLeaseIsKeptForEver() {
            super(() -> new AlmostRightLocks() {
                @Override
                LockRequest asked(LockRequest request) {
                    return request.livingUntilReleased();
                }
            });
        }
    }

    /** It looks once, when its own clock, which is slow, has not come to the end yet. */
    static class AForgottenLeaseEndsOnlyWhenSomebodyAsks extends WrongAdapter {
        AForgottenLeaseEndsOnlyWhenSomebodyAsks() {
            super(() -> new AlmostRightLocks(new InMemoryLockProvider(
                    () -> System.nanoTime() / 5 * 3,
                    AlmostRightLocks.LEASE_TIME,
                    InMemoryLockProvider.ON_ANOTHER_THREAD)));
        }
    }

    static class NobodySaysWhereAForgottenLeaseWasTaken extends WrongAdapter {
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

    static class ListenersShareOneThread extends WrongAdapter {
        ListenersShareOneThread() {
            super(() -> new AlmostRightLocks(new InMemoryLockProvider(
                    System::nanoTime, AlmostRightLocks.LEASE_TIME, Executors.newSingleThreadExecutor(task -> {
                        Thread thread = new Thread(task, "the only one");
                        thread.setDaemon(true);
                        return thread;
                    }))));
        }
    }

    static class TokensComeInNoOrder extends WrongAdapter {
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

    static class ATokenChangesWithinALease extends WrongAdapter {
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
}
