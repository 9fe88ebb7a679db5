/** What every store of sales and orders must do, as suites to extend; and a store in memory that does it. */
@NullMarked
package io.seckill.testkit.ledger;

import org.jspecify.annotations.NullMarked;
