import { sourcesOf } from '../../core/rules/sources'
import type { StartingText } from './starting-text'

/** Photos, films and recordings of sessions. */
export const photography: StartingText = {
  id: 'photography',
  title: 'Photos, filming and recording',
  about: 'When children may be in a picture, and when a session may be recorded.',
  rules: ['G06'],
  roles: ['coach', 'assistant_coach', 'helper', 'team_manager'],
  version: 1,
  reviewed: '2026-11-25',
  sources: sourcesOf('S16', 'S17', 'S18', 'S19', 'S20', 'S34'),
  shortVersion: [
    'No picture of a child without a yes from the parent and the child.',
    'We do not record sessions, unless this policy says so.',
    'A recording is kept by the club, for a short time, and then deleted.',
    'A picture never stands beside a child’s full name.',
  ].join('\n'),
  markdown: `# What this is for

Pictures are a joy, and they can be misused. This says how [name of the club] takes, keeps and shows them. It holds for phones, cameras, drones, screen shots and recordings of sessions.

# Before any picture

- The parent has said yes in writing, and so has the child.
- Both may change their mind. Then the picture comes down.
- We know which children must not be in any picture, and we tell the person with the camera. We do not say why.

# Taking pictures

- Only people whom the club has asked take them for the club.
- Children wear kit, and the picture is about the sport.
- No pictures in changing rooms, toilets or bedrooms, by anyone.
- Parents take pictures of their own child. Of others they ask first.

# Showing pictures

- First name only, or no name at all.
- No school, address or place of a coming session beside it.
- The club shows pictures here: [the club’s pages].
- Anyone can ask us to take one down: [name, phone and e-mail].

# Online sessions

- Nobody takes screen shots, and nobody films the screen.
- We do not record. If [name of the governing body] asks for it, all of this holds:
  parents and children know before, and have said yes; Zoom says that it records; the host alone can record.
- A recording is kept in the club’s account, never on a coach’s own phone or computer.
- It is deleted after [number] days, by [name].
- Only [names] can see it, and only where there is a worry.
- AI notes and summaries are off.

# Keeping pictures

- On the club’s own store: [where].
- Not on private phones once they are handed in.
- Deleted after [number] years, or when a parent asks.

# If you are worried

If you see somebody take pictures that do not feel right, tell [name of the welfare officer] or any coach at once.
`,
}
