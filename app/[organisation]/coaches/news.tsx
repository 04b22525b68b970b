import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import type { RegisterNews } from '#lib/register/register-facts'
import { Disclosure } from '../../components/disclosure'

type Props = { slug: string; news: RegisterNews }

/** What waits for an officer of all that people have put in; nothing where nothing waits. */
export function ToVerify({ slug, news: { toVerify } }: Props) {
  if (toVerify === 0) return null
  return (
    <a href={paths.toVerify(slug)} className="w-fit py-3">
      {counted(toVerify, 'check or course', 'checks and courses')} to verify
    </a>
  )
}

/** What to know of the club's welfare officers, folded: whoever looks for somebody passes it by. */
export function Officers({ slug, news: { warnings } }: Props) {
  if (warnings.length === 0) return null
  return (
    <Disclosure
      open={warnings.some(({ kind }) => kind === 'ends' || kind === 'still_signs_in')}
      summary={`About your welfare officers (${warnings.length})`}
    >
      <ul className="grid gap-1">
        {warnings.map(({ words, coachId }) => (
          <li key={words}>
            {words} {coachId ? <a href={paths.coach(slug, coachId)}>See their roles</a> : null}
          </li>
        ))}
      </ul>
    </Disclosure>
  )
}
