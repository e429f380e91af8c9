/**
 * 签名 Signing: no act is done unsigned, none is signed by another.
 *
 * <p>{@link io.bihuan.signing.Signing} is the one way in, for pages and API alike: it checks the
 * form and the law, shows the {@link io.bihuan.signing.Paper}, asks for the signing password, and
 * then writes signature, domain row, pending act and token in one transaction, or none of them.
 * Each stage says what its acts ask, refuse and record in a {@link io.bihuan.signing.LoopAct}.
 * {@link io.bihuan.signing.Separation} keeps apart those who must differ; {@link
 * io.bihuan.signing.Signatures} is what the engine's guard asks before a task may end.
 *
 * <p>Table: answered_request. Law: 安全生产法 第六十八条, 电子签名法 第十三条.
 */
@NullMarked
@ApplicationModule(
    displayName = "签名 Signing",
    allowedDependencies = {"hazard", "people", "record.evidence", "record.ledger", "refusal"})
package io.bihuan.signing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
