import { timeZones, timeZoneWords } from '#lib/core/time-zones'
import { Button } from '../../components/button'
import { Card } from '../../components/card'
import { Form } from '../../components/form'
import { Select } from '../../components/select'
import { changeMyTimeZone } from './actions'

const options = timeZones
  .map((value) => ({ value, label: timeZoneWords(value) }))
  .toSorted((one, other) => one.label.localeCompare(other.label))

/** By which clock reminders come. */
export function TimeZone({ timeZone }: { timeZone: string }) {
  return (
    <Card as="section">
      <h2>When reminders come</h2>
      <p>
        Reminders of all your clubs come in one e-mail a day at most, between 8 in the morning and 8
        in the evening where you are. What is urgent comes at once.
      </p>
      <Form action={changeMyTimeZone} className="grid w-full gap-5">
        <Select
          name="timeZone"
          label="Where you are"
          empty="Choose a place"
          options={options}
          value={timeZone}
        />
        <Button>Save where I am</Button>
      </Form>
    </Card>
  )
}
