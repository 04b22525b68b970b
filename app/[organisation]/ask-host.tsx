import type { Context } from '#lib/context'
import { firstName } from '#lib/core/wording'
import { lastAsked } from '#lib/mends/last-asked'
import { Button, ButtonLink } from '../components/button'
import { Form } from '../components/form'
import { Notice } from '../components/notice'
import { Time } from '../components/time'
import { ask } from './ask-host-action'

/**
 * For those who look after children's safety: asks the coach to mend it, once a day. The coach gets a
 * mail with the way to what Touchline would change for them. `letter` is for who cannot be told so:
 * it opens the reader's own e-mail.
 */
export async function AskHost({
  ctx,
  about,
  coach,
  letter,
  look = 'plain',
}: {
  ctx: Context
  about: { subjectKind: 'finding' | 'session'; subjectId: string }
  coach: { coachId: string; name: string }
  letter: string
  /** `primary` where it is the card's one thing to do. */
  look?: 'primary' | 'plain'
}) {
  const { canBeAsked, last } = await lastAsked(ctx, { ...about, coachId: coach.coachId })
  const name = firstName(coach.name)
  if (!canBeAsked) {
    return (
      <ButtonLink href={letter} look="plain" full>
        Write to {name}
      </ButtonLink>
    )
  }
  return (
    <>
      {last ? (
        <Notice title={last.isToday ? `${name} was asked` : `${name} was asked before`}>
          <p>
            Asked <Time at={last.askedAt} now={ctx.now} as="when" /> by {last.askedBy}.
            {last.isToday ? ' We tell you when it is mended.' : null}
          </p>
        </Notice>
      ) : null}
      {last?.isToday ? null : (
        <Form action={ask.bind(null, ctx.organisation.slug)} className="grid w-full gap-3">
          <input type="hidden" name="subjectKind" value={about.subjectKind} />
          <input type="hidden" name="subjectId" value={about.subjectId} />
          <Button look={look} full>
            Ask {name} to mend it
          </Button>
        </Form>
      )}
      <a href={letter} className="inline-block py-2.5">
        Write to {name} yourself
      </a>
    </>
  )
}
