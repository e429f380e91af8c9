/**
 * 人 People: areas, departments, units, persons, their accounts, posts, certificates and keys.
 *
 * <p>谁签字谁负责 is about natural persons: everything that matters is compared by {@link
 * io.bihuan.people.PersonId person}, never by account. A post and a certificate hold from day to
 * day; nothing is deleted.
 *
 * <p>Tables: area, department, department_industry, unit, person, account, post, certificate,
 * signing_key, setup_token. Law: 安全生产法 第六十七条 (证件), 电子签名法 第十三条 (keys).
 */
@NullMarked
@ApplicationModule(
    displayName = "人 People",
    allowedDependencies = {"refusal"})
package io.bihuan.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
