import * as paths from '#lib/core/paths'
import { adminScopes } from '#lib/zoom-connections/needed-scopes'
import { Card } from '../../components/card'
import { Fact, Facts } from '../../components/facts'

/** What a club should know before its Zoom administrator is asked: what is read and why, and who sees it. */
export function AccountBeforeConsent({ club }: { club: string }) {
  return (
    <>
      <Card as="section">
        <h2>What we read</h2>
        <Facts>
          {adminScopes.map(({ scope, reads, why }) => (
            <Fact key={scope} name={reads}>
              {why}
            </Fact>
          ))}
        </Facts>
      </Card>
      <Card as="section">
        <h2>What we never read or keep</h2>
        <ul className="list-disc pl-5">
          <li>Zoom passwords. Whoever signs in at Zoom types theirs there, not here.</li>
          <li>Passcodes, joining links and host keys.</li>
          <li>Who was in a meeting, what was said, chats or recordings.</li>
          <li>Settings or meetings of people whom you do not say are your coaches.</li>
        </ul>
        <p>
          We change nothing in it, unless the club says later that we may mend settings and sessions
          of its coaches, and then only what one of you confirms. The account’s own settings and its
          groups we never change.
        </p>
      </Card>
      <Card as="section">
        <h2>Who sees it</h2>
        <p>
          The welfare officers and administrators of {club} see the account’s settings, its people,
          and the sessions of its coaches. A coach sees only their own. Your governing body sees how
          much is to be mended, and no names and no sessions.
        </p>
        <p>
          Tell your coaches first: every meeting that they plan with this account counts as a club
          session, until you say that it is none. Whoever plans private meetings with it, too,
          should have an account of their own for those.
        </p>
        <p>
          <a href={paths.whoSeesWhat()} className="inline-block py-2.5">
            Who sees what
          </a>
        </p>
      </Card>
    </>
  )
}
