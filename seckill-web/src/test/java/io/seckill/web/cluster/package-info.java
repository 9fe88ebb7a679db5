/** The program as it is deployed, as processes of its own on real servers: rushes of buyers, and faults in the middle. */
@NullMarked
package io.seckill.web.cluster;

import org.jspecify.annotations.NullMarked;
