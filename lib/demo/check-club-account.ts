import { and, eq } from 'drizzle-orm'
import { inTenant } from '#db/tenant'
import { findings } from '#db/schema/results'
import type { Context } from '../context'
import { AppError } from '../core/errors'
import { appPool } from '../database/pools'
import { listHosts } from '../zoom-hosts/list-hosts'
import type { DemoClubAccount } from './club-accounts'

/**
 * Throws where a club's own account does not show what it is there for: coaches who are read by it,
 * one of them with another address than the register's, somebody whom nobody knows, and what the
 * account itself gets wrong and locks.
 */
export async function checkClubAccount(
  ctx: Context,
  { club, hosts }: DemoClubAccount,
): Promise<void> {
  const { open, coaches, notCoaches } = await listHosts(ctx)
  const wrong: string[] = []
  const said = hosts.filter((host) => 'is' in host).length
  if (coaches.filter(({ reading }) => reading === 'here').length !== said) {
    wrong.push(`not each of the ${said} coaches is read by it`)
  }
  const sameAddress = coaches.filter((host) => isSame(host.email, host.coach?.email))
  if (sameAddress.length === 0) wrong.push('nobody has the register’s address in another case')
  if (sameAddress.length === coaches.length) wrong.push('nobody has another address')
  if (open.length === 0) wrong.push('nobody is left to be decided')
  if (notCoaches.length === 0) wrong.push('nobody is said to be no coach')
  for (const [what, number] of Object.entries(await findingsOf(ctx))) {
    if (number === 0) wrong.push(`no finding is about ${what}`)
  }
  if (wrong.length === 0) return
  throw new AppError('unavailable', `The Zoom account of ${club}: ${wrong.join('; ')}.`)
}

const isSame = (one: string | null, other: string | undefined) =>
  one !== other && one?.toLowerCase() === other?.toLowerCase()

const findingsOf = (ctx: Context) =>
  inTenant(appPool(), ctx.organisation.id, async (tx) => {
    const isOpen = eq(findings.state, 'open')
    return {
      'the account': await tx.$count(findings, and(isOpen, eq(findings.subjectKind, 'account'))),
      locks: await tx.$count(findings, and(isOpen, eq(findings.control, 'Z18'))),
    }
  })
