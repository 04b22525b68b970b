import { calendarDate } from '../core/dates'
import { day_ms } from '../core/durations'
import type { AppointmentRole } from '../core/register/appointment'
import type { CredentialKind } from '../core/register/credential'
import { notFound } from '../core/errors'
import { answerAppointment } from '../register/answer-appointment'
import { offerAppointment } from '../register/offer-appointment'
import { provideCredential } from '../register/provide-credential'
import { verifyCredential } from '../register/verify-credential'
import type { AsMember } from './seed-demo'

/** What somebody on a register has, and what they have to show. */
export type DemoPapers = {
  readonly person: string
  readonly slug: string
  readonly officer: string
  readonly roles: readonly { role: AppointmentRole; team?: string; answered?: false }[]
  readonly credentials: readonly {
    kind: CredentialKind
    issued_days_ago: number
    verified?: true
    scheme?: string
    level?: string
  }[]
}

const dbs = { kind: 'record_check', scheme: 'dbs', level: 'enhanced' } as const
const hartley = { slug: 'hartley-gymnastics', officer: 'robin' }
const elmfield = { slug: 'elmfield-acro', officer: 'wendy' }
const northgate = { slug: 'northgate-trampoline', officer: 'olu' }
const trained = (issued_days_ago: number) =>
  ({ kind: 'safeguarding_training', issued_days_ago, verified: true }) as const

/**
 * Some who have it all, one whose papers wait for a second person, one whose check soon ends and one
 * whose ended, one who has not said yes yet; and many of whom nothing is there.
 */
export const papers: readonly DemoPapers[] = [
  {
    ...{ person: 'maya', ...elmfield, roles: [{ role: 'coach', team: 'Acro, under 14s' }] },
    credentials: [{ ...dbs, issued_days_ago: 400, verified: true }, trained(300)],
  },
  {
    ...{ person: 'tom', ...elmfield, roles: [{ role: 'coach', team: 'Beginners' }] },
    credentials: [{ ...dbs, issued_days_ago: 320, verified: true }, trained(210)],
  },
  {
    ...{ person: 'sam', ...hartley, roles: [{ role: 'coach', team: 'Under 11s floor' }] },
    credentials: [
      { ...dbs, issued_days_ago: 200, verified: true },
      trained(500),
      { kind: 'first_aid', issued_days_ago: 900, verified: true },
    ],
  },
  {
    ...{ person: 'priya', ...hartley, roles: [{ role: 'coach', team: 'Rhythmic, beginners' }] },
    credentials: [
      { ...dbs, issued_days_ago: 1050, verified: true },
      { kind: 'safeguarding_training', issued_days_ago: 12 },
    ],
  },
  {
    ...{ person: 'rosa', ...hartley, roles: [{ role: 'coach', team: 'Recreational' }] },
    credentials: [{ ...dbs, issued_days_ago: 1200, verified: true }, trained(640)],
  },
  {
    ...{ person: 'hana', ...northgate, roles: [{ role: 'coach', team: 'Under 12s' }] },
    credentials: [{ ...dbs, issued_days_ago: 90, verified: true }],
  },
  {
    ...{ person: 'jo', ...hartley, roles: [{ role: 'coach', team: 'Squad' }] },
    credentials: [
      { ...dbs, issued_days_ago: 60 },
      { kind: 'first_aid', issued_days_ago: 20 },
    ],
  },
  {
    ...{ person: 'grace', ...hartley, roles: [{ role: 'assistant_coach', answered: false }] },
    credentials: [],
  },
]

/** Each as people would: the coach puts it in, the officer looks at it. */
export async function putInPapers(as: AsMember, all: readonly DemoPapers[]): Promise<void> {
  for (const { person, slug, officer, roles, credentials } of all) {
    const { coachId } = await as(person, slug)
    if (!coachId) throw notFound()
    for (const { role, team = '', answered = true } of roles) {
      const appointmentId = await offerAppointment(await as(officer, slug), { coachId, role, team })
      const answer = { appointmentId, answer: 'yes' } as const
      if (answered) await answerAppointment(await as(person, slug), answer)
    }
    for (const { issued_days_ago, verified, ...said } of credentials) {
      const issuedOn = calendarDate(new Date(Date.now() - issued_days_ago * day_ms))
      const put = { coachId, replaces: null, stage: 'there', issuedOn, ...said }
      const credentialId = await provideCredential(await as(person, slug), put)
      const seen = { credentialId, how: 'original_seen', agreed: 'yes' }
      if (verified) await verifyCredential(await as(officer, slug), seen)
    }
  }
}
