/**
 * 留痕链: the signed acts and their chain. Append-only; it knows texts and hashes, not hazards.
 *
 * <h2>What a record is</h2>
 *
 * <ol>
 *   <li>The caller collects what the signer saw and decided in a map and brings every text typed by
 *       a person into shape with {@link io.bihuan.record.ledger.CanonicalJson#signable}.
 *   <li>{@link io.bihuan.record.ledger.CanonicalJson#write} turns the map into <em>the</em>
 *       payload: one text for one meaning (RFC 8785, without numbers). What cannot be signed safely
 *       is an {@link io.bihuan.record.ledger.Unsignable} that names the place.
 *   <li>The signer's key signs {@link io.bihuan.record.ledger.Leaf#signingInput(String)}.
 *   <li>A {@link io.bihuan.record.ledger.Leaf} binds payload, key and signature; its hash is what
 *       the next record of the same hazard names as its predecessor.
 * </ol>
 *
 * <h2>Which rule it serves</h2>
 *
 * <p>电子签名法 第五条 (原件形式: 内容保持完整、未被更改) and 第十三条 第三、四项 (签署后对签名、对内容的任何改动能够被发现): one changed bit of a
 * payload, of a signature or of the order breaks a signature or the chain. 第六条 (保存): the exact
 * bytes are stored, and whoever verifies hashes the stored bytes. Nothing is ever serialised again
 * from columns; columns are an index over the payload.
 *
 * <h2>Limits</h2>
 *
 * <p>A payload has at most {@value io.bihuan.record.ledger.CanonicalJson#MAX_BYTES} bytes of UTF-8
 * and {@value io.bihuan.record.ledger.CanonicalJson#MAX_DEPTH} levels. Numbers, times and sizes are
 * strings: a JSON number beyond 2<sup>53</sup> means different things to different readers.
 */
@NullMarked
@ApplicationModule(
    displayName = "留痕链 Ledger",
    allowedDependencies = {})
package io.bihuan.record.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
