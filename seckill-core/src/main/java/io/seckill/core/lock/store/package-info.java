/**
 * What every lock needs whose truth is on a server: bounded waiting, a proof of ownership with a deadline, word of a loss,
 * and nothing left behind. An adapter brings a {@link io.seckill.core.lock.store.LeaseStore}.
 */
@NullMarked
package io.seckill.core.lock.store;

import org.jspecify.annotations.NullMarked;
