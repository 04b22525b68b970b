import { isNull } from 'drizzle-orm'
import pg from 'pg'
import { inTenant } from '#db/tenant'
import { coaches } from '#db/schema/coaches'
import { signOffEvents } from '#db/schema/sign-offs'
import { atOnce } from '../audits/at-once'
import { listCoaches } from '../coaches/list-coaches'
import type { Context } from '../context'
import { appPool } from '../database/pools'
import { roleUrl } from '../database/role-url'
import { newId } from '../ids'
import type { JobKind } from '../jobs/jobs'
import { adoptPolicy } from '../policies/adopt-policy'
import { getPolicyDraft } from '../policies/get-draft'
import { publishPolicy } from '../policies/publish-policy'
import { savePolicyDraft } from '../policies/save-draft'
import { startPolicy } from '../policies/start-policy'
import { personLines, registerNews } from '../register/register-facts'
import { toSign } from '../sign-offs/own-sign-offs'
import { prepareSignOff } from '../sign-offs/prepare-sign-off'
import { sign } from '../sign-offs/sign'
import { clubsWithPeople } from './clubs-with-people'
import { beside, type Figure } from './figure'

const [rounds, warmUp] = [60, 10]
const clubsAtOnce = 8

type Size = { readonly clubs: number; readonly people: number }

/**
 * What a new version of a body's policy costs: until everybody in all clubs is asked for it in place
 * of the one before, and until everybody's results are what they come to then, each beside writing
 * the same rows in one statement; one sign-off from the page to its receipt, beside one bare row; and
 * the register's first page, beside reading its rows. `doDue` does all that is due of a kind. To be
 * in a database of its own: it leaves notices that nobody sends.
 */
export async function benchSignOffs(
  doDue: (kind: JobKind) => Promise<void>,
  { clubs, people }: Size = { clubs: 80, people: 500 },
): Promise<Figure[]> {
  const { body, officers, coaches: signers } = await clubsWithPeople(clubs, people)
  const policyId = await published(body, officers, ['G03'])
  await doDue('ask-sign-offs')
  await doDue('judge-signed')
  const asked_ms = await timed(async () => {
    await published(body, officers, ['G03', ...more], policyId)
    await doDue('ask-sign-offs')
  })
  const asked = figure('sign-offs-asked-again', asked_ms, await askedAtOnce(policyId))
  const judged_ms = await timed(() => doDue('judge-signed'))
  const judged = figure('people-judged-again', judged_ms, await judgedAtOnce())
  if (asked.n !== clubs * people || judged.n !== clubs * people) {
    throw new Error(`${asked.n} people are asked and ${judged.n} judged, and not all of them`)
  }
  const [club] = officers
  if (!club) throw new Error('there is no club')
  return [asked, judged, await oneSignOff(signers), await registerPage(club, people)]
}

/** What the second version answers, and the first one did not. */
const more = ['G05', 'G06']

const figure = (name: string, figure_ms: number, of: AtOnce): Figure => ({
  ...{ name, figure_ms, floor_ms: of.floor_ms, ratio: figure_ms / of.floor_ms, n: of.n },
})

const now = (ctx: Context): Context => ({ ...ctx, now: new Date() })

/** A body's policy, or its next version, until each club has adopted it. Returns its id. */
async function published(
  body: Context,
  officers: readonly Context[],
  rules: readonly string[],
  policyId?: string,
): Promise<string> {
  const started = await startPolicy(now(body), policyId ? { policyId } : { from: '' })
  const { revision } = await getPolicyDraft(now(body), started)
  const saved = await savePolicyDraft(now(body), {
    ...{ ...started, revision, title: 'Code of conduct', format: 'markdown', pdf: null },
    ...{ markdown: '# Code\n\nBe kind.', shortVersion: 'Be kind to everybody.' },
    ...{ whatChanged: 'New words.', change: 'material', inForceFrom: '', rules: [...rules] },
    ...{ due_days: 28, grace_days: 14, audienceRoles: [], audienceTeams: '', audienceTags: '' },
  })
  const { versionId } = await publishPolicy(now(body), { ...started, ...saved })
  await atOnce(officers, clubsAtOnce, (club) =>
    adoptPolicy(now(club), { versionId, agreed: 'yes' }),
  )
  return started.policyId
}

type AtOnce = { readonly floor_ms: number; readonly n: number }

/** How long the same requests take that are open now, written once more in one statement. */
const askedAtOnce = (policyId: string): Promise<AtOnce> =>
  writtenAtOnce(
    'sign_off_requests',
    `policy_id = '${policyId}' and state in ('not_sent', 'sent')`,
    1,
  )

/** The same of what people came to by the rules that the first version did not answer. */
const judgedAtOnce = (): Promise<AtOnce> =>
  writtenAtOnce(
    'result_changes',
    `subject_kind = 'coach' and control in ('${more.join("', '")}')`,
    more.length,
  )

async function writtenAtOnce(table: string, where: string, each: number): Promise<AtOnce> {
  const client = new pg.Client({ connectionString: roleUrl('migrator') })
  await client.connect()
  try {
    await client.query(`set role owner; create temporary table written
      (like ${table} including indexes); grant insert on written to delivery;
      grant select on ${table} to delivery;
      drop policy if exists written on ${table};
      create policy written on ${table} for select to delivery using (true); set role delivery`)
    let rows = 0
    const floor_ms = await timed(async () => {
      const written = await client.query(
        `insert into written select * from ${table} where ${where}`,
      )
      rows = written.rowCount ?? 0
    })
    return { floor_ms, n: rows / each }
  } finally {
    await client.end()
  }
}

/** Each turn somebody else signs: what they are asked, what they are shown, their yes, the receipt. */
async function oneSignOff(signers: readonly Context[]): Promise<Figure> {
  const turns = signers.slice(0, rounds + warmUp)
  let turn = 0
  const [first] = turns
  if (!first) throw new Error('there is nobody to sign')
  const [waiting] = await toSign(now(first), {})
  if (!waiting) throw new Error('there is nothing to sign')
  return beside({
    ...{ name: 'sign-off', n: 1, warmUp: Math.min(warmUp, turns.length - 1) },
    rounds: Math.max(1, turns.length - warmUp),
    figure: async () => {
      const signer = turns[turn]
      turn += 1
      if (signer) await signedBy(signer)
    },
    floor: () => bareRow(first, waiting.requestId),
  })
}

async function signedBy(signer: Context): Promise<void> {
  const [waiting] = await toSign(now(signer), {})
  const requestId = waiting?.requestId ?? ''
  const { shown } = await prepareSignOff(now(signer), { requestId })
  await sign(now(signer), {
    ...{ requestId, sha256: shown.sha256, statementVersion: shown.statement.version },
    ...{ agreed: 'yes', signedInAt: signer.now, address: '203.0.113.7', agent: 'A browser' },
  })
}

const bareRow = ({ organisation, coachId }: Context, requestId: string) =>
  inTenant(appPool(), organisation.id, (tx) =>
    tx.insert(signOffEvents).values({
      ...{ organisationId: organisation.id, id: newId(), requestId, coachId: coachId ?? '' },
      ...{ event: 'chased', at: new Date() },
    }),
  )

/** All that the register's first page asks for, as an officer opens it. */
const registerPage = (club: Context, n: number): Promise<Figure> =>
  beside({
    ...{ name: 'register-page', n, rounds: 30, warmUp: 5 },
    figure: async () => {
      const { items } = await listCoaches(now(club), {})
      await personLines(now(club), { coachIds: items.map(({ coachId }) => coachId) })
      await registerNews(now(club), {})
    },
    floor: () =>
      inTenant(appPool(), club.organisation.id, (tx) =>
        tx.select().from(coaches).where(isNull(coaches.endsAt)),
      ),
  })

async function timed(run: () => unknown): Promise<number> {
  const from = performance.now()
  await run()
  return performance.now() - from
}
