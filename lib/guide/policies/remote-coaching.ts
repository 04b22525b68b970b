import { sourcesOf } from '../../core/rules/sources'
import type { StartingText } from './starting-text'

/** How the club runs sessions online. */
export const remoteCoaching: StartingText = {
  id: 'remote-coaching',
  title: 'How we coach online',
  about: 'A statement of how online sessions are set up, run and ended.',
  rules: ['M15'],
  roles: ['coach', 'assistant_coach', 'helper'],
  version: 1,
  reviewed: '2026-11-25',
  sources: sourcesOf('S1', 'S2', 'S9', 'S10', 'S13', 'S14', 'S16', 'S18', 'S19', 'I8'),
  shortVersion: [
    'Two adults, a passcode, a waiting room, and only people whom we know.',
    'Parents said yes before, and are near by.',
    'Lock the session once everyone is in.',
    'If a stranger gets in: stop everything, then tell the welfare officer.',
  ].join('\n'),
  markdown: `# Before the first session

- The committee has agreed to online sessions. They are on the club’s timetable.
- The welfare officer knows of each session, and may drop in.
- There is a written risk assessment, gone through on [day].
- The coach is licensed to coach online, and insured for it.
- A parent of every child has said yes in writing.

# Setting up

- Use the account that the club knows of. Never use a personal meeting ID.
- Passcode on. Waiting room on. Nobody can join before the host.
- Only the host shares a screen. Private chat is off. Files cannot be sent.
- Somebody who was removed cannot come back.
- The link goes to parents, and is never posted.

# Running a session

- Two adults are there from start to end. One coaches. One looks after who comes in: [names, or where the rota is].
- Let in only people you know by name. Ask if you are not sure.
- Children show a first name only.
- Children’s cameras: [on, off, or as the child likes, as your governing body says].
- At most [number] children for each adult.
- Lock the session once everyone is in.
- Everyone sits in a plain room, never a bedroom, in clothes for sport.
- A parent is in the room for a young child, and within earshot for an older one.

# Ending

- Both adults stay until the last child has left.
- If only one adult is left, the session ends within five minutes.
- The coach notes the day, the length, the adults, and how many children came. No names.

# If a stranger gets in

1. Press Host tools, then Suspend participant activities. Everything stops.
2. Remove the person, or end the session for all.
3. Ring 999 if a child is in danger.
4. Tell [name of the welfare officer] at once. Do not keep any picture.

Each host practises this once a year: lock, waiting room, remove, suspend.
`,
}
