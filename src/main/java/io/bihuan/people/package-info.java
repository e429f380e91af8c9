/**
 * 人 People: areas, departments, units, persons, their accounts, posts, certificates and keys.
 *
 * <p>谁签字谁负责 is about natural persons: everything that matters is compared by {@link
 * io.bihuan.people.PersonId person}, never by account. A post and a certificate hold from day to
 * day; nothing is deleted.
 *
 * <p>Who administers has no post, and gives none alone ({@link io.bihuan.people.Appointments}); a
 * forgotten signing password is a new key, which its owner's superior attests ({@link
 * io.bihuan.people.Superiors}).
 *
 * <p>Tables: area, department, department_industry, unit, person, account, post, proposed_post,
 * certificate, signing_key, key_replacement, setup_token; ledger.post_entry. Law: 安全生产法 第六十七条 (证件),
 * 电子签名法 第十三条 (keys).
 */
@NullMarked
@ApplicationModule(
    displayName = "人 People",
    allowedDependencies = {"refusal", "workbook"})
package io.bihuan.people;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
