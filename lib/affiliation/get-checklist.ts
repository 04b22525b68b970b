import { isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { scanCoaches } from '../coaches/scan-coaches'
import type { Context } from '../context'
import { affiliationChecklist, type Checklist } from '../core/affiliation/checklist'
import type { ClubFacts, NotKnown, SaidFact } from '../core/affiliation/facts'
import { coachGroup } from '../core/coach-status'
import { notFound } from '../core/errors'
import { midSentence } from '../core/wording'
import { exemptNow } from '../exemptions/exempt-now'
import { answeredByPolicy } from '../policies/answered-by-policy'
import { toAdoptOf } from '../policies/policies-at-home'
import { policiesKnown } from '../policies/policies-known'
import { effectiveRules } from '../profiles/effective-profile'
import { query } from '../query'
import { countsOf } from '../sign-offs/sign-offs-by-policy'
import { clubAsked } from '../statements/asked-of-club'
import { knownResults } from './known-results'

export type ClubChecklist = {
  checklist: Checklist
  /** Whose rules they are, from above down; none where no body's rules hold. */
  bodies: readonly string[]
}

/**
 * What the rules ask of the club before it affiliates again, and how each of it stands now. Nothing
 * of it is kept. Throws `not_found` where it is no club.
 */
export const getChecklist = query({
  permission: 'affiliation.read',
  input: z.object({}),
  isolation: 'repeatable read',
  async run(tx, ctx): Promise<ClubChecklist> {
    const { layers, profile } = await effectiveRules(tx, ctx, ctx.now)
    const facts = await clubFacts(tx, ctx, profile)
    const above = layers.filter(({ source }) => source.organisationId !== ctx.organisation.id)
    const bodies = [...new Set(above.map(({ source }) => source.name))]
    return { checklist: affiliationChecklist(facts), bodies }
  },
})

/** All that is known of the club at the context's moment. */
async function clubFacts(tx: Tx, ctx: Context, profile: ClubFacts['profile']): Promise<ClubFacts> {
  const { id: clubId, kind, slug } = ctx.organisation
  if (kind !== 'club') throw notFound()
  const { online, notKnown } = await accounts(tx, ctx.now)
  return {
    ...{ slug, clubId, now: ctx.now, profile, online, notKnown },
    results: await knownResults(tx, ctx.now),
    said: (await clubAsked(tx, ctx)).map(({ rule, state, by, at, until }): SaidFact => ({
      rule,
      state,
      by,
      at,
      until,
    })),
    policies: await answeredByPolicy(tx, ctx),
    exempt: (await exemptNow(tx, profile, ctx.now))(null),
    people: await tx.$count(coaches, isNull(coaches.endsAt)),
    toAdopt: toAdoptOf(await policiesKnown(tx, ctx)),
    signOffs: await signOffs(tx, ctx),
  }
}

/** Who coaches online, and of whom of them nothing certain is known. */
async function accounts(tx: Tx, now: Date): Promise<{ online: number; notKnown: NotKnown[] }> {
  const notKnown: NotKnown[] = []
  let online = 0
  for await (const { coachId, name, status } of scanCoaches(tx, now, {})) {
    const group = coachGroup(status)
    if (group === 'not_needed') continue
    online += 1
    if (group === 'not_known') notKnown.push({ coachId, name, words: midSentence(status.words) })
  }
  return { online, notKnown }
}

async function signOffs(tx: Tx, ctx: Context): Promise<ClubFacts['signOffs']> {
  const all = await countsOf(tx, ctx)
  const sum = (of: (counts: (typeof all)[number]) => number) =>
    all.reduce((total, each) => total + of(each), 0)
  return {
    asked: sum(({ asked }) => asked),
    overdue: sum(({ overdue }) => overdue),
    declined: sum(({ declined }) => declined),
    waiting: sum(({ waiting, notSent }) => waiting + notSent),
  }
}
