/**
 * 存储: the one {@link javax.sql.DataSource} of the product, and who may do what in it.
 *
 * <p>Five properties choose the database; without them it is an embedded H2 file, {@code
 * ./data/bihuan}:
 *
 * <pre>
 * bihuan.database.url             jdbc:h2:file:… · jdbc:h2:mem:… · jdbc:postgresql://host/database
 * bihuan.database.owner-username  bihuan_owner
 * bihuan.database.owner-password
 * bihuan.database.app-username    bihuan_app
 * bihuan.database.app-password
 * </pre>
 *
 * <p>Three schemas, two users. The owner migrates; everything that runs afterwards runs as the
 * application's user.
 *
 * <pre>
 * schema   what it holds             the application's user may
 * engine   ACT_*, made by Camunda    do anything: it makes the tables itself
 * bihuan   the domain, by Flyway     select, insert, update; delete in the work list alone
 * ledger   signed acts, by Flyway    select, insert
 * </pre>
 *
 * <p>The name of a domain table is written without its schema, the name of a ledger table with it.
 * Rights are given anew after every migration, so a migration needs no grants of its own. A new
 * table in {@code ledger} is closed to update and delete without further ado; {@code select … for
 * update} on it is therefore refused by PostgreSQL as well.
 *
 * <p><b>H2.</b> A commit that was acknowledged survives {@code kill -9}, not a loss of power. The
 * passwords are made at the first start and kept in {@code <data directory>/secrets}; whoever backs
 * up the database backs up that folder too. Options in the URL are refused: each of them either
 * weakens this or is already set.
 *
 * <p><b>PostgreSQL 14 or newer.</b> The administrator does this once, and nothing here asks for
 * more than it gives:
 *
 * <pre>
 * create role bihuan_owner login password '…';
 * create role bihuan_app login password '…';
 * create database bihuan owner bihuan_owner;
 * </pre>
 *
 * <p>Nodes that start together take turns from the first migration until the engine has made its
 * tables: Flyway has a lock of its own, Camunda's schema update has none. A node waits ten minutes
 * for its turn.
 */
@ApplicationModule(
    displayName = "存储 Storage",
    allowedDependencies = {})
@NullMarked
package io.bihuan.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
