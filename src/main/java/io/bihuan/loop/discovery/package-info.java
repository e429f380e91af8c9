/** 发现 Discovery. */
@NullMarked
@ApplicationModule(displayName = "发现 Discovery")
package io.bihuan.loop.discovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
