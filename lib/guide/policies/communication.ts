import { sourcesOf } from '../../core/rules/sources'
import type { StartingText } from './starting-text'

/** Messages and social media. */
export const communication: StartingText = {
  id: 'communication',
  title: 'Social media and messages',
  about: 'How adults of the club write to children, and what goes on social media.',
  rules: ['G05', 'M18'],
  roles: ['coach', 'assistant_coach', 'helper', 'team_manager'],
  version: 1,
  reviewed: '2026-11-25',
  sources: sourcesOf('S1', 'S2', 'S6', 'S11', 'S22', 'S34'),
  shortVersion: [
    'Write to parents, not to children.',
    'Where a child gets a message, a parent or a second adult gets it too.',
    'No private chats, and no friends on private accounts.',
    'Never post the link or passcode of a session.',
  ].join('\n'),
  markdown: `# What this is for

This is for all adults who write to children or their parents for [name of the club]. It holds for calls, texts, e-mail, apps, games and social media.

# Writing to children under 16

- Write to the parent. The parent passes it on.
- If a team has a group, parents are in it and two adults of the club run it.
- Use the club’s way to write: [name of the club’s app or e-mail].
- Keep it to the sport: times, places, kit, well done.

# Writing to young people of 16 and 17

- A parent has said yes first, and so has the young person.
- A parent or a second adult of the club gets each message too.
- Write between [8 in the morning] and [8 in the evening].

# What adults do not do

- Write to a child alone, in any app.
- Use messages that vanish.
- Add a child as a friend on a private account, or follow theirs.
- Play online games with children of the club, other than at a club event.
- Send a child a photo of themselves, or ask for one.

If a child writes to you alone, answer with a parent or a second adult copied in. Then tell the welfare officer.

# Links to sessions

- Send them to parents, by the club’s way to write.
- Never post them, and not in closed groups.
- If one gets out, tell the host and the welfare officer at once. The link is changed.

# The club’s own pages

- Two adults run each page of the club: [names].
- They check what others write there, and take down what hurts.
- No child’s full name, school, address or place of a coming session stands beside a photo.
- Photos follow our policy on photos and filming.

# Your own pages

What you write in public is seen by children and parents. Do not write there about a child, a parent or what happened at the club.

# If something goes wrong

Tell [name of the welfare officer] the same day. Keep the message: do not delete it, and do not send it on.
`,
}
