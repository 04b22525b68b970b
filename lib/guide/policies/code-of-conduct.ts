import { sourcesOf } from '../../core/rules/sources'
import type { StartingText } from './starting-text'

/** The code that coaches and helpers agree to. */
export const codeOfConduct: StartingText = {
  id: 'code-of-conduct',
  title: 'Code of conduct for coaches and helpers',
  about: 'What coaches and helpers promise, online and at the club.',
  rules: ['G03', 'M14'],
  roles: ['coach', 'assistant_coach', 'helper', 'team_manager'],
  version: 1,
  reviewed: '2026-11-25',
  sources: sourcesOf('S2', 'S4', 'S5', 'S7', 'S12', 'S19', 'S31', 'S59', 'S63'),
  shortVersion: [
    'The safety of children comes before any result.',
    'Never be alone with a child, online or in messages.',
    'Coach from a plain room, never a bedroom, in club kit.',
    'Say something when you see something, the same day.',
  ].join('\n'),
  markdown: `# What this is for

This code is for everyone who coaches or helps at [name of the club]. You agree to it before you start, and again when it changes.

# I will

- Put the safety and joy of children first.
- Treat each child with respect, and each child alike.
- Keep my training and my checks up to date.
- Follow the rules of [name of the governing body].
- Tell the welfare officer the same day when I am worried about a child, or about what an adult does. That goes for a worry about myself as well.

# Online I will

- Coach from a plain room that others could walk into, never from a bedroom.
- Wear what I would wear at the club.
- [Say here what your governing body asks of backgrounds: leave them as they are, or blur them.]
- Have a second adult with me whom the club knows, from start to end.
- Use club sessions only, with a passcode and a waiting room.
- Stay until the last child has left.
- End the session if I am the only adult left with children.

# I will not

- Be alone with a child, in a session, a call or a message.
- Write to a child in private, or add one as a friend.
- Share the link or the passcode of a session.
- Record or take pictures, unless the club has said so and parents agreed.
- Drink, smoke or swear when I coach.
- Shout at, shame or threaten a child, or let others do so.
- Touch a child without need, and never without saying why first.

# My place of trust

A coach has power over a child. The law knows that. It is a crime for a coach to have any sexual contact with a young person of 16 or 17 whom they coach. That holds even where the young person says yes.

# If I do not keep to this

The club will ask me what happened. It may stop me from coaching while it finds out. What is serious goes to [name of the governing body], and to the police or social care.
`,
}
