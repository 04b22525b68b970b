import { typedTimetable } from '#lib/core/profiles/reminder-choice'
import type { Timetable } from '#lib/core/reminders/timetable'
import { Field } from '../../../components/field'

/** When people are reminded of what they are to sign, or to show anew. For a governing body. */
export function ReminderFields({ timetable }: { timetable: Timetable }) {
  const typed = typedTimetable(timetable)
  return (
    <>
      <h3>When people are reminded</h3>
      <p>Of what they are to sign or to renew by a day. They get one e-mail a day at most.</p>
      <Field
        name="reminders.before"
        label="How many days before"
        hint="With commas. 0 is the day itself."
        value={typed.before}
        spellCheck={false}
      />
      <Field
        name="reminders.weekly"
        label="How many weeks after it, once a week"
        hint="Then only the welfare officers are told."
        value={typed.weekly}
        inputMode="numeric"
        spellCheck={false}
      />
    </>
  )
}
