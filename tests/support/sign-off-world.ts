import { addCoach } from '#lib/coaches/add-coach'
import { endCoach } from '#lib/coaches/end-coach'
import type { Context } from '#lib/context'
import { isAppError } from '#lib/core/errors'
import { acceptInvitation } from '#lib/invitations/accept-invitation'
import { inviteCoach } from '#lib/invitations/invite-coach'
import { adoptPolicy } from '#lib/policies/adopt-policy'
import { withdrawPolicy } from '#lib/policies/withdraw-policy'
import { openSignOff } from '#lib/sign-offs/open-sign-off'
import { askAboutSignOff, declineSignOff } from '#lib/sign-offs/say-no-or-ask'
import { sign } from '#lib/sign-offs/sign'
import { rowsOf } from './connections'
import { aClub, aGoverningBody, aPerson, at, emailOf, nextMoment } from './contexts'
import { tokenMailedTo } from './outbox'
import {
  adopt,
  answers,
  askAll,
  due_days,
  newModel,
  type Model,
  type Policy,
  type Request,
  type Row,
} from './sign-off-model'
import { aPolicy, askAt, seen } from './sign-offs'

const [clubs_count, people_count, policies_max] = [3, 4, 4]

/** The product and the model of it, with which the same is done. */
export type World = {
  readonly body: Context
  readonly clubs: readonly Context[]
  readonly people: readonly Context[]
  /** What the person of a row of a register is at its club, by the row. */
  readonly inClubs: Map<string, Context>
  readonly model: Model
}

/** A governing body, its clubs and some people, of whom nobody is on a register yet. */
export async function aSignOffWorld(): Promise<World> {
  const body = await aGoverningBody()
  const [clubs, people]: [Context[], Context[]] = [[], []]
  for (let nth = 0; nth < clubs_count; nth += 1) clubs.push(await aClub(body))
  for (let nth = 0; nth < people_count; nth += 1) people.push(await aPerson(`Person ${nth}`))
  return { body, clubs, people, inClubs: new Map(), model: newModel() }
}

type Random = () => number
type Heard = 'done' | 'conflict' | 'not_found'
type Turn = { readonly line: string; readonly heard: Heard; readonly expected: Heard }
type Command = (world: World, random: Random, now: Date) => Promise<Turn | null>

/** One of some, by chance; undefined of none. */
const oneOf = <Item>(random: Random, items: readonly Item[]): Item | undefined =>
  items[Math.floor(random() * items.length)]

/** What came of it, as whoever did it hears it. */
async function heardOf(work: () => Promise<unknown>): Promise<Heard> {
  try {
    await work()
    return 'done'
  } catch (error) {
    if (isAppError(error, 'conflict')) return 'conflict'
    if (isAppError(error, 'not_found')) return 'not_found'
    throw error
  }
}

const nothing: Context | undefined = undefined

const publisherOf = ({ body, clubs }: World, club: number | null) =>
  club === null ? body : (clubs[club] ?? nothing)

async function publish(world: World, random: Random, now: Date): Promise<Turn | null> {
  const { policies } = world.model
  const there = policies.filter((each) => !each.withdrawn)
  const old = there.length < policies_max && random() < 0.4 ? undefined : oneOf(random, there)
  const club = old ? old.club : (oneOf(random, [null, null, 0, 1, 2]) ?? null)
  const publisher = publisherOf(world, club)
  if (!publisher) return null
  const material = !old || random() < 0.5
  const [forCoaches, later] = [random() < 0.9, random() < 0.2]
  const start = later ? new Date(Math.floor(+now / 864e5 + 2) * 864e5) : now
  const number = (old?.versions.length ?? 0) + 1
  const differs = {
    ...{ change: material ? ('material' as const) : ('minor' as const), due_days },
    markdown: `# Words\n\n${number} of ${policies.length}: ${random()}`,
    audienceRoles: forCoaches ? [] : ['chair' as const],
    inForceFrom: later ? start.toISOString().slice(0, 10) : '',
  }
  const id = await aPolicy(at(publisher, now), differs, old?.id)
  const [row] = await rowsOf<{ id: string }>(
    'select id from policy_versions where organisation_id = $1 and policy_id = $2 and version = $3',
    [publisher.organisation.id, id, number],
  )
  const policy: Policy = old ?? { id, club, versions: [], withdrawn: false }
  if (!old) policies.push(policy)
  policy.versions.push({ id: row?.id ?? '', number, material, forCoaches, from: start })
  const of = `${policies.indexOf(policy)} of ${club ?? 'the body'}`
  const what = `${material ? 'material' : 'minor'}${forCoaches ? '' : ', for chairs'}`
  const from = later ? ` from ${start.toISOString()}` : ''
  return done(`publish policy ${of}, version ${number}, ${what}${from}`)
}

const done = (line: string): Turn => ({ line, heard: 'done', expected: 'done' })

async function adoptOne(world: World, random: Random, now: Date): Promise<Turn | null> {
  const { clubs, model } = world
  const policy = oneOf(
    random,
    model.policies.filter(({ club }) => club === null),
  )
  const number = Math.floor(random() * clubs.length)
  const old = random() < 0.2
  const version = old ? oneOf(random, policy?.versions ?? []) : policy?.versions.at(-1)
  const club = clubs[number]
  if (!policy || !version || !club) return null
  const work = () => adoptPolicy(at(club, now), { versionId: version.id, agreed: 'yes' })
  return {
    line: `adopt policy ${model.policies.indexOf(policy)}, version ${version.number}, at ${number}`,
    expected: adopt(model, number, policy, version),
    heard: await heardOf(work),
  }
}

async function withdraw(world: World, random: Random, now: Date): Promise<Turn | null> {
  const { policies } = world.model
  const policy = oneOf(random, policies)
  const publisher = policy && publisherOf(world, policy.club)
  // Few: of what is withdrawn nothing is heard any more.
  if (!publisher || random() < 0.6) return null
  const expected = policy.withdrawn ? 'conflict' : 'done'
  policy.withdrawn = true
  const work = () => withdrawPolicy(at(publisher, now), { policyId: policy.id, why: 'Over.' })
  return {
    line: `withdraw policy ${policies.indexOf(policy)}`,
    expected,
    heard: await heardOf(work),
  }
}

async function ask({ clubs, model }: World, random: Random, now: Date): Promise<Turn | null> {
  const number = Math.floor(random() * clubs.length)
  const club = clubs[number]
  if (!club) return null
  await askAt(club, now)
  askAll(model, number, now)
  return done(`ask at ${number}`)
}

async function add({ clubs, people, model }: World, random: Random): Promise<Turn | null> {
  const [club, person] = [oneOf(random, [...clubs.keys()]), oneOf(random, [...people.keys()])]
  const [at_club, who] = [clubs[club ?? -1], people[person ?? -1]]
  if (club === undefined || person === undefined || !at_club || !who) return null
  const here = (row: Row) => row.club === club && row.person === person && !row.left
  if (model.rows.some(here)) return null
  const { coachId } = await addCoach(at(at_club, nextMoment()), {
    ...{ name: who.organisation.name, email: emailOf(who), teams: 'Under 12s' },
    coachesUnder18sOnline: true,
  })
  model.rows.push({ coachId, club, person, joined: false, left: false })
  return done(`add person ${person} at ${club}`)
}

async function join(world: World, random: Random): Promise<Turn | null> {
  const row = oneOf(
    random,
    world.model.rows.filter(({ joined, left }) => !joined && !left),
  )
  const [club, who] = [world.clubs[row?.club ?? -1], world.people[row?.person ?? -1]]
  if (!row || !club || !who) return null
  const { coachId } = row
  await inviteCoach(at(club, nextMoment()), { coachId })
  await acceptInvitation(at(who, nextMoment()), { token: tokenMailedTo(emailOf(who)) })
  const { organisation } = club
  world.inClubs.set(coachId, { ...who, organisation, roles: ['coach'], coachId })
  row.joined = true
  return done(`join: person ${row.person} at ${row.club}`)
}

async function leave({ clubs, model }: World, random: Random, now: Date): Promise<Turn | null> {
  const row = oneOf(random, model.rows)
  const club = clubs[row?.club ?? -1]
  if (!row || !club || random() < 0.5) return null
  const expected = row.left ? 'conflict' : 'done'
  row.left = true
  return {
    line: `leave: person ${row.person} at ${row.club}`,
    expected,
    heard: await heardOf(() => endCoach(at(club, now), { coachId: row.coachId })),
  }
}

type Answer = keyof typeof answers

const works: Record<Answer, (mine: Context, requestId: string) => Promise<unknown>> = {
  open: (mine, requestId) => openSignOff(mine, { requestId }),
  // Two taps at once, as a phone does it.
  sign: async (mine, requestId) => {
    const yes = await seen(mine, requestId)
    return Promise.all([sign(mine, yes), sign(mine, yes)])
  },
  decline: (mine, requestId) => declineSignOff(mine, { requestId, why: '' }),
  question: (mine, requestId) => askAboutSignOff(mine, { requestId, question: 'What is this?' }),
}

const answer =
  (how: Answer): Command =>
  async ({ model, inClubs }, random, now) => {
    // Mostly of what is still open, and now and then of what has ended.
    const ended = random() < 0.25
    const request = oneOf(
      random,
      model.requests.filter((each) => inClubs.has(each.row.coachId) && ended === hasEnded(each)),
    )
    const mine = request && inClubs.get(request.row.coachId)
    if (!mine) return null
    const requestId = await idOf(request)
    const line = `${how} ${model.requests.indexOf(request)}, which is ${request.state}`
    const expected = answers[how](model, request, now)
    return { line, expected, heard: await heardOf(() => works[how](at(mine, now), requestId)) }
  }

const hasEnded = ({ state }: Request) =>
  state === 'acknowledged' || state === 'superseded' || state === 'withdrawn'

/** The newest of them: whoever is asked for a version again has one that ended before. */
async function idOf({ row, version, state }: Request): Promise<string> {
  const [found] = await rowsOf<{ id: string }>(
    `select id from sign_off_requests where coach_id = $1 and version_id = $2 and state = $3
     order by asked_at desc, id desc`,
    [row.coachId, version.id, state],
  )
  if (!found) throw new Error('the model has a request that the product has not')
  return found.id
}

const commands = {
  ...{ publish, withdraw, ask, add, join, leave, adopt: adoptOne },
  ...{ open: answer('open'), sign: answer('sign') },
  ...{ decline: answer('decline'), question: answer('question') },
} as const satisfies Record<string, Command>

type Name = keyof typeof commands

export const commandNames: readonly Name[] = [
  ...(['publish', 'adopt', 'ask', 'add', 'join', 'leave', 'withdraw'] as const),
  ...(['open', 'sign', 'decline', 'question'] as const),
]

/** What mostly happens comes up more often. */
const drawn: readonly Name[] = [
  ...commandNames,
  ...(['ask', 'ask', 'ask', 'sign', 'sign', 'sign', 'open', 'join', 'adopt'] as const),
]

/** Does one thing by chance, to the product and to the model: what was heard, and what was to be. */
export async function doCommand(world: World, random: Random, now: Date) {
  for (;;) {
    const name = oneOf(random, drawn) ?? 'ask'
    const turn = await commands[name](world, random, now)
    if (turn) return { name, ...turn }
  }
}
