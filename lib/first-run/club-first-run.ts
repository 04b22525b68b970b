import { and, countDistinct, desc, eq, gt, inArray, isNotNull, isNull } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { imports } from '#db/schema/imports'
import { invitations, memberships } from '#db/schema/organisations'
import { adoptions } from '#db/schema/policies'
import { coachConnections, zoomConnections } from '#db/schema/zoom-connections'
import type { Context } from '../context'
import { clubFirstRun, type ClubBegun, type ClubStep } from '../core/first-run/club'
import { doneOf, type Step } from '../core/first-run/step'
import { query } from '../query'

export type ClubFirstRun = {
  readonly steps: readonly Step<ClubStep>[]
  /** Nothing is left of them: nobody is shown them. */
  readonly all: boolean
  readonly begun: ClubBegun
}

/** How far a club is with its first steps, by its data. `toAdopt`: policies that wait for its yes. */
export const clubFirstRunOf = query({
  permission: 'coach.manage',
  input: z.object({ toAdopt: z.number().int() }),
  async run(tx, ctx, { toAdopt }): Promise<ClubFirstRun> {
    const begun: ClubBegun = {
      toAdopt,
      ...(await peopleOf(tx)),
      ...(await invitationsOf(tx, ctx)),
      draftImportId: await draftImport(tx),
      accounts: await accountsOf(tx),
      adopted: await tx.$count(adoptions, eq(adoptions.decision, 'adopted')),
      officers: await officersEver(tx),
    }
    const steps = clubFirstRun(begun)
    return { steps, all: doneOf(steps).all, begun }
  },
})

async function peopleOf(tx: Tx) {
  const here = isNull(coaches.endsAt)
  return {
    people: await tx.$count(coaches),
    joined: await tx.$count(coaches, isNotNull(coaches.userId)),
    online: await tx.$count(coaches, and(here, eq(coaches.coachesUnder18sOnline, true))),
  }
}

async function invitationsOf(tx: Tx, { now }: Context) {
  const [row] = await tx
    .select({ invited: countDistinct(invitations.coachId) })
    .from(invitations)
    .where(eq(invitations.purpose, 'coach'))
  const waits = and(eq(invitations.state, 'sent'), gt(invitations.expiresAt, now))
  const asOfficer = and(eq(invitations.purpose, 'member'), eq(invitations.role, 'welfare_officer'))
  return {
    invited: row?.invited ?? 0,
    officersInvited: await tx.$count(invitations, and(waits, asOfficer)),
  }
}

async function draftImport(tx: Tx): Promise<string | null> {
  const [draft] = await tx
    .select({ id: imports.id })
    .from(imports)
    .where(inArray(imports.state, ['columns', 'checking', 'ready', 'writing']))
    .orderBy(desc(imports.uploadedAt))
    .limit(1)
  return draft?.id ?? null
}

const accountsOf = async (tx: Tx): Promise<number> =>
  (await tx.$count(coachConnections)) +
  (await tx.$count(zoomConnections, eq(zoomConnections.way, 'account')))

async function officersEver(tx: Tx): Promise<number> {
  const [row] = await tx
    .select({ number: countDistinct(memberships.userId) })
    .from(memberships)
    .where(eq(memberships.role, 'welfare_officer'))
  return row?.number ?? 0
}
