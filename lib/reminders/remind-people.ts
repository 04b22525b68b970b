import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Tx } from '#db/tenant'
import { command } from '../command'
import type { Context } from '../context'
import { nextDailyAt } from '../core/daily'
import { sendAfter } from '../core/notices/send-after'
import { reminderNow, usualTimetable, type Reminder } from '../core/reminders/timetable'
import { id } from '../ids'
import { dueFinish } from '../jobs/due'
import type { Lease } from '../jobs/with-due'
import { deliverNotices, hintNotices, type WrittenNotice } from '../notices/written-notice'
import { effectiveProfile } from '../profiles/effective-profile'
import { awaited, type AwaitedOf } from './awaited'

const remind = command({
  name: 'reminder.look',
  permission: 'notice.work',
  input: z.object({ clubId: id, token: id }),
  async run(tx, ctx, { clubId, token }) {
    const written: WrittenNotice[] = []
    const profile = await effectiveProfile(tx, ctx, ctx.now)
    const timetable = profile.reminders ?? usualTimetable
    for (const each of await awaited(tx, ctx, profile)) {
      const reminder = reminderNow(each, ctx.now, timetable)
      if (reminder) written.push(...(await deliver(tx, ctx, each, reminder)))
    }
    await dueFinish(tx, 'remind', clubId, token, nextDailyAt(`remind:${clubId}`, ctx.now))
    const detail = { told: written.length }
    return { result: written, trail: [{ subject: 'organisation', subjectId: clubId, detail }] }
  },
})

/**
 * Reminds the people of a club of what they are to do by a day, once for each place in the timetable,
 * however often this is done: the notice itself knows. What is done meanwhile is not sent. Once a day.
 */
export async function remindPeople(
  ctx: Context,
  clubId: string,
  { token }: Pick<Lease, 'token'>,
): Promise<void> {
  await hintNotices(await remind(ctx, { clubId, token }))
}

function deliver(tx: Tx, ctx: Context, about: AwaitedOf, { at, to }: Reminder) {
  const now = ctx.now.toISOString()
  return deliverNotices(
    tx,
    sql`select * from deliver_reminder(${about.aboutKind}, ${about.aboutId}::uuid,
      ${about.dueAt.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz,
      ${to === 'officer'}, ${now}::timestamptz,
      ${sendAfter('reminder', ctx.now).toISOString()}::timestamptz)`,
  )
}
