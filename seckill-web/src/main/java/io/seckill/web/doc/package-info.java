/** The OpenAPI document. */
@NullMarked
package io.seckill.web.doc;

import org.jspecify.annotations.NullMarked;
