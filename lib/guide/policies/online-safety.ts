import { sourcesOf } from '../../core/rules/sources'
import type { StartingText } from './starting-text'

/** The online safety policy, with what is allowed and what is not. */
export const onlineSafety: StartingText = {
  id: 'online-safety',
  title: 'Online safety policy and acceptable use',
  about: 'What the club does so that children are safe online, and how everybody uses the web.',
  rules: ['G02'],
  roles: [],
  version: 1,
  reviewed: '2026-11-25',
  sources: sourcesOf('S1', 'S2', 'S34', 'S19', 'C1'),
  shortVersion: [
    'Children are as safe with us online as they are at the club.',
    'Use club accounts and club sessions only. Never meet or write to a child alone.',
    'Never post the link or passcode of a session.',
    'If you are worried, tell the welfare officer the same day.',
  ].join('\n'),
  markdown: `# What this is for

[Name of the club or body] coaches children online as well as in person. This policy says how we keep them safe there. It is for everyone who helps us: coaches, helpers, officers, members and parents.

It holds for live sessions, films, messages, websites and social media.

# What we do

- We follow the rules on online coaching of [name of the governing body].
- We check that each session is set up safely before it starts.
- We have a welfare officer whom anyone can ask: [name, phone and e-mail].
- We go through this policy once a year. The next time is [month and year].
- We send it to coaches, members and parents each time that it changes.

# How we use online sessions

- Two adults whom the club knows are there from start to end.
- Nobody is alone with a child online. That goes for messages too.
- Each session has a passcode and a waiting room. The host lets in only people who are known.
- Only the host shares a screen.
- The link goes to parents, to the people who signed up and to nobody else. It is never posted in public, and not in closed groups.
- A parent is near by: in the room for a young child, within earshot for an older one.
- We do not record, unless our policy on photos and filming says so.

# What is fine

- Kind words, help, and news of the club.
- Questions, at any time, to any officer of the club.
- Stopping a session at once when something feels wrong.

# What is not

- Words or pictures that hurt, shame or threaten.
- Asking a child for a photo, an address, a phone number or a secret.
- Adding a child as a friend on a private account.
- Sharing what somebody else said or did in a session.
- Using somebody else’s account, or giving out a passcode.

# When something goes wrong

1. Stop the session if a child may be at risk.
2. If a child is in danger now, ring 999.
3. Tell the welfare officer the same day.
4. Do not copy, keep or send on any picture that shows a child being hurt.

Nobody needs our leave to report. Our procedure for online worries says more.

# If somebody breaks this

We talk first. We may stop somebody from coaching online. What is serious goes to [name of the governing body] and to the police or social care.
`,
}
