import { z } from 'zod'

/** Everything that Touchline tells people by itself, by e-mail. A closed set. */
export const noticeKinds = [
  'session_unsafe',
  'session_unsafe_soon',
  'connection_ended',
  'link_posted',
] as const

export type NoticeKind = (typeof noticeKinds)[number]

/** As what somebody is told: as the holder of a Zoom account, or for the post they have at a club. */
export const noticeRoles = ['person', 'coach', 'welfare_officer'] as const

export type NoticeRole = (typeof noticeRoles)[number]

/** What words are made of. The deliveries write it, in these names; there is no topic and no link. */
export const noticeFacts = z
  .object({
    coach_id: z.string().optional(),
    coach_name: z.string().optional(),
    starts_at: z.coerce.date().nullish(),
    /** How many rules that must be kept the session breaks. */
    musts: z.int().positive().optional(),
  })
  .transform((facts) => ({
    coachId: facts.coach_id ?? null,
    coachName: facts.coach_name ?? 'A coach',
    startsAt: facts.starts_at ?? null,
    musts: facts.musts ?? 1,
  }))

export type NoticeFacts = z.output<typeof noticeFacts>

/** One notice, ready to be put into words. */
export type Notice = {
  readonly kind: NoticeKind
  readonly role: NoticeRole
  /** The club that it concerns; null where it is about one's own Zoom account. */
  readonly club: { readonly name: string; readonly slug: string } | null
  readonly subjectId: string
  readonly facts: NoticeFacts
}

/** True for a kind that this version of the product knows. */
export const isNoticeKind = (kind: string): kind is NoticeKind =>
  noticeKinds.some((each) => each === kind)

/** True for a role that this version of the product knows. */
export const isNoticeRole = (role: string): role is NoticeRole =>
  noticeRoles.some((each) => each === role)
