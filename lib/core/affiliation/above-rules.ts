import { counted } from '../dates'
import * as paths from '../paths'
import type { ClubFacts } from './facts'
import { fromSignOffs } from './from-said'
import type { Line } from './line'

const plain = { rule: null, level: 'MUST', proof: null, since: null, lookedAt: null } as const

/** What stands above single rules: somebody is there, all that is to be read was, all is answered. */
export const aboveRules = (facts: ClubFacts): Line[] => [
  ...register(facts),
  ...everyAccount(facts),
  ...adopted(facts),
  ...answered(facts),
]

function register({ slug, people }: ClubFacts): Line[] {
  if (people > 0) return []
  return [
    {
      ...{ ...plain, key: 'register', title: 'The club’s people are on its register' },
      ...{ face: 'not_met', words: 'Nobody is on the register yet.', turn: 'you' },
      ...{ who: 'The welfare officer', href: paths.coaches(slug), linkWords: 'Add people' },
    },
  ]
}

const names_max = 4

function everyAccount({ slug, online, notKnown }: ClubFacts): Line[] {
  if (online === 0) return []
  const of = { ...plain, key: 'zoom', title: 'Zoom is checked of everybody who coaches online' }
  if (notKnown.length === 0) {
    const words = online === 1 ? 'So for your one coach online.' : `So for all ${online}.`
    const place = { href: paths.coaches(slug), linkWords: 'See the coaches' }
    return [{ ...of, ...place, face: 'met', words, proof: 'checked', turn: 'nobody', who: null }]
  }
  const named = notKnown.slice(0, names_max).map(({ name, words }) => `${name} (${words})`)
  const rest = notKnown.length - named.length
  const words = `Not known for ${notKnown.length} of ${online}: ${[
    ...named,
    ...(rest > 0 ? [`${rest} more`] : []),
  ].join(', ')}.`
  const place = { href: paths.coaches(slug, { filter: 'not_known' }), linkWords: 'See who' }
  const who = 'The coach, by connecting Zoom or sorting their meetings'
  return [{ ...of, ...place, face: 'could_not_check', words, turn: 'others', who }]
}

function adopted({ slug, toAdopt }: ClubFacts): Line[] {
  const [first] = toAdopt
  if (!first) return []
  const one = toAdopt.length === 1
  return [
    {
      ...{ ...plain, key: 'adoptions', title: 'The policies from above are adopted' },
      face: 'not_met',
      words: one
        ? `“${first.title}” is not adopted yet.`
        : `${counted(toAdopt.length, 'policy', 'policies')} are not adopted yet.`,
      ...{ turn: 'you', who: 'The club' },
      href: one ? paths.policyAdopt(slug, first.policyId) : paths.policies(slug),
      linkWords: one ? 'Read and answer' : 'See them',
    },
  ]
}

/** Where the rules ask for it by name, that rule says so. */
function answered(facts: ClubFacts): Line[] {
  const { profile, signOffs } = facts
  if (profile.controls.G07 !== undefined || signOffs.asked === 0) return []
  const part = fromSignOffs(facts)
  const title = 'People have agreed to what the club asked them to'
  const who = part.turn === 'nobody' ? null : 'Everyone who was asked'
  return [{ ...plain, key: 'sign_offs', title, ...part, who }]
}
