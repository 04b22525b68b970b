import { nameLengthMax } from '#lib/core/plain-name'
import { Choices } from '../../components/choices'
import { Field } from '../../components/field'

type Known = {
  name: string
  email: string
  teams: string
  tags: string
  coaching: boolean
  coachesUnder18sOnline: boolean
}

/** What the register says of a coach, to be typed or changed. */
export function CoachFields({ known }: { known?: Known }) {
  const chosen = known ? [known.coachesUnder18sOnline ? 'yes' : 'no'] : []
  return (
    <>
      <Field
        name="name"
        label="Name"
        value={known?.name ?? ''}
        lengthMax={nameLengthMax}
        autoComplete="off"
      />
      <Field
        name="email"
        label="E-mail address"
        hint="Where the invitation goes. They may sign in with another one later."
        type="email"
        value={known?.email ?? ''}
        autoComplete="off"
        spellCheck={false}
      />
      <Marks known={known} />
      <Choices
        name="coaching"
        label="Do they coach?"
        hint="Officers, committee members and helpers stand on the list too."
        choices={[
          { value: 'yes', label: 'Yes, they coach' },
          { value: 'no', label: 'No', hint: 'No Zoom account is asked of them.' },
        ]}
        value={[known && !known.coaching ? 'no' : 'yes']}
      />
      <Choices
        name="coachesUnder18sOnline"
        label="Do they coach anybody under 18 online?"
        hint="If you are not sure, say yes."
        choices={[
          {
            value: 'yes',
            label: 'Yes',
            hint: 'They must connect Zoom, so that it can be checked.',
          },
          { value: 'no', label: 'No' },
        ]}
        value={chosen}
      />
    </>
  )
}

/** By which people are found, and by which a policy says whom it is for. */
function Marks({ known }: { known: Known | undefined }) {
  return (
    <>
      <Field
        name="teams"
        label="Teams or groups"
        hint="For example: Under 12s, Tuesday squad"
        value={known?.teams ?? ''}
        optional
        autoComplete="off"
      />
      <Field
        name="tags"
        label="Tags"
        hint="Words of your own, by which you find people, and say whom a policy is for. For example: Volunteers, Summer camp"
        value={known?.tags ?? ''}
        optional
        autoComplete="off"
      />
    </>
  )
}
