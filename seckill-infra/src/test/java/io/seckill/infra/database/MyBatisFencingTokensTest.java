package io.seckill.infra.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.LockName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class MyBatisFencingTokensTest {
    private static final RealStore STORE = new RealStore();
    private static final FencingTokens HERE = new MyBatisFencingTokens(STORE.reading());
    private static final FencingTokens THERE = new MyBatisFencingTokens(STORE.otherReading());
    private static final int THREADS = 6;

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void tokensGrowOnWhateverNodeTheyAreDrawn() {
        LockName name = new LockName("by turns");
        FencingToken last = HERE.next(name);
        for (int i = 0; i < 20; i++) {
            FencingToken next = (i % 2 == 0 ? THERE : HERE).next(name);
            assertThat(next).isGreaterThan(last);
            last = next;
        }
    }

    @Test
    void threadsOfTwoNodesNeverDrawTheSameToken() throws Exception {
        LockName name = new LockName("at once");

        List<List<FencingToken>> drawn = atOnce(name, 50);

        assertThat(drawn)
                .allSatisfy(ofOneThread -> assertThat(ofOneThread).isSorted().doesNotHaveDuplicates());
        assertThat(drawn.stream().flatMap(List::stream)).hasSize(THREADS * 50).doesNotHaveDuplicates();
    }

    @Test
    void theFirstTokensOfANameAreDrawnByManyAtOnce() throws Exception {
        for (int i = 0; i < 30; i++) {
            List<List<FencingToken>> drawn = atOnce(new LockName("fresh " + i), 1);

            assertThat(drawn.stream().flatMap(List::stream)).doesNotHaveDuplicates();
        }
    }

    @Test
    void namesThatDifferInCaseOrAccentHaveCountersOfTheirOwn() {
        for (String name : List.of("sale", "Sale", "sälé", "锁", "🔒", "n".repeat(LockName.MAX_BYTES))) {
            assertThat(HERE.next(new LockName(name))).isEqualTo(new FencingToken(1));
        }
    }

    private static List<List<FencingToken>> atOnce(LockName name, int each) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier start = new CyclicBarrier(THREADS);
            List<Future<List<FencingToken>>> drawing = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                FencingTokens tokens = i % 2 == 0 ? HERE : THERE;
                drawing.add(threads.submit(() -> {
                    start.await(RealStore.SOON_SECONDS, TimeUnit.SECONDS);
                    List<FencingToken> drawn = new ArrayList<>();
                    for (int j = 0; j < each; j++) {
                        drawn.add(tokens.next(name));
                    }
                    return drawn;
                }));
            }
            List<List<FencingToken>> all = new ArrayList<>();
            for (Future<List<FencingToken>> one : drawing) {
                all.add(one.get(RealStore.SOON_SECONDS, TimeUnit.SECONDS));
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }
}
