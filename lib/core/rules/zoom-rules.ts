import type { Rule } from './rule'
import { checked } from './checked'
import { said } from './said'
import { everywhere } from './steps'

const coach = 'The coach who holds the session'

/** Z: how Zoom is set. Almost all of it Zoom tells, so it is checked. */
export const zoomRules: readonly Rule[] = [
  checked('Z01', 'MUST', ['S1', 'S7', 'S14'], coach),
  checked('Z02', 'MUST', ['S1', 'S7', 'S14'], coach, {
    controls: ['Z02', 'Z22'],
    proofs: ['checked', 'verified', 'stated'],
    untold: 'On most plans Zoom does not say how people are let in. Then somebody has to look.',
  }),
  checked('Z03', 'MUST', ['S1', 'S7', 'S16'], coach),
  checked('Z04', 'MUST', ['S14', 'S16', 'S26'], coach),
  checked('Z05', 'MUST', ['S16', 'S23', 'S26'], coach),
  checked('Z06', 'MUST', ['S7', 'S16', 'S17'], coach, {
    controls: ['Z06a', 'Z06b'],
    title: 'Private chat is off, and people write to the host only, or to nobody',
  }),
  checked('Z07', 'SHOULD', ['S23'], coach),
  checked('Z08', 'SHOULD', ['S23', 'T15'], coach),
  checked('Z09', 'SHOULD', ['T15'], coach),
  said({
    id: 'Z10',
    group: 'zoom',
    level: 'MUST',
    title: 'Somebody who was removed cannot come back',
    why: 'Removing an intruder is no help if they can walk in again a moment later.',
    from: ['S16'],
    who: coach,
    mend: {
      web: [
        'Open zoom.us in a browser and sign in as the host.',
        'Go to Settings, and open “Meeting, then In Meeting (Basic)”.',
        'Find “Allow removed participants to rejoin”, and turn it off.',
        'Write down the day on which it was done.',
      ],
      phone: [
        'Open the browser on your phone: the Zoom app does not show this setting.',
        'Go to zoom.us/profile/setting and sign in as the host.',
        'Open “Meeting, then In Meeting (Basic)”.',
        'Find “Allow removed participants to rejoin”, and turn it off.',
        'Write down the day on which it was done.',
      ],
    },
  }),
  checked('Z11', 'PROFILE', ['S17', 'S27'], coach, {
    proofs: ['checked', 'verified', 'stated'],
    untold: 'Zoom says this for a whole account only. For one host, somebody has to look.',
  }),
  checked('Z12', 'PROFILE', ['S16', 'S17', 'S18', 'S20'], coach),
  checked('Z13', 'MUST', ['S18', 'S20', 'S19'], coach, {
    proofs: ['checked', 'verified', 'stated'],
    untold:
      'Zoom says when a recording in its cloud is deleted. What it says of telling people and ' +
      'asking them was seen to be wrong.',
  }),
  checked('Z14', 'SHOULD', ['S1', 'S19'], coach),
  checked('Z15', 'SHOULD', ['S14'], coach, {
    proofs: ['checked', 'verified', 'stated'],
    untold: 'Zoom says whether there can be such rooms. It does not say who is in them.',
  }),
  checked('Z16', 'SHOULD', ['S13', 'S27'], coach),
  checked('Z17', 'SHOULD', ['S7', 'S26'], coach),
  checked('Z18', 'SHOULD', ['I8'], 'Whoever looks after the club’s Zoom account'),
  said({
    id: 'Z19',
    group: 'zoom',
    level: 'SHOULD',
    title: 'Sessions are held with the club’s own Zoom account, not a private one',
    why: 'A club can look after its own account, and take it back when a coach leaves. It cannot do that with a private one.',
    from: ['S20'],
    who: 'The coach, and the club',
    mend: everywhere(
      'Agree with your club which Zoom account is for sessions.',
      'Plan the next sessions with that account.',
      'Delete the sessions that you planned with the other one.',
    ),
    untold:
      'Zoom does not say who owns an account. Many clubs have no e-mail address of their own.',
  }),
  said({
    id: 'Z20',
    group: 'zoom',
    level: 'MUST',
    title: 'Children have no Zoom account of their own, and join by a parent’s',
    why: 'Zoom sets an age from which people may have an account. A child who joins by a parent’s is not alone there.',
    from: ['S24', 'S23', 'S12'],
    who: 'Parents, and the club',
    mend: everywhere(
      'Look up in Zoom’s terms from which age people may have an account.',
      'Write to parents: children join with a parent’s phone or computer.',
      'Say that they can join with no account at all.',
    ),
  }),
  checked('Z21', 'SHOULD', [], coach),
]
