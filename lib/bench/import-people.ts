import pg from 'pg'
import { inTenant } from '#db/tenant'
import { memberships } from '#db/schema/organisations'
import type { Context } from '../context'
import { importLimits } from '../core/imports/limits'
import { typedFrom } from '../core/profiles/typed-choices'
import { profileRuleIds } from '../core/rules/rule-ids'
import { appPool } from '../database/pools'
import { roleUrl } from '../database/role-url'
import { newId } from '../ids'
import { chooseColumns } from '../imports/choose-columns'
import { confirmImport } from '../imports/confirm-import'
import { getImport } from '../imports/get-import'
import { uploadImport } from '../imports/upload-import'
import type { JobKind } from '../jobs/jobs'
import { getDraft } from '../profiles/get-draft'
import { publishProfile } from '../profiles/publish-profile'
import { saveDraft } from '../profiles/save-draft'
import { startDraft } from '../profiles/start-draft'
import { clubsWithPeople } from './clubs-with-people'
import type { Figure } from './figure'

const now = (ctx: Context): Context => ({ ...ctx, now: new Date() })

/**
 * A file of as many people as one may hold: until every row was looked at, until all of them are on
 * the register, and until all are judged by what they have to show, each beside writing the same rows of it in one statement. `doDue` does all that is due
 * of a kind.
 */
export async function benchImport(
  doDue: (kind: JobKind) => Promise<void>,
  people: number = importLimits.rows,
): Promise<Figure[]> {
  const { body, officers } = await clubsWithPeople(1, 1)
  await askForPapers(body)
  const [club] = officers
  if (!club) throw new Error('there is no club')
  await asOfficer(club)
  const bytes = new TextEncoder().encode(fileOf(people))
  const { importId } = await uploadImport(now(club), { fileName: 'people.csv', bytes })
  const columns = (await getImport(now(club), { importId })).columns.map(({ field }) => field)
  const asked = { importId, columns, dateOrder: 'day_first', online: 'yes' } as const
  const looked_ms = await timed(async () => {
    await chooseColumns(now(club), asked)
    await doDue('work-import')
  })
  const written_ms = await timed(async () => {
    await confirmImport(now(club), { importId })
    await doDue('work-import')
  })
  const { floor_ms, n } = await writtenAtOnce(club.organisation.id)
  if (n !== people + 1) throw new Error(`${n} people are on the register, and not all of them`)
  const figure = (name: string, figure_ms: number): Figure => ({
    ...{ name, figure_ms, floor_ms, ratio: figure_ms / floor_ms, n: people },
  })
  const judged_ms = await timed(() => doDue('judge-people'))
  return [
    figure('import-looked-at', looked_ms),
    figure('import-written', written_ms),
    figure('import-judged', judged_ms),
  ]
}

/** The body's rules ask everybody for a record check and a yes to their roles. */
async function askForPapers(body: Context): Promise<void> {
  const { draftId } = await startDraft(now(body), { from: 'current' })
  const { choices } = await getDraft(now(body), {})
  const asked = profileRuleIds.map((id) => {
    const typed = typedFrom(choices[id], id)
    return [id, id === 'P01' || id === 'P11' ? { ...typed, level: 'MUST' } : typed] as const
  })
  const typed = Object.fromEntries(asked)
  const { revision } = await saveDraft(now(body), { draftId, revision: 1, typed })
  await publishProfile(now(body), { draftId, revision, inForceFrom: '', note: 'Measured' })
}

/** Who confirms a file has to keep the register still when it is written. */
const asOfficer = ({ organisation, actor, now: startsAt }: Context) =>
  inTenant(appPool(), organisation.id, (tx) =>
    tx.insert(memberships).values({
      ...{ organisationId: organisation.id, id: newId(), role: 'welfare_officer', startsAt },
      userId: actor.kind === 'user' ? actor.userId : newId(),
    }),
  )

const fileOf = (people: number): string =>
  [
    'Name,Email,Team,Roles,DBS issue date',
    ...Array.from(
      { length: people },
      (_, nth) =>
        `${nameOf(nth)} Okafor,import${nth}@example.org,Under ${nth % 18},Coach,0${(nth % 9) + 1}/03/2025`,
    ),
  ].join('\r\n')

/** A name of letters alone: what holds a figure is taken for no name. */
const nameOf = (nth: number): string =>
  'A' +
  String(nth)
    .split('')
    .map((digit) => 'abcdefghij'[Number(digit)] ?? '')
    .join('')

async function writtenAtOnce(club: string): Promise<{ floor_ms: number; n: number }> {
  const client = new pg.Client({ connectionString: roleUrl('migrator') })
  await client.connect()
  try {
    await client.query(`set role owner; create temporary table written
      (like coaches including indexes); grant insert on written to delivery;
      drop policy if exists written on coaches;
      create policy written on coaches for select to delivery using (true); set role delivery`)
    let n = 0
    const floor_ms = await timed(async () => {
      const written = await client.query(
        'insert into written select * from coaches where organisation_id = $1',
        [club],
      )
      n = written.rowCount ?? 0
    })
    return { floor_ms, n }
  } finally {
    await client.end()
  }
}

async function timed(run: () => unknown): Promise<number> {
  const from = performance.now()
  await run()
  return performance.now() - from
}
