import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { inNoTenant, inTenant } from '#db/tenant'
import { memberships, organisations } from '#db/schema/organisations'
import { command } from '../command'
import type { Context } from '../context'
import { emailAddress } from '../core/email'
import { AppError } from '../core/errors'
import { plainName } from '../core/plain-name'
import { numberedSlug, slug, slugFrom } from '../core/slug'
import { appPool, systemPool } from '../database/pools'
import { isUniqueViolation } from '../database/unique-violation'
import { mailInvitation } from '../invitations/mail-invitation'
import { writeInvitation } from '../invitations/write-invitation'
import { parseInput } from '../parse-input'
import { contextFor } from '../server-context'

const input = z.object({
  name: plainName('Enter the name of the governing body.'),
  /** Its part of an address; made from the name where it is not given. */
  slug: slug.optional(),
  email: emailAddress,
})

export type FoundedBody = { organisationId: string; slug: string; invitationId: string }

/**
 * Founds a governing body and invites its first member, its safeguarding lead, by mail. Only for a
 * command on the server. A body of the same name and slug that has no member yet is taken up where
 * it was left. Throws `invalid_input` with the fields, and `unavailable` where all is done but the
 * mail.
 */
export async function foundGoverningBody(
  given: z.input<typeof input>,
  now: Date,
): Promise<FoundedBody> {
  const { name, email, slug: wanted } = parseInput(input, given)
  const made = wanted ? await makeAs(name, wanted, now) : await makeNumbered(name, now)
  const { organisationId, slug: got } = made
  const ctx = await contextFor(
    organisationId,
    { kind: 'server', command: 'create-body' },
    'server',
    now,
  )
  const toMail = await begin(ctx, { email })
  await mailInvitation(ctx, toMail)
  return { organisationId, slug: got, invitationId: toMail.invitationId }
}

const begin = command({
  name: 'organisation.found',
  permission: 'organisation.found',
  input: z.object({ email: emailAddress }),
  async run(tx, ctx: Context, { email }) {
    const invited = { purpose: 'member', email, role: 'safeguarding_lead' } as const
    const { toMail, trail } = await writeInvitation(tx, ctx, invited)
    return {
      result: toMail,
      trail: [
        { subject: 'organisation', subjectId: ctx.organisation.id },
        { ...trail, action: 'invitation.invite_member' },
      ],
    }
  },
})

type Made = { organisationId: string; slug: string }

async function makeAs(name: string, wanted: string, now: Date): Promise<Made> {
  const made = (await make(name, wanted, now)) ?? (await findUnbegun(name, wanted))
  if (made) return made
  const message = `The address “${wanted}” is taken. Choose another.`
  throw new AppError('invalid_input', message, [{ field: 'slug', message }])
}

const triesMax = 20

async function makeNumbered(name: string, now: Date): Promise<Made> {
  const base = slugFrom(name)
  for (let number = 1; number < triesMax; number += 1) {
    const wanted = number === 1 ? base : numberedSlug(base, number)
    const made = (await make(name, wanted, now)) ?? (await findUnbegun(name, wanted))
    if (made) return made
  }
  return makeAs(name, numberedSlug(base, triesMax), now)
}

/** A new body; null where the slug is taken. */
async function make(name: string, wanted: string, now: Date): Promise<Made | null> {
  try {
    const found = await inNoTenant(systemPool(), async (tx) => {
      // All else that this role writes may be lost when the server dies; this may not.
      await tx.execute(sql`set local synchronous_commit = on`)
      return tx.execute<{ id: string }>(
        sql`select found_governing_body(${name}, ${wanted}, ${now.toISOString()}) as id`,
      )
    })
    const organisationId = found.rows[0]?.id
    return organisationId ? { organisationId, slug: wanted } : null
  } catch (error) {
    if (isUniqueViolation(error)) return null
    throw error
  }
}

/** A body of this name that was founded, and whose first member was never let in. */
async function findUnbegun(name: string, taken: string): Promise<Made | null> {
  const found = await inNoTenant(appPool(), (tx) =>
    tx.execute<{ id: string | null }>(sql`select resolve_slug(${taken}) as id`),
  )
  const organisationId = found.rows[0]?.id
  if (!organisationId) return null
  return inTenant(appPool(), organisationId, async (tx) => {
    const of = eq(organisations.organisationId, organisationId)
    const [row] = await tx.select().from(organisations).where(of)
    if (row?.kind !== 'governing_body' || row.name !== name) return null
    return (await tx.$count(memberships)) === 0 ? { organisationId, slug: taken } : null
  })
}
