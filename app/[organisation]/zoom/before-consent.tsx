import { neededScopes } from '#lib/zoom-connections/needed-scopes'
import * as paths from '#lib/core/paths'
import { Card } from '../../components/card'
import { Fact, Facts } from '../../components/facts'

/** What a person should know before Zoom asks them: what is read and why, what never is, who sees it. */
export function BeforeConsent({ clubs }: { clubs: readonly string[] }) {
  return (
    <>
      <Card as="section">
        <h2>What we read</h2>
        <Facts>
          {neededScopes.map(({ scope, reads, why }) => (
            <Fact key={scope} name={reads}>
              {why}
            </Fact>
          ))}
        </Facts>
      </Card>
      <Card as="section">
        <h2>What we never read or keep</h2>
        <ul className="list-disc pl-5">
          <li>Your Zoom password. You type it at Zoom, not here.</li>
          <li>Passcodes and joining links.</li>
          <li>Who was in a meeting, what was said, chats or recordings.</li>
          <li>Anything about a meeting that you say is private, but its Zoom number.</li>
        </ul>
        <p>
          We change nothing in your Zoom account, unless you ask us to later, and then only what you
          confirm. Zoom shows two boxes for that: leave them empty for now.
        </p>
      </Card>
      <Card as="section">
        <h2>Who sees it</h2>
        {clubs.length === 0 ? (
          <p>Only you, until you join a club’s list of coaches and share it there.</p>
        ) : (
          <p>
            The welfare officers and administrators of {listed(clubs)} see your meeting settings,
            and the meetings that you say are their sessions. They do not see your other meetings.
          </p>
        )}
        <p>
          <a href={paths.whoSeesWhat()} className="inline-block py-2.5">
            Who sees what
          </a>
        </p>
      </Card>
    </>
  )
}

const listed = (names: readonly string[]) =>
  new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(names)
