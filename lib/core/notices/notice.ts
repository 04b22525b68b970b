import { z } from 'zod'
import { acceptanceEndReasons } from '../acceptances/acceptance'
import { controlIds } from '../results'

/** Everything that Touchline tells people by itself, by e-mail. A closed set. */
export const noticeKinds = [
  'session_unsafe',
  'session_unsafe_soon',
  'connection_ended',
  'link_posted',
  'mend_asked',
  'mended',
  'changed_for_coach',
  'statement_lapses',
  'reminder',
  'acceptance_asked',
  'acceptance_decided',
  'acceptance_ending',
  'acceptance_ended',
  'exemption_asked',
  'exemption_decided',
  'exemption_lapses',
  'sign_off_asked',
  'sign_off_chased',
  'sign_off_receipt',
  'sign_off_question',
  'sign_off_declined',
  'not_cleared',
  'erasure_asked',
  'erasure_planned',
  'erasure_answered',
] as const

export type NoticeKind = (typeof noticeKinds)[number]

/** As what somebody is told: as the holder of a Zoom account, or for the post they have at a club. */
export const noticeRoles = [
  'person',
  'coach',
  'welfare_officer',
  'administrator',
  'safeguarding_lead',
] as const

export type NoticeRole = (typeof noticeRoles)[number]

/** Of a risk that somebody asked to accept. */
const acceptanceFacts = {
  club_name: z.string().optional(),
  about_kind: z.enum(['user', 'meeting', 'account', 'group']).optional().catch(undefined),
  state: z.string().optional(),
  decided_by: z.string().nullish(),
  until: z.coerce.date().nullish(),
  end_reason: z.enum(acceptanceEndReasons).nullish().catch(null),
}

/** Of where somebody says that rules do not apply: what for, and whether it is a whole club. */
const exemptionFacts = {
  category: z.string().optional(),
  of_club: z.boolean().optional().catch(undefined),
}

/** Of what somebody is asked to sign, or has signed. */
const signOffFacts = {
  titles: z.array(z.string()).optional().catch(undefined),
  things: z.int().positive().optional().catch(undefined),
  due_at: z.coerce.date().nullish(),
  version: z.int().positive().optional().catch(undefined),
  statement: z.string().optional(),
  sha256: z.string().optional(),
  receipt: z.string().optional(),
  signed_at: z.coerce.date().nullish(),
}

/** What words are made of. The deliveries write it, in these names; there is no topic and no link. */
export const noticeFacts = z
  .object({
    coach_id: z.string().nullish(),
    coach_name: z.string().nullish(),
    starts_at: z.coerce.date().nullish(),
    /** Whose connection ended: a person's own, a host's in the club's account, or that account's. */
    of: z.enum(['own', 'host', 'account']).optional().catch(undefined),
    /** How many rules that must be kept the session breaks. */
    musts: z.int().positive().optional(),
    /** Who asks for it, as they are called. */
    asked_by: z.string().optional(),
    /** What it is about, where a host is asked: their settings, or a session; and which rules. */
    subject_kind: z.enum(['user', 'meeting']).optional().catch(undefined),
    subject: z.string().optional(),
    controls: z.array(z.enum(controlIds).or(z.string())).optional(),
    /** True where the Zoom account is in the host's own record, who so can have it mended here. */
    is_own: z.boolean().optional(),
    /** What an officer had changed for a coach: settings by name, and in how many sessions. */
    names: z.array(z.string()).optional().catch(undefined),
    sessions: z.int().nonnegative().optional().catch(undefined),
    is_put_back: z.boolean().optional().catch(undefined),
    /** From when on what somebody stated counts no more. */
    lapses_at: z.coerce.date().nullish(),
    /** Of somebody not cleared: the reader is a deputy; a new entry of theirs it is. */
    deputy: z.boolean().optional().catch(undefined),
    again: z.boolean().optional().catch(undefined),
    ...acceptanceFacts,
    ...exemptionFacts,
    ...signOffFacts,
  })
  .transform((facts) => ({
    coachId: facts.coach_id ?? null,
    coachName: facts.coach_name ?? 'A coach',
    startsAt: facts.starts_at ?? null,
    of: facts.of ?? 'own',
    musts: facts.musts ?? 1,
    lapsesAt: facts.lapses_at ?? null,
    askedBy: facts.asked_by ?? 'Your club',
    asked: {
      ...{ subjectKind: facts.subject_kind ?? null, subjectId: facts.subject ?? null },
      ...{ controls: facts.controls ?? [], isOwn: facts.is_own ?? false },
    },
    changed: {
      ...{ names: facts.names ?? [], sessions: facts.sessions ?? 0 },
      isPutBack: facts.is_put_back ?? false,
    },
    notCleared: { isDeputy: facts.deputy ?? false, again: facts.again ?? false },
    acceptance: {
      ...{ clubName: facts.club_name ?? 'A club', aboutKind: facts.about_kind ?? 'user' },
      ...{ approved: facts.state === 'approved', decidedBy: facts.decided_by ?? 'Somebody' },
      ...{ until: facts.until ?? null, endReason: facts.end_reason ?? null },
    },
    exemption: {
      ...{ category: facts.category ?? 'something else', isClub: facts.of_club ?? false },
      isAgreed: facts.state === 'in_force',
    },
    erasure: {
      ...{ state: answeredState(facts.state), until: facts.until ?? null },
    },
    signOff: {
      ...{ titles: facts.titles ?? [], things: facts.things ?? 1, dueAt: facts.due_at ?? null },
      ...{ version: facts.version ?? 1, statement: facts.statement ?? '' },
      ...{ sha256: facts.sha256 ?? '', receipt: facts.receipt ?? '' },
      signedAt: facts.signed_at ?? null,
    },
  }))

/** What came of a request to be erased, as far as whoever asked is told of it. */
function answeredState(state: string | undefined): 'planned' | 'kept' | 'done' {
  return state === 'planned' || state === 'done' ? state : 'kept'
}

export type NoticeFacts = z.output<typeof noticeFacts>

/** One notice, ready to be put into words. */
export type Notice = {
  readonly kind: NoticeKind
  readonly role: NoticeRole
  /** The club that it concerns; null where it is about one's own Zoom account. */
  readonly club: { readonly name: string; readonly slug: string } | null
  /** In one word what it is about: a session, a finding, a connection. */
  readonly subjectKind: string
  readonly subjectId: string
  readonly facts: NoticeFacts
}

/** True for a kind that this version of the product knows. */
export const isNoticeKind = (kind: string): kind is NoticeKind =>
  noticeKinds.some((each) => each === kind)

/** True for a role that this version of the product knows. */
export const isNoticeRole = (role: string): role is NoticeRole =>
  noticeRoles.some((each) => each === role)
