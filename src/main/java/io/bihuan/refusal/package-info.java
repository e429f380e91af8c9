/**
 * 拒绝 Refusal: how the product says no. Bad input gets a clear word that names the field; the words
 * themselves are in the messages files, here are only their keys.
 */
@NullMarked
@ApplicationModule(
    displayName = "拒绝 Refusal",
    allowedDependencies = {})
package io.bihuan.refusal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
