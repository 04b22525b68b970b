import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '../core/errors'
import { toSign } from '../sign-offs/own-sign-offs'
import { prepareSignOff } from '../sign-offs/prepare-sign-off'
import { askAboutSignOff, declineSignOff } from '../sign-offs/say-no-or-ask'
import { sign } from '../sign-offs/sign'
import type { DemoPolicy } from './policies'
import type { AsMember } from './seed-demo'

/** A policy of a club's own, by whom it is published there; everybody has answered it too late. */
export const ownPolicies: readonly (DemoPolicy & { slug: string; officer: string })[] = [
  {
    ...{ slug: 'hartley-gymnastics', officer: 'robin', text: 'communication', clubs: [] },
    blanks: {
      '[name of the club]': 'Hartley Gymnastics',
      '[name of the club’s app or e-mail]': 'the e-mail address of your group',
      '[8 in the morning]': '8 in the morning',
      '[8 in the evening]': '8 in the evening',
      '[name of the welfare officer]': 'Robin Hart',
      '[names]': 'Robin Hart and Ines Moreau',
    },
    due_days: 0,
    grace_days: 0,
  },
]

/** What somebody says to what they are asked to sign. */
export type DemoAnswer = {
  readonly person: string
  readonly slug: string
  readonly title: string
  readonly says: 'yes' | { readonly no: string } | { readonly asks: string }
}

const online = { title: 'Online safety policy and acceptable use' }
const messages = { slug: 'hartley-gymnastics', title: 'Social media and messages' }

/** Who has answered what in the demo; all others have not. */
export const answers: readonly DemoAnswer[] = [
  { person: 'maya', slug: 'elmfield-acro', ...online, says: 'yes' },
  { person: 'tom', slug: 'elmfield-acro', ...online, says: 'yes' },
  { person: 'jo', slug: 'hartley-gymnastics', ...online, says: 'yes' },
  { person: 'priya', slug: 'hartley-gymnastics', ...online, says: 'yes' },
  { person: 'jo', ...messages, says: 'yes' },
  { person: 'ben', ...messages, says: { no: 'My squad has no other way to reach me at a meet.' } },
  { person: 'grace', ...messages, says: { asks: 'Does this hold for our parents’ group, too?' } },
]

/** How long the worker may take to ask everybody. */
const asked_timeout_ms = 90_000
const look_ms = 200

/** Each answer as the person would give it on their page, once they are asked. */
export async function signAsSeeded(as: AsMember, given: readonly DemoAnswer[]): Promise<void> {
  for (const { person, slug, title, says } of given) {
    const requestId = await askedOf(as, { person, slug, title })
    const ctx = await as(person, slug)
    if (says === 'yes') {
      const { shown } = await prepareSignOff(ctx, { requestId })
      await sign(ctx, {
        ...{ requestId, sha256: shown.sha256, statementVersion: shown.statement.version },
        ...{ agreed: 'yes', signedInAt: ctx.now, address: null, agent: null },
      })
    } else if ('no' in says) await declineSignOff(ctx, { requestId, why: says.no })
    else await askAboutSignOff(ctx, { requestId, question: says.asks })
  }
}

async function askedOf(
  as: AsMember,
  { person, slug, title }: Pick<DemoAnswer, 'person' | 'slug' | 'title'>,
): Promise<string> {
  const until = Date.now() + asked_timeout_ms
  for (;;) {
    const asked = await toSign(await as(person, slug), {})
    const found = asked.find((each) => each.title === title)
    if (found) return found.requestId
    if (Date.now() > until) throw new AppError('unavailable', 'Nobody was asked in time.')
    await wait(look_ms)
  }
}
