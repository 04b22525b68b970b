import { counted, formatDate } from '../dates'
import * as paths from '../paths'
import { isToState } from '../proof/asked-state'
import type { Face } from '../status'
import type { ClubFacts, PolicyFact, SaidFact } from './facts'
import type { Line } from './line'

type Part = Pick<
  Line,
  'face' | 'words' | 'proof' | 'since' | 'lookedAt' | 'turn' | 'href' | 'linkWords'
>

/** A rule that somebody states for the club. */
export function fromSaid({ slug, clubId }: ClubFacts, said: SaidFact): Part {
  const { rule, state, by, at, until } = said
  const place = {
    href: paths.statementNew(slug, { rule, subjectKind: 'club', subjectId: clubId }),
    linkWords: isToState(state) ? 'State it' : 'See the statement',
  }
  const of = { since: at, lookedAt: at, ...place }
  if (isToState(state)) {
    const words =
      state === 'not_stated' || until === null
        ? 'Nobody has stated it yet.'
        : `${by ?? 'Somebody'} stated it. That counts no more, since ${formatDate(until)}.`
    const face: Face = state === 'not_stated' ? 'not_checked' : 'out_of_date'
    return { ...of, face, words, proof: state === 'not_stated' ? null : 'stated', turn: 'you' }
  }
  const counts = until === null ? '' : ` It counts until ${formatDate(until)}.`
  const proof = state === 'verified' ? 'verified' : 'stated'
  return {
    ...of,
    face: 'stated',
    words: `${by ?? 'Somebody'} stated it.${counts}`,
    proof,
    turn: 'nobody',
  }
}

/** A rule that a policy answers: the club's word is the policy, and the people's is their sign-off. */
export function fromPolicy({ slug }: ClubFacts, policy: PolicyFact): Part {
  const { policyId, title, since, agreed } = policy
  const of = {
    ...{ proof: 'signed' as const, since, lookedAt: null },
    ...{ href: paths.policy(slug, policyId), linkWords: 'See the policy' },
  }
  const by = `By the policy “${title}”.`
  if (agreed === null) return { ...of, face: 'met', words: by, turn: 'nobody' }
  const { people, of: all } = agreed
  if (all === 0) {
    return { ...of, face: 'not_checked', words: `${by} Nobody is asked to agree yet.`, turn: 'you' }
  }
  const words = `${by} ${people} of ${all} have agreed.`
  if (people === all) return { ...of, face: 'met', words, turn: 'nobody' }
  const chase = { href: paths.signOffs(slug), linkWords: 'See who has not agreed' }
  return { ...of, ...chase, face: 'not_met', words, turn: 'others' }
}

/** Of a rule that asks for a policy where the club has none for it. */
export const withoutPolicy = ({ slug }: ClubFacts): Part => ({
  ...{ face: 'not_met', words: 'No policy of the club says this yet.', proof: null },
  ...{ since: null, lookedAt: null, turn: 'you' },
  ...{ href: paths.policies(slug), linkWords: 'Go to the policies' },
})

/** Whether people have agreed again to all that they were asked for. */
export function fromSignOffs({ slug, signOffs }: ClubFacts): Part {
  const { asked, overdue, declined, waiting } = signOffs
  const nobody = { proof: null, since: null, lookedAt: null }
  const of = { ...nobody, proof: 'signed' as const }
  const all = { href: paths.signOffs(slug), linkWords: 'See who has agreed' }
  if (asked === 0) {
    return {
      ...of,
      ...all,
      proof: null,
      face: 'not_checked',
      words: 'Nobody is asked to agree to anything yet.',
      turn: 'you',
    }
  }
  if (overdue > 0) {
    const words = `${counted(overdue, 'answer is', 'answers are')} overdue, of ${asked}.`
    const href = paths.signOffs(slug, { show: 'overdue' })
    return { ...nobody, href, linkWords: 'Remind them', face: 'not_met', words, turn: 'others' }
  }
  if (declined > 0) {
    const words = `${counted(declined, 'person', 'people')} said no, of ${asked}. Talk to them.`
    const href = paths.signOffs(slug, { show: 'declined' })
    return { ...nobody, href, linkWords: 'See who', face: 'not_met', words, turn: 'you' }
  }
  const words =
    waiting === 0
      ? `All ${asked} answers are there.`
      : `None of ${asked} answers is overdue. Still in time: ${waiting}.`
  return { ...of, ...all, face: 'met', words, turn: 'nobody' }
}
