import { z } from 'zod'

/**
 * What is kept of an event: ids, times, and words of Zoom's own. Names, addresses, links, passcodes
 * and tokens in it are not, and neither is what changed: it only says that there is something to read.
 */
export type ZoomEvent = {
  readonly event: string
  /** When it happened; null where the body does not say so in a way that can be right. */
  readonly eventAt: Date | null
  readonly accountId: string
  /** The user it is about: a meeting's host, or whose settings, consent or login it is. */
  readonly userId: string | null
  /** The user who did it: an administrator, perhaps. */
  readonly operatorId: string | null
  readonly meetingId: string | null
  /** For the host's own eyes, to say what the meeting is. Not to be kept with the rest. */
  readonly topic: string | null
  readonly facts: EventFacts
}

const time = z.union([z.int(), z.string().max(40)]).transform((value) => new Date(value))
const plausible = (at: Date) => at.getTime() >= Date.UTC(2000) && at.getTime() < Date.UTC(2100)
const when = time.refine(plausible).nullish().catch(null)
const word = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !/\p{Cc}/u.test(text))
const maybeWord = word.nullish().catch(null)
const number = (max: number) => z.int().min(0).max(max).nullish().catch(null)
/** One word, so that it is none of a person's and no address: `twitter`. */
const platform = z
  .string()
  .regex(/^[\p{L}\d_-]{1,30}$/u)
  .nullish()
  .catch(null)
const anyId = z
  .union([z.int().nonnegative().transform(String), word])
  .nullish()
  .catch(null)

const object = z.looseObject({
  id: anyId,
  host_id: maybeWord,
  type: number(1000),
  topic: z.string().nullish().catch(null),
  start_time: when,
  end_time: when,
  duration: number(100_000),
  armn_details: z.looseObject({ post_platform: platform, post_time: when }).nullish().catch(null),
})

const shape = z.looseObject({
  event: z
    .string()
    .regex(/^[a-z_]+(\.[a-z_]+)*$/)
    .max(100),
  event_ts: when,
  payload: z.looseObject({
    account_id: word,
    user_id: maybeWord,
    operator_id: maybeWord,
    client_id: maybeWord,
    deauthorization_time: when,
    object: object.nullish().catch(null),
  }),
})

/** What stands in the column `facts`. Times are ISO 8601. */
export const eventFacts = z.object({
  /** Whose consent ended: which of our apps. */
  client_id: z.string().nullish(),
  /** The Zoom user whom it is about, where it is told to the connection of a whole account. */
  of_user: z.string().nullish(),
  zoom_type: z.int().nullish(),
  starts_at: z.coerce.date().nullish(),
  ended_at: z.coerce.date().nullish(),
  duration_minutes: z.int().nullish(),
  platform: z.string().nullish(),
  posted_at: z.coerce.date().nullish(),
})

export type EventFacts = z.output<typeof eventFacts>

/** The event that a body is, or null where it is none that could be anybody's. */
export function zoomEvent(body: unknown): ZoomEvent | null {
  const parsed = shape.safeParse(body)
  if (!parsed.success) return null
  const { event, event_ts, payload } = parsed.data
  const about = payload.object ?? null
  const isOfMeeting = event.startsWith('meeting.')
  const isOfUser = event.startsWith('user.')
  const meetingId = isOfMeeting ? digits(about?.id) : null
  return {
    event,
    eventAt: event_ts ?? payload.deauthorization_time ?? null,
    accountId: payload.account_id,
    userId: (isOfMeeting ? about?.host_id : isOfUser ? about?.id : payload.user_id) ?? null,
    operatorId: payload.operator_id ?? null,
    meetingId,
    topic: (isOfMeeting && plain(about?.topic)) || null,
    facts: {
      client_id: payload.client_id ?? null,
      ...(isOfMeeting ? meetingFactsOf(about) : {}),
    },
  }
}

const meetingFactsOf = (about: z.output<typeof object> | null): EventFacts => ({
  zoom_type: about?.type ?? null,
  starts_at: about?.start_time ?? null,
  ended_at: about?.end_time ?? null,
  duration_minutes: about?.duration ?? null,
  platform: about?.armn_details?.post_platform?.toLowerCase() ?? null,
  posted_at: about?.armn_details?.post_time ?? null,
})

/** Meeting numbers come as numbers and as text, with and without spaces. */
function digits(id: string | null | undefined): string | null {
  const text = id?.replaceAll(/[\s-]/g, '') ?? ''
  return /^\d{1,20}$/.test(text) ? text : null
}

const plain = (topic: string | null | undefined) =>
  topic
    ?.replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 300)
