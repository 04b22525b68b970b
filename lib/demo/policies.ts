import type { Context } from '../context'
import { startingTextById } from '../guide/policies/library'
import { adoptPolicy, postponeAdoption } from '../policies/adopt-policy'
import { getPolicyDraft } from '../policies/get-draft'
import { publishPolicy } from '../policies/publish-policy'
import { savePolicyDraft } from '../policies/save-draft'
import { startPolicy } from '../policies/start-policy'

/** A policy that the body publishes from a starting text, and what each club says to it. */
export type DemoPolicy = {
  readonly text: string
  /** What stands for each blank of the text. */
  readonly blanks: Readonly<Record<string, string>>
  /** How long people have to answer it, and how long after that it is only late. */
  readonly due_days?: number
  readonly grace_days?: number
  readonly clubs: readonly {
    readonly slug: string
    readonly officer: string
    /** Why not yet; without it, the club adopts. */
    readonly notYet?: string
  }[]
}

const hartley = { slug: 'hartley-gymnastics', officer: 'robin' } as const
const elmfield = { slug: 'elmfield-acro', officer: 'wendy' } as const
const northgate = { slug: 'northgate-trampoline', officer: 'olu' } as const

const lead = 'Alex Marsh, alex@example.org'

/** What the demo shows: one that every club adopted, and one that a club has not adopted yet. */
export const policies: readonly DemoPolicy[] = [
  {
    text: 'online-safety',
    blanks: {
      '[Name of the club or body]': 'Each club of National Gymnastics',
      '[name of the governing body]': 'National Gymnastics',
      '[name, phone and e-mail]': 'their name stands on the club’s page',
      '[month and year]': 'September 2027',
    },
    clubs: [hartley, elmfield, northgate],
  },
  {
    text: 'code-of-conduct',
    blanks: {
      '[name of the club]': 'a club of National Gymnastics',
      '[name of the governing body]': 'National Gymnastics',
      '[Say here what your governing body asks of backgrounds: leave them as they are, or blur them.]': `Leave my background as it is, so that all can see the room. Questions go to ${lead}.`,
    },
    clubs: [
      hartley,
      elmfield,
      { ...northgate, notYet: 'Our committee meets on the second Monday of December.' },
    ],
  },
]

/** The starting text that the body's lead has begun to fill in. */
const begun = 'reporting'

/**
 * Publishes each as the body's lead would, and answers as each club's officer would. One more is
 * still being written.
 */
export async function publishPolicies(
  as: (person: string, slug: string) => Promise<Context>,
  body: { readonly lead: string; readonly slug: string },
  published: readonly DemoPolicy[],
): Promise<void> {
  for (const policy of published) {
    const versionId = await publish(() => as(body.lead, body.slug), policy)
    for (const { slug, officer, notYet } of policy.clubs) {
      const ctx = await as(officer, slug)
      if (notYet) await postponeAdoption(ctx, { versionId, why: notYet })
      else await adoptPolicy(ctx, { versionId, agreed: 'yes' })
    }
  }
  await startPolicy(await as(body.lead, body.slug), { from: begun })
}

async function publish(as: () => Promise<Context>, policy: DemoPolicy): Promise<string> {
  const { text, blanks, due_days = 28, grace_days = 14 } = policy
  const { policyId } = await startPolicy(await as(), { from: text })
  const { revision } = await getPolicyDraft(await as(), { policyId })
  const { title = '', shortVersion = '', rules = [], roles = [] } = startingTextById(text) ?? {}
  await savePolicyDraft(await as(), {
    ...{ policyId, revision, title, shortVersion, markdown: filled(text, blanks) },
    ...{ format: 'markdown', pdf: null, whatChanged: '', change: 'material', inForceFrom: '' },
    ...{ due_days, grace_days, rules: [...rules], audienceRoles: [...roles] },
    ...{ audienceTeams: '', audienceTags: '' },
  })
  const published = await publishPolicy(await as(), { policyId, revision: revision + 1 })
  return published.versionId
}

const filled = (text: string, blanks: DemoPolicy['blanks']): string =>
  Object.entries(blanks).reduce(
    (markdown, [blank, words]) => markdown.replaceAll(blank, words),
    startingTextById(text)?.markdown ?? '',
  )
