/**
 * 门面: the shell every page shares (layout, sign-in, 待办, 查询, 我的, the error page) and the papers the
 * templates show. A view record carries words and dates, never an entity: what is not in the record
 * cannot leak into a page.
 */
@ApplicationModule(displayName = "Web")
@NullMarked
package io.bihuan.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
