import { z } from 'zod'
import { appointmentRoles, isOfClub } from '../core/register/appointment'
import { holdsUnseen } from '../core/unseen'

const teamLengthMax = 100

/** A day, as it is typed in three fields and put together; the first that any club has in mind. */
export const registerDay = z.iso
  .date('Enter a day, month and year that there are.')
  .refine((day) => day >= '1950-01-01' && day < '2100-01-01', 'Enter a year between 1950 and 2099.')

/** Which post is offered, of which team, and from when until when. */
export const appointmentFields = z
  .object({
    role: z.string().pipe(z.enum(appointmentRoles, { error: 'Choose a role.' })),
    team: z
      .string()
      .transform((text) => text.normalize('NFC').trim().replace(/\s+/g, ' '))
      .pipe(
        z
          .string()
          .max(teamLengthMax, `Use at most ${teamLengthMax} characters.`)
          .refine((text) => !holdsUnseen(text), 'This holds characters that cannot be seen.'),
      )
      .default(''),
    startsOn: registerDay.nullable().default(null),
    endsOn: registerDay.nullable().default(null),
  })
  // What is of the whole club has no team, whatever was typed.
  .transform((post) => ({ ...post, team: isOfClub(post.role) ? '' : post.team }))
