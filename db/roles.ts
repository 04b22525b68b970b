import type pg from 'pg'
import { AppError } from '#lib/core/errors'

/** Roles that a process logs in as, and what for. Nobody logs in as owner, delivery or eraser. */
const loginRoles = ['migrator', 'app', 'auth', 'edge', 'system', 'sequencer', 'queue'] as const
export type LoginRole = (typeof loginRoles)[number]

/**
 * What these write is a hint, a lease or a place: where the server itself dies, the last moment of it
 * may be missing, since what is due and what was done is written by others. They need not wait for
 * the disk each time.
 */
const forgetfulRoles = ['system', 'queue'] as const satisfies readonly LoginRole[]

const otherRoles = ['owner', 'delivery', 'eraser'] as const

/**
 * Makes the roles that are missing and sets the passwords of those that log in; safe to run again.
 * `admin` is connected as a role that may make roles. Throws `not_configured` where it may not.
 */
export async function ensureRoles(
  admin: pg.Client,
  passwordOf: (role: LoginRole) => string,
): Promise<void> {
  const may = await admin.query<{ may: boolean }>(
    'select rolsuper or rolcreaterole as may from pg_roles where rolname = current_user',
  )
  if (!may.rows[0]?.may) {
    throw new AppError(
      'not_configured',
      'The database has not all of its roles, and this user may not make them. Give DATABASE_URL a user that may create roles.',
    )
  }
  const existing = await admin.query<{ rolname: string; too_mighty: boolean }>(
    'select rolname, rolsuper or rolbypassrls as too_mighty from pg_roles where rolname = any($1)',
    [[...loginRoles, ...otherRoles]],
  )
  const names = new Set(existing.rows.map((row) => row.rolname))
  const mighty = existing.rows.find((row) => row.too_mighty)
  if (mighty) {
    throw new AppError(
      'not_configured',
      `The database has a role “${mighty.rolname}” that row security does not hold. Take SUPERUSER and BYPASSRLS from it, or rename it.`,
    )
  }
  for (const role of otherRoles) {
    if (!names.has(role)) await admin.query(`create role ${role} nologin nosuperuser nobypassrls`)
  }
  for (const role of loginRoles) {
    const password = admin.escapeLiteral(passwordOf(role))
    // Only a superuser may say `nosuperuser` of a role that is there already.
    await admin.query(
      names.has(role)
        ? `alter role ${role} login password ${password}`
        : `create role ${role} login nosuperuser nobypassrls nocreatedb nocreaterole password ${password}`,
    )
  }
  for (const role of forgetfulRoles) {
    await admin.query(`alter role ${role} set synchronous_commit = off`)
  }
  await admin.query('grant owner to migrator')
  await admin.query('grant delivery, eraser to owner')
}

/**
 * Makes the database and the queue's own schema in it where they are missing. `connect` opens an
 * administrator's connection to the named database.
 */
export async function ensureDatabase(
  connect: (database: string) => Promise<pg.Client>,
  database: string,
): Promise<void> {
  const outside = await connect('postgres')
  try {
    const there = await outside.query('select 1 from pg_database where datname = $1', [database])
    if (there.rowCount === 0) {
      await outside.query('grant owner to current_user')
      await outside.query(`create database ${outside.escapeIdentifier(database)} owner owner`)
    }
  } finally {
    await outside.end()
  }
  const inside = await connect(database)
  try {
    await inside.query(`revoke all on database ${inside.escapeIdentifier(database)} from public`)
    await inside.query(
      `grant connect on database ${inside.escapeIdentifier(database)} to ${loginRoles.join(', ')}`,
    )
    // BullMQ works with temporary tables.
    await inside.query(`grant temporary on database ${inside.escapeIdentifier(database)} to queue`)
    // Whoever made a role may grant it, and has to be a member to make it the owner of something.
    await inside.query('grant queue to current_user')
    await inside.query('create schema if not exists queue authorization queue')
  } finally {
    await inside.end()
  }
}
