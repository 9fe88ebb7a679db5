/** What callers send, read strictly: who they are, their bodies and their keys. */
@NullMarked
package io.seckill.web.request;

import org.jspecify.annotations.NullMarked;
