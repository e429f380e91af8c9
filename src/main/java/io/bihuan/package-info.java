/**
 * 闭环 Bihuan: every hazard found goes round one loop until it is closed out.
 *
 * <ol>
 *   <li>{@link io.bihuan.loop.discovery 发现} — an inspector registers what he saw
 *   <li>{@link io.bihuan.loop.assignment 四定} — measures, standard, deadline, responsible person
 *   <li>{@link io.bihuan.loop.signoff 签字} — level by level, up to the order
 *   <li>{@link io.bihuan.loop.rectification 整改} — the work, its photos, the unit's own check
 *   <li>{@link io.bihuan.loop.verification 复查} — two inspectors look again; not cured goes back
 *   <li>{@link io.bihuan.loop.closeout 销号} — 问题不解决不销号
 * </ol>
 *
 * <p>{@link io.bihuan.hazard hazard} holds the one table of legal moves, {@link io.bihuan.signing
 * signing} lets nobody pass unsigned, {@link io.bihuan.record record} keeps what was signed, {@link
 * io.bihuan.workflow workflow} runs the diagram in {@code processes/}.
 */
@NullMarked
package io.bihuan;

import org.jspecify.annotations.NullMarked;
