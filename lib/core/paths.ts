/**
 * Every screen's address, one function each. Pages, e-mails and tests take addresses from here, so
 * that a link that leads nowhere does not compile. Paths only: the origin is a setting.
 */

import { part, withQuery } from './address'

// Public: no sign-in.
export const home = () => '/'
export const attacked = () => '/attacked'
/** One file with everything in it, to keep on a phone or a computer. */
export const attackedOffline = () => '/attacked/offline'
export const help = () => '/help'
export const whoSeesWhat = () => '/who-sees-what'
/** Every rule that there is, whoever asks for it. */
export const allRules = () => '/rules'
/** One of them on that page. */
export const oneRule = (id: string) => `${allRules()}#rule-${part(id)}`
/** A benchmark of others, and where it puts children at risk. */
export const benchmark = (benchmarkId: string) => `${allRules()}/${part(benchmarkId)}`

// Signing in and out.
export const signIn = (returnTo?: string) => withQuery('/sign-in', { returnTo })
/** Where the code from the e-mail is typed. `sent` says that another one was just mailed. */
export const signInCode = (returnTo?: string, sent?: 'again') =>
  withQuery('/sign-in/code', { returnTo, sent })
/** Where the e-mail's link leads: a page with a button, because mail scanners open links. */
export const signInConfirm = (token: string, returnTo?: string) =>
  withQuery('/sign-in/confirm', { token, returnTo })
/** Where somebody who is new says what they are called. */
export const signInName = (returnTo?: string) => withQuery('/sign-in/name', { returnTo })
export const signOut = () => '/sign-out'

// Coming in.
/** For a club that holds its governing body's code. */
export const join = () => '/join'
export const joinSent = () => '/join/sent'
export const invitation = (token: string) => `/invitation/${part(token)}`

// A person's own record. `me` stands where a slug does: `zoom(me)` is one's own Zoom connection.
export const ownSlug = 'me'
export const me = () => `/${ownSlug}`
/** `done` says what was just changed, so that the page can confirm it. */
export const account = (done?: string) => withQuery(`/${ownSlug}/details`, { done })
/** What one has and has to show in every club, to show and to download. */
export const ownRecord = (done?: string) => withQuery(`/${ownSlug}/record`, { done })
export const ownRecordFile = () => `${ownRecord()}/file`
export const accountEmail = () => `${account()}/email`
export const accountEmailCode = () => `${accountEmail()}/code`
/** What Touchline has told one by e-mail, and why; of a club or body, whom it told what. */
export const notices = (
  list: Readonly<Record<string, string | undefined>> = {},
  slug: string = ownSlug,
) => withQuery(`/${part(slug)}/notices`, list)

// An organisation's screens. `slug` is its own, or `ownSlug` where a person has the same screen.
export const organisation = (slug: string) => `/${part(slug)}`
/** `asked` says which of them a list shows, and from where on. */
export const coaches = (slug: string, asked: Record<string, string | undefined> = {}) =>
  withQuery(`${organisation(slug)}/coaches`, asked)
export const coach = (slug: string, coachId: string) => `${coaches(slug)}/${part(coachId)}`
export const coachNew = (slug: string) => `${coaches(slug)}/new`
export const coachEdit = (slug: string, coachId: string) => `${coach(slug, coachId)}/edit`
export const coachEnd = (slug: string, coachId: string) => `${coach(slug, coachId)}/end`
/** What somebody on the register has to show; `done` says what was just done. */
export const coachDone = (slug: string, coachId: string, done: string) =>
  withQuery(coach(slug, coachId), { done })
export const credentialNew = (slug: string, coachId: string, kind?: string) =>
  withQuery(`${coach(slug, coachId)}/credentials/new`, { kind })
/** All that is kept of one; of a record check, who looks is written down. */
export const credential = (slug: string, coachId: string, credentialId: string) =>
  `${coach(slug, coachId)}/credentials/${part(credentialId)}`
export const roleNew = (slug: string, coachId: string) => `${coach(slug, coachId)}/roles/new`
export const roleEnd = (slug: string, coachId: string, appointmentId: string) =>
  `${coach(slug, coachId)}/roles/${part(appointmentId)}/end`
export const roleHandover = (slug: string, coachId: string, appointmentId: string) =>
  `${coach(slug, coachId)}/roles/${part(appointmentId)}/handover`
export const roleAnswer = (slug: string, coachId: string, appointmentId: string) =>
  `${coach(slug, coachId)}/roles/${part(appointmentId)}/answer`
export const coachSeen = (slug: string, coachId: string) => `${coach(slug, coachId)}/seen`
export const coachMerge = (slug: string, coachId: string) => `${coach(slug, coachId)}/merge`
export const coachCleared = (slug: string, coachId: string) => `${coach(slug, coachId)}/cleared`
export const toVerify = (slug: string, done?: string) =>
  withQuery(`${coaches(slug)}/verify`, { done })
export const verifyCredential = (slug: string, credentialId: string) =>
  `${coaches(slug)}/verify/${part(credentialId)}`
/** The register as a file, to keep or to open in a spreadsheet. */
export const coachesFile = (slug: string) => `${coaches(slug)}/download`
/** Inviting many people of the register at once, and who has not answered yet. */
export const invitations = (slug: string, asked: Record<string, string | undefined> = {}) =>
  withQuery(`${organisation(slug)}/invitations`, asked)
/** Where a file of people is read into the register. */
export const imports = (slug: string) => `${organisation(slug)}/imports`
export const importsSample = (slug: string) => `${imports(slug)}/sample`
/** One such file; `asked` says which of its rows are shown, and from where on. */
export const importOf = (
  slug: string,
  importId: string,
  asked: Record<string, string | undefined> = {},
) => withQuery(`${imports(slug)}/${part(importId)}`, asked)
export const importColumns = (slug: string, importId: string) =>
  `${importOf(slug, importId)}/columns`
export const importRow = (slug: string, importId: string, row: number) =>
  `${importOf(slug, importId)}/rows/${row}`
export const sessions = (slug: string, asked: Record<string, string | undefined> = {}) =>
  withQuery(`${organisation(slug)}/sessions`, asked)
export const session = (slug: string, sessionId: string) => `${sessions(slug)}/${part(sessionId)}`
/** Where rules do not apply, by what the club says of itself or of a session. */
export const exemptions = (slug: string, asked: Record<string, string | undefined> = {}) =>
  withQuery(`${organisation(slug)}/exemptions`, asked)
export const exemptionNew = (slug: string, asked: Record<string, string | undefined> = {}) =>
  withQuery(`${exemptions(slug)}/new`, asked)
export const exemptionDecide = (slug: string, exemptionId: string) =>
  `${exemptions(slug)}/${part(exemptionId)}/decide`
export const exemptionWithdraw = (slug: string, exemptionId: string) =>
  `${exemptions(slug)}/${part(exemptionId)}/withdraw`
export const findings = (slug: string, asked: Record<string, string | undefined> = {}) =>
  withQuery(`${organisation(slug)}/findings`, asked)
export const finding = (slug: string, findingId: string) => `${findings(slug)}/${part(findingId)}`
/** How a club, or all clubs of a body, were on an earlier day: its day, month and year. */
export const asOf = (slug: string, day: Readonly<Record<string, string>> = {}) =>
  withQuery(`${organisation(slug)}/as-of`, day)
export const coachAsOf = (
  slug: string,
  coachId: string,
  day: Readonly<Record<string, string>> = {},
) => withQuery(`${coach(slug, coachId)}/as-of`, day)
export const findingAsOf = (
  slug: string,
  findingId: string,
  day: Readonly<Record<string, string>> = {},
) => withQuery(`${finding(slug, findingId)}/as-of`, day)
/** What people of a club stated where Zoom cannot tell; `done` says what was just done. */
export const statements = (slug: string, asked: Record<string, string | undefined> = {}) =>
  withQuery(`${organisation(slug)}/statements`, asked)
/** Where one is made: the full words, before anybody says yes to them. */
export const statementNew = (
  slug: string,
  { rule, subjectKind, subjectId }: { rule: string; subjectKind: string; subjectId: string },
  /** What it rests on in place of the rule's own words. */
  by?: string,
) => withQuery(`${statements(slug)}/new`, { rule, of: subjectKind, subject: subjectId, by })
export const statementVerify = (slug: string, statementId: string) =>
  `${statements(slug)}/${part(statementId)}/verify`
export const statementWithdraw = (slug: string, statementId: string) =>
  `${statements(slug)}/${part(statementId)}/withdraw`
/** Who of a club has signed what it asks for, and who has not. */
export const signOffs = (slug: string, asked: Record<string, string | undefined> = {}) =>
  withQuery(`${organisation(slug)}/sign-offs`, asked)
/** What one is asked to sign: the text, then the box. Once it is signed, the receipt. */
export const signOff = (slug: string, requestId: string, done?: string) =>
  withQuery(`${signOffs(slug)}/${part(requestId)}`, { done })
/** Where one says that one does not agree, or asks about it. */
export const signOffDecline = (slug: string, requestId: string) =>
  `${signOff(slug, requestId)}/decline`
export const signOffQuestion = (slug: string, requestId: string) =>
  `${signOff(slug, requestId)}/question`
/** Somebody's answer to one thing, for whoever keeps the register. */
export const signOffOf = (slug: string, requestId: string, done?: string) =>
  withQuery(`${signOff(slug, requestId)}/of`, { done })
export const audit = (slug: string, auditId: string) =>
  `${organisation(slug)}/audits/${part(auditId)}`
/** The stream that the page of a running audit listens to. */
export const auditEvents = (slug: string, auditId: string) =>
  `/api/events/${part(slug)}/audits/${part(auditId)}`
/** The stream that every signed-in page listens to: that something has changed, and not what. */
export const changeEvents = (slug: string) => `/api/events/${part(slug)}`
/** `answer` says what Zoom, or the person, just answered, so that the page can confirm it. */
export const zoom = (slug: string, answer?: string) =>
  withQuery(`${organisation(slug)}/zoom`, { answer })
export const zoomMeetings = (slug: string, done?: string) =>
  withQuery(`${zoom(slug)}/meetings`, { done })
export const zoomDisconnect = (slug: string, connectionId: string) =>
  `${zoom(slug)}/disconnect/${part(connectionId)}`
/** Where a club says that its own Zoom account is to be read no more. */
export const zoomAccountDisconnect = (slug: string, connectionId: string) =>
  `${zoom(slug)}/account/${part(connectionId)}/disconnect`
/** The club's own account beside a benchmark of others. */
export const zoomBenchmark = (slug: string, benchmarkId: string) =>
  `${zoom(slug)}/benchmarks/${part(benchmarkId)}`
/** Who one user of the club's own Zoom account is. */
export const zoomHost = (slug: string, hostId: string) => `${zoom(slug)}/hosts/${part(hostId)}`
/**
 * Where a person says that Touchline may mend settings of this connection, or a club of its own
 * account. `returnTo` is where they go on afterwards.
 */
export const zoomMending = (connectionId: string, returnTo?: string, slug = ownSlug) =>
  withQuery(`${zoom(slug)}/mending/${part(connectionId)}`, { returnTo })
const mends = (slug = ownSlug) => `${organisation(slug)}/mends`
/** One change that Touchline made in the person's Zoom account, or a club's, and what came of it. */
export const mend = (mendId: string, slug = ownSlug) => `${mends(slug)}/${part(mendId)}`
export const mendPutBack = (mendId: string, slug = ownSlug) => `${mend(mendId, slug)}/put-back`
/** What would be changed in all one's coming sessions, to say yes to: for these rules only. */
export const mendAll = (controls: readonly string[], slug = ownSlug) =>
  withQuery(`${mends(slug)}/all`, { rules: controls.join(',') })
/** Changes of several sessions at once: how far they are, and what came of each. */
export const mendRun = (runId: string, slug = ownSlug) => `${mends(slug)}/runs/${part(runId)}`
export const mendRunPutBack = (runId: string, slug = ownSlug) => `${mendRun(runId, slug)}/put-back`
/**
 * What would be changed so that these rules are met, to say yes to: for a host's settings by the
 * connection, for a session by the meeting; in one's own record, or in a club of its own account.
 */
export const mendNew = (
  subject: { subjectKind: 'user' | 'meeting'; subjectId: string },
  controls: readonly string[],
  slug = ownSlug,
) =>
  withQuery(`${mends(slug)}/new`, {
    [subject.subjectKind === 'user' ? 'connection' : 'meeting']: subject.subjectId,
    rules: controls.join(','),
  })
/** Clubs of a governing body or region; `list` says which of them, and from where. */
export const clubs = (slug: string, list: Readonly<Record<string, string | undefined>> = {}) =>
  withQuery(`${organisation(slug)}/clubs`, list)
export const club = (slug: string, clubId: string) => `${clubs(slug)}/${part(clubId)}`
/** `done` says what was just done, so that the page can confirm it. */
export const clubInvite = (slug: string, done?: string) =>
  withQuery(`${clubs(slug)}/invite`, { done })
/** Clubs that ask to be let in, and the code with which they ask. */
export const clubRequests = (slug: string, done?: string) =>
  withQuery(`${clubs(slug)}/requests`, { done })
/** Where an officer asks that the risk of a finding be accepted. */
export const acceptRisk = (slug: string, findingId: string) => `${finding(slug, findingId)}/accept`
/** Risks that clubs ask a body or region to accept: `request` is the one to decide on now. */
export const acceptanceRequests = (slug: string, done?: string, request?: string) =>
  withQuery(`${organisation(slug)}/risks`, { done, request })
export const evidence = (slug: string) => `${organisation(slug)}/evidence`
export const evidencePack = (slug: string, packId: string) => `${evidence(slug)}/${part(packId)}`
export const evidencePackFile = (slug: string, packId: string) =>
  `${evidencePack(slug, packId)}/download`
export const people = (slug: string, done?: string) =>
  withQuery(`${organisation(slug)}/people`, { done })
export const personEnd = (slug: string, membershipId: string) =>
  `${people(slug)}/${part(membershipId)}/end`

/** The rules that hold in an organisation. `done` says what was just done. */
export const rules = (slug: string, done?: string) =>
  withQuery(`${organisation(slug)}/rules`, { done })
/** Rules that are being written, with what they would mean. */
export const rulesDraft = (slug: string, done?: string) =>
  withQuery(`${rules(slug)}/draft`, { done })
/** Where one is asked before a draft is thrown away. */
export const rulesDraftThrow = (slug: string) => `${rulesDraft(slug)}/throw-away`
/** A version of rules as it was published. */
export const rulesVersion = (slug: string, publicationId: string) =>
  `${rules(slug)}/versions/${part(publicationId)}`

/** Policies that an organisation has. `done` says what was just done. */
export const policies = (slug: string, done?: string) =>
  withQuery(`${organisation(slug)}/policies`, { done })
/** Where one begins: a starting text, or an empty page. */
export const policyNew = (slug: string) => `${policies(slug)}/new`
/** One of the texts to start from, in full. */
export const policyStartingText = (slug: string, textId: string) =>
  `${policyNew(slug)}/${part(textId)}`
export const policy = (slug: string, policyId: string, done?: string) =>
  withQuery(`${policies(slug)}/${part(policyId)}`, { done })
export const policyVersion = (slug: string, policyId: string, versionId: string) =>
  `${policy(slug, policyId)}/versions/${part(versionId)}`
export const policyFile = (slug: string, policyId: string, versionId: string) =>
  `${policyVersion(slug, policyId, versionId)}/file`
export const policyDraft = (slug: string, policyId: string, done?: string) =>
  withQuery(`${policy(slug, policyId)}/draft`, { done })
/** What would be published, as people would read it, and the button that does it. */
export const policyPreview = (slug: string, policyId: string, done?: string) =>
  withQuery(`${policyDraft(slug, policyId)}/preview`, { done })
/** Where a club adopts a version from above, or says why not yet. */
export const policyAdopt = (slug: string, policyId: string) => `${policy(slug, policyId)}/adopt`
export const policyDraftThrow = (slug: string, policyId: string) =>
  `${policyDraft(slug, policyId)}/throw-away`
export const policyWithdraw = (slug: string, policyId: string) =>
  `${policy(slug, policyId)}/withdraw`
/** How each club below stands to a policy. */
export const policyAdoptions = (
  slug: string,
  policyId: string,
  asked: Readonly<Record<string, string | undefined>> = {},
) => withQuery(`${policy(slug, policyId)}/adoptions`, asked)

// For machines.
/** Where Zoom sends people back to; as registered there for each app. */
export const zoomCallback = (app: 'user' | 'admin') =>
  app === 'user' ? '/api/zoom/callback' : '/api/zoom/account/callback'
/** Where Zoom tells of changes: proved by its signature, so that no origin and no login is asked for. */
export const zoomWebhook = () => '/api/zoom/webhook'
export const health = () => '/api/health'

const lengthMax = 512

// Browsers read a backslash as a slash, and drop tabs and line ends: `/\host` and `/ <tab> /host` leave the site.
const staysHere = /^\/(?![/\\])[^\\\p{Cc}]*$/u

/** `value` where it is a path on this site, else `fallback`: what a link says may not lead elsewhere. */
export function safeReturnTo(value: unknown, fallback: string = home()): string {
  if (typeof value !== 'string' || value.length > lengthMax) return fallback
  if (!staysHere.test(value)) return fallback
  // `/.//host` is a path here, and comes out as `//host`, to which the router would go next.
  return new URL(value, 'http://here.invalid').pathname.startsWith('//') ? fallback : value
}
