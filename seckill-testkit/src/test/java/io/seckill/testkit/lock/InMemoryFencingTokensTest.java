package io.seckill.testkit.lock;

import io.seckill.core.lock.FencingTokens;

class InMemoryFencingTokensTest extends FencingTokensContract {
    private final FencingTokens tokens = new InMemoryFencingTokens();

    @Override
    protected FencingTokens tokens() {
        return tokens;
    }
}
