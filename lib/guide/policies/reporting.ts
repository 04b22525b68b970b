import { contacts } from '../contacts'
import { sourcesOf } from '../../core/rules/sources'
import type { StartingText } from './starting-text'

/** What to do with a worry about something online. */
export const reporting: StartingText = {
  id: 'reporting',
  title: 'How to report a worry about something online',
  about: 'Whom to tell, how fast, and what to leave alone.',
  rules: ['G04'],
  roles: [],
  version: 1,
  reviewed: '2026-11-25',
  sources: sourcesOf('S1', 'S2', 'S55', 'L24', 'I1', 'I3'),
  shortVersion: [
    'A child in danger now: ring 999.',
    'Any other worry: tell the welfare officer the same day.',
    'You need nobody’s leave to report.',
    'Never copy or send on a picture of a child being hurt.',
  ].join('\n'),
  markdown: `# When to use this

Use it when you are worried about a child, or about how somebody acts towards children. It is enough to have a worry. You do not have to be sure, and you do not have to prove it.

Online it may be:

- a stranger who gets into a session
- a picture or a film that shows a child being hurt
- an adult who writes to a child in private
- a child who is being bullied
- a child who tells you something

# What to do at once

1. If a child is in danger now, ring 999.
2. In a session: stop it for everyone. In Zoom press Host tools, then Suspend participant activities.
3. Stay calm. Listen to the child. Do not promise to keep a secret.
4. Do not ask more than you need to know that the child is safe.

# Whom to tell, the same day

- Our welfare officer: [name, phone and e-mail].
- If you cannot reach them, the deputy: [name, phone and e-mail].
- If it is about the welfare officer: [name of the lead officer of the governing body, phone and e-mail].
- The police on 101, where nobody is in danger now.
- The NSPCC, to ask what to do: ${contacts.nspcc.value}. It is free.

You may go to the police, to social care or to the NSPCC yourself. Nobody at the club can say no to that, and nobody has to agree first.

# What to leave alone

- Do not copy, keep, print or send on a picture that shows a child being hurt. It is a crime, even if you mean well. Tell the police where it is.
- Do not talk to the person whom it is about.
- Do not look into it yourself.
- Do not post about it.

# What to write down

Write it the same day, in plain words: what you saw or heard, when, where, who was there, and what you did. Use the child’s own words. Keep what you think apart from what you saw. Give it to the welfare officer and keep no copy.

# What happens then

The welfare officer passes it on within 24 hours, to [name of the governing body] and, where the law or the risk asks for it, to the police or to social care at [name of the council]. They tell you that it was passed on. They may not be able to tell you more.

Nobody is treated worse for a worry that they report in good faith.
`,
}
