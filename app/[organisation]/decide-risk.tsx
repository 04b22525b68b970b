import { Button } from '../components/button'
import { Choices } from '../components/choices'
import { Field } from '../components/field'
import { Form } from '../components/form'
import type { FormAction } from '../components/form-state'

/** A second person says yes or no to accepting a risk, and why. */
export function DecideRisk({ action }: { action: FormAction }) {
  return (
    <Form action={action} className="grid w-full gap-4">
      <Choices
        name="decision"
        label="Shall the club accept this risk?"
        choices={[
          { value: 'approved', label: 'Yes, until that day' },
          { value: 'refused', label: 'No, it has to be mended' },
        ]}
      />
      <Field
        name="why"
        label="Why?"
        hint="It is kept with your name. Whoever asked reads it."
        lines={3}
        lengthMax={600}
      />
      <Button full>Put my answer on record</Button>
    </Form>
  )
}
