import type { Context } from '#lib/context'
import { day_ms, findingsOf, today } from './audits'
import { aClub, aCoach, aGoverningBody } from './contexts'
import { publish } from './rules'

/** A body whose rules ask for a record check, for roles that were said yes to, and for officers. */
export async function aBodyThatAsks(): Promise<Context> {
  const body = await aGoverningBody()
  const must = { level: 'MUST', parameters: { renewal_months: '36' } } as const
  await publish(body, { P01: must, P11: { level: 'MUST' }, P12: { level: 'SHOULD' } })
  return body
}

/** The day so many days ago. */
export const daysAgo = (days: number) =>
  new Date(Date.now() - days * day_ms).toISOString().slice(0, 10)

/** A record check as it is put in. */
export const check = (differs: object = {}) => ({
  ...({ kind: 'record_check', scheme: 'dbs', level: 'enhanced', stage: 'there' } as const),
  ...{ issuedOn: daysAgo(100), reference: '001234567890', replaces: null },
  ...differs,
})

/** A second person has looked. */
export const seen = { how: 'original_seen', agreed: 'yes' } as const

/** A club of the body with one coach, each as of today. */
export async function aScene(body: Context) {
  const club = await aClub(body)
  const coach = await aCoach(club)
  const { me, inClub, coachId } = coach
  return { club: today(club), me, asCoach: today(inClub), coachId }
}

/** The rules of which something is open about a subject. */
export const openOf = async (club: Context, subject: string) =>
  (await findingsOf(club, subject)).filter(({ state }) => state === 'open').map((f) => f.control)
