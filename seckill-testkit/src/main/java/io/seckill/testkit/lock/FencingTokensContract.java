package io.seckill.testkit.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.seckill.core.lock.FencingToken;
import io.seckill.core.lock.FencingTokens;
import io.seckill.core.lock.LockName;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** What every source of fencing tokens keeps. Extend it, hand out a source, and all of its tests must pass. */
public abstract class FencingTokensContract {
    private static final int THREADS = 6;

    /** For sources. */
    protected FencingTokensContract() {}

    /** The source under test. */
    protected abstract FencingTokens tokens();

    /** The same source as another process has it, with a connection of its own; by default this one's. */
    protected FencingTokens otherTokens() {
        return tokens();
    }

    /** A name that no other test uses. */
    protected static LockName someName() {
        return new LockName("contract:" + UUID.randomUUID());
    }

    @Test
    void tokensGrowWhereverTheyAreDrawn() {
        LockName name = someName();
        FencingToken last = tokens().next(name);
        for (int i = 0; i < 100; i++) {
            FencingToken next = (i % 2 == 0 ? otherTokens() : tokens()).next(name);
            assertThat(next).isGreaterThan(last);
            last = next;
        }
    }

    @Test
    void noTokenIsDrawnTwiceAndEachThreadsTokensGrow() throws Exception {
        assertThat(atOnce(someName(), 50)).hasSize(THREADS * 50).doesNotHaveDuplicates();
    }

    @Test
    void theFirstTokensOfANameCanBeDrawnByManyAtOnce() throws Exception {
        for (int i = 0; i < 30; i++) {
            assertThat(atOnce(someName(), 1)).hasSize(THREADS).doesNotHaveDuplicates();
        }
    }

    @Test
    void everyNameCanHaveTokens() {
        String stem = UUID.randomUUID().toString();
        List<String> endings = List.of("a", "A", "á", "a ", "a{b}", "%", "秒杀", "\uD83D\uDD12");
        for (String ending : endings) {
            assertGrow(new LockName(stem + ending));
        }
        assertGrow(new LockName("x".repeat(LockName.MAX_BYTES - stem.length()) + stem));
    }

    private void assertGrow(LockName name) {
        FencingToken first = tokens().next(name);
        assertThat(tokens().next(name)).isGreaterThan(first);
    }

    /** A lease asks for its token also where its holder is about to be interrupted. */
    @Test
    void anInterruptIsKeptAndDoesNotStopADraw() {
        LockName name = someName();
        FencingToken before = tokens().next(name);
        Thread.currentThread().interrupt();
        try {
            assertThat(tokens().next(name)).isGreaterThan(before);
        } finally {
            assertThat(Thread.interrupted()).as("the interrupt flag").isTrue();
        }
    }

    private List<FencingToken> atOnce(LockName name, int each) throws Exception {
        Queue<FencingToken> all = new ConcurrentLinkedQueue<>();
        Crowd.of(THREADS, number -> {
            FencingTokens source = number % 2 == 0 ? tokens() : otherTokens();
            List<FencingToken> drawn = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                drawn.add(source.next(name));
            }
            assertThat(drawn).isSorted();
            all.addAll(drawn);
        });
        return List.copyOf(all);
    }
}
