import type { OrganisationKind } from '#lib/context'
import * as paths from '#lib/core/paths'
import { builtInProfiles } from '#lib/core/profiles/built-in-profiles'
import { Button, ButtonLink } from '../../components/button'
import { Card } from '../../components/card'
import { Form } from '../../components/form'
import { Time } from '../../components/time'
import { start } from './actions'

const [builtIn] = builtInProfiles

/** The way to write rules: to go on with those that somebody has begun, or to begin. */
export function StartDraft({
  slug,
  kind,
  newest,
  draft,
  now,
}: {
  slug: string
  kind: OrganisationKind
  newest: number | null
  draft: { changedAt: Date } | null
  now: Date
}) {
  const isBody = kind === 'governing_body'
  if (draft) {
    return (
      <Card as="section">
        <h2>New rules are being written</h2>
        <p>
          Saved <Time at={draft.changedAt} now={now} as="relative" />.
        </p>
        <ButtonLink href={paths.rulesDraft(slug)}>Go on with the draft</ButtonLink>
      </Card>
    )
  }
  return (
    <Card as="section">
      <h2>{isBody ? 'Write new rules' : 'Ask for more'}</h2>
      <p>
        {isBody
          ? 'Nothing changes for anybody until you publish. You can see first what it would mean for your clubs.'
          : 'You can make a rule stricter, or add one. You cannot ask for less than those above you.'}
      </p>
      <Form action={start.bind(null, slug)} className="flex w-full flex-wrap items-center gap-3">
        {newest !== null || !isBody ? (
          <Button name="from" value="current">
            {newest === null ? 'Start' : `Start from version ${newest}`}
          </Button>
        ) : null}
        {isBody ? (
          <Button name="from" value="built_in" look={newest === null ? 'primary' : 'plain'}>
            Start from {builtIn.name}
          </Button>
        ) : null}
      </Form>
    </Card>
  )
}
