import { sql, type SQL } from 'drizzle-orm'
import { audits } from '#db/schema/audits'

/** The meetings that an audit is about, by id; null for the whole account. */
export type OnlyMeetings = readonly string[] | null

const given = (only: OnlyMeetings): SQL =>
  only === null ? sql`null::uuid[]` : sql`${sql.param([...only])}::uuid[]`

/** Both, each meeting once; where either is the whole account, that. */
const both = (one: SQL | typeof audits.onlyMeetings, other: SQL): SQL =>
  sql`case when ${one} is null or ${other} is null then null
    else array(select distinct unnest(${one} || ${other})) end`

/** Of an audit that waits: it is about these, too. */
export const widened = (only: OnlyMeetings): SQL => both(audits.onlyMeetings, given(only))

/** Of an audit that is to be put off: it is about what the one after it would have been, too. */
export const widenedByNext = (): SQL =>
  sql`case when ${audits.readAgain}
    then ${both(audits.onlyMeetings, sql`${audits.againMeetings}`)} else ${audits.onlyMeetings} end`

/** Of an audit that runs: what the one after it is about, with these. */
export const nextWidened = (only: OnlyMeetings): SQL =>
  sql`case when ${audits.readAgain}
    then ${both(sql`${audits.againMeetings}`, given(only))} else ${given(only)} end`
