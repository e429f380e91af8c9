/**
 * 演示 Demo: one county to try the loop with — two towns, three units, people of every role, hazards
 * at every act. Only with the profile {@code demo}; a real installation has no accounts at all
 * before its first administrator is made with the setup token.
 *
 * <p>Everybody and everything is invented and stands in {@code demo/county.json}; here it is only
 * played, by the same services that real people use.
 */
@NullMarked
@ApplicationModule(displayName = "演示 Demo")
package io.bihuan.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
