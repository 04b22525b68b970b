import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  check,
  customType,
  integer,
  pgSchema,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import { at } from './columns'

/**
 * The transparency log: hashes, signatures and times, of no organisation and public but for what is
 * pending. Only the role `sequencer` adds to it, and nobody changes or takes away what it added.
 */
export const log = pgSchema('log')

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' })
const count = (name: string) => bigint(name, { mode: 'number' })

/** What was recorded and is not in the log yet. A trigger on `evidence_records` writes it. */
export const pending = log.table('pending', {
  seq: bigserial('seq', { mode: 'number' }).primaryKey(),
  entry: bytes('entry').notNull(),
  markedAt: at('marked_at')
    .notNull()
    .default(sql`clock_timestamp()`),
})

/** The log's entries: SHA-256 of a record each, by their place from 0, without a gap. */
export const entries = log.table(
  'entries',
  {
    index: count('index').primaryKey(),
    entry: bytes('entry').notNull().unique('log_entries_entry'),
    sequencedAt: at('sequenced_at').notNull(),
  },
  (table) => [
    check('entries_index', sql`${table.index} >= 0`),
    check('entries_entry', sql`length(${table.entry}) = 32`),
  ],
)

/** Full tiles as tlog-tiles has them, 256 hashes each, and the hash of each tile's own tree. */
export const tiles = log.table(
  'tiles',
  {
    level: integer('level').notNull(),
    number: count('number').notNull(),
    hashes: bytes('hashes').notNull(),
    root: bytes('root').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.level, table.number] }),
    check('tiles_hashes', sql`length(${table.hashes}) = 8192 and length(${table.root}) = 32`),
  ],
)

/** What was signed. One tree for each size, each larger than the one before: no fork has a place. */
export const checkpoints = log.table('checkpoints', {
  size: count('size').primaryKey(),
  /** Lower-case hexadecimal. */
  root: text('root').notNull(),
  /** The signed note without witnesses' lines. */
  note: text('note').notNull(),
  signedAt: at('signed_at').notNull(),
})

/** Keys that the log has signed with, and from which size on. */
export const keys = log.table('keys', {
  /** A verifier key in C2SP's form. */
  vkey: text('vkey').primaryKey(),
  fromSize: count('from_size').notNull(),
  firstSignedAt: at('first_signed_at').notNull(),
})

/** What witnesses signed of a checkpoint: a line of a signed note each. */
export const cosignatures = log.table(
  'cosignatures',
  {
    size: count('size')
      .notNull()
      .references(() => checkpoints.size),
    witness: text('witness').notNull(),
    line: text('line').notNull(),
    receivedAt: at('received_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.size, table.witness] })],
)

/** Time-stamps (RFC 3161) over a checkpoint's note: the whole answer, as it came. */
export const timeStamps = log.table('time_stamps', {
  size: count('size')
    .primaryKey()
    .references(() => checkpoints.size),
  authority: text('authority').notNull(),
  response: bytes('response').notNull(),
  receivedAt: at('received_at').notNull(),
})

/** How each of those who are asked about checkpoints answered last. */
export const asked = log.table('asked', {
  /** A witness's name, or `time-stamp`. */
  who: text('who').primaryKey(),
  url: text('url').notNull(),
  /** The newest checkpoint that they answered for. */
  doneSize: count('done_size'),
  doneAt: at('done_at'),
  /** The size that they said they have: more than there is means that a backup was restored. */
  seenSize: count('seen_size'),
  failure: text('failure'),
  failingSince: at('failing_since'),
  failures: integer('failures').notNull().default(0),
  /** Not to be asked again before. */
  nextAt: at('next_at'),
})

/** How the sequencer last found the log: one row. */
export const state = log.table('state', {
  one: boolean('one').primaryKey().default(true),
  lookedAt: at('looked_at').notNull(),
  /** Why nothing is signed; null where all is well. */
  trouble: text('trouble'),
  troubleSince: at('trouble_since'),
})
