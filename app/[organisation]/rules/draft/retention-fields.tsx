import { boundsOf, retentionField, typedRetention } from '#lib/core/profiles/retention-choice'
import { chosenClasses, retentionClasses, type RetentionChoice } from '#lib/core/retention/classes'
import { Field } from '../../../components/field'

/** For how many months what is kept. Below somebody else's rules, only with more care than theirs. */
export function RetentionFields({
  retention,
  above,
}: {
  retention: RetentionChoice | undefined
  above: RetentionChoice | null
}) {
  const typed = typedRetention(retention)
  return (
    <>
      <h3>How long things are kept</h3>
      <p>
        In months. Leave a field empty to keep things for as long as{' '}
        {above ? 'the rules above you say' : 'is usual'}.
      </p>
      {chosenClasses.map((of) => {
        const { what, after, bound, usual } = retentionClasses[of]
        const { least, most } = boundsOf(of, above)
        const hint = `Counted after ${after}. From ${least} to ${most}.`
        const usually = above ? '' : ` Usual: ${usual}.`
        const way =
          bound === 'at_least'
            ? ' Clubs may keep it for longer.'
            : ' Clubs may keep it for less time.'
        return (
          <Field
            key={of}
            name={retentionField(of)}
            label={what}
            hint={`${hint}${usually}${above ? '' : way}`}
            value={typed[of]}
            inputMode="numeric"
            spellCheck={false}
          />
        )
      })}
    </>
  )
}
