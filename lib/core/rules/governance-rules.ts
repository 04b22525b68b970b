import type { Rule } from './rule'
import { said } from './said'
import { everywhere } from './steps'

const group = 'governance'

/** G: what the club has decided and written down, and who has agreed to it. */
export const governanceRules: readonly Rule[] = [
  said({
    id: 'G01',
    group,
    level: 'MUST',
    title: 'The club has a safeguarding policy, with its day, where everyone can read it',
    why: 'It says what the club does to keep children safe. Nobody can keep to what they cannot find.',
    from: ['C1', 'C5', 'S33', 'S59'],
    who: 'The club',
    mend: everywhere(
      'Take your governing body’s policy, and put it to your committee.',
      'Write the day on it, and show it on the club’s page.',
    ),
  }),
  said({
    id: 'G02',
    group,
    level: 'MUST',
    title: 'Coaches and members have agreed to the online safety policy, and been sent it again',
    why: 'It says what is allowed online, and what is not. Those who have read it know where the line is.',
    from: ['S2', 'S34'],
    who: 'The club, and all coaches',
    proofs: ['signed', 'stated'],
    mend: everywhere(
      'Take your governing body’s online safety policy.',
      'Send it to all coaches, members and parents.',
      'Each coach agrees to it.',
    ),
  }),
  said({
    id: 'G03',
    group,
    level: 'MUST',
    title: 'Coaches and helpers have agreed to their code of conduct, and so have families',
    why: 'A code makes it plain what is not right. Then a child, a parent or another coach can say so.',
    from: ['S2', 'S31', 'S59', 'S63'],
    who: 'Coaches, and the club',
    proofs: ['signed', 'verified', 'stated'],
    mend: everywhere(
      'Send each coach and helper the code. They agree to it.',
      'Ask children and parents to agree to theirs.',
      'The club says that they have.',
    ),
  }),
  said({
    id: 'G04',
    group,
    level: 'MUST',
    title: 'How to report a worry is easy to find, and covers what happens online',
    why: 'Somebody who is worried gives up if they have to search.',
    from: ['S2', 'S55'],
    who: 'The club',
    proofs: ['signed', 'stated'],
    mend: everywhere(
      'Write down whom to tell, and how. Add what to do about things online.',
      'Put it on the first page of the club’s site.',
    ),
  }),
  said({
    id: 'G05',
    group,
    level: 'MUST',
    title: 'Coaches have agreed to the rules for social media and messages',
    why: 'Messages are where an adult can be alone with a child and nobody sees it.',
    from: ['S1', 'S2', 'S34'],
    who: 'Coaches',
    proofs: ['signed', 'stated'],
    mend: everywhere(
      'Take your governing body’s rules for social media.',
      'Send them to each coach. They agree to them.',
    ),
  }),
  said({
    id: 'G06',
    group,
    level: 'MUST',
    title: 'Coaches have agreed to the rules for photos, films and recordings',
    why: 'A picture of a child can be copied for ever, and changed into something else.',
    from: ['S19', 'S34'],
    who: 'Coaches',
    proofs: ['signed', 'stated'],
    mend: everywhere(
      'Take your governing body’s rules for photos and recordings.',
      'Send them to each coach. They agree to them.',
    ),
  }),
  said({
    id: 'G07',
    group,
    level: 'SHOULD',
    title: 'When a policy really changes, and each year, people agree to it again',
    why: 'What somebody agreed to years ago is not what the policy says now.',
    from: ['S2', 'S31', 'T12'],
    who: 'Everyone who agreed to it',
    proofs: ['signed'],
    mend: everywhere(
      'Say which changes matter, and which are only words.',
      'Ask people again after each that matters, and once a year.',
    ),
  }),
  said({
    id: 'G08',
    group,
    level: 'SHOULD',
    title: 'Each policy has a list of its versions: the day, and what changed',
    why: 'After something has happened, one has to know what the rules were on that day.',
    from: ['S34'],
    who: 'Whoever publishes the policy',
    mend: everywhere(
      'Give each version a number and a day.',
      'Write down in a sentence what changed.',
    ),
  }),
]
