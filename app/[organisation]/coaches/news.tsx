import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import type { RegisterNews } from '#lib/register/register-facts'
import { Notice } from '../../components/notice'

/** What an officer should know of the register before they look for anybody in it. */
export function News({ slug, news: { toVerify, warnings } }: { slug: string; news: RegisterNews }) {
  return (
    <>
      <p>
        <a href={paths.toVerify(slug)} className="inline-block py-3">
          {toVerify === 0
            ? 'Nothing waits to be verified'
            : `${counted(toVerify, 'check or course', 'checks and courses')} to verify`}
        </a>
      </p>
      {warnings.length === 0 ? null : (
        <Notice title="Your welfare officers">
          <ul className="grid gap-1">
            {warnings.map(({ words, coachId }) => (
              <li key={words}>
                {words} {coachId ? <a href={paths.coach(slug, coachId)}>See their roles</a> : null}
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </>
  )
}
