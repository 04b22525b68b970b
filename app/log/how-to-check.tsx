import * as logPaths from '#lib/core/log-paths'
import type { ShownLog } from '#lib/transparency-log/show-log'
import { Card } from '../components/card'

/** What somebody needs who wants to check the log without us. */
export function HowToCheck({ keys }: { keys: ShownLog['keys'] }) {
  return (
    <Card as="section">
      <h2>How to check it</h2>
      <p>
        Ask a club for its evidence. The pack holds its records, and the proof that each one’s
        fingerprint stands in this log. <a href={logPaths.verifier()}>The checking page</a> reads
        it, and needs nothing from us.
      </p>
      <p>
        Keep a copy of the key below. If you check next year with the key that you kept, you do not
        have to believe what this page says then.
      </p>
      {keys.length === 0 ? null : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
          <h3>{keys.length === 1 ? 'The log’s key' : 'The log’s keys'}</h3>
          <ul className="grid gap-2">
            {keys.map(({ vkey, fromSize }) => (
              <li key={vkey}>
                <code className="break-all">{vkey}</code>
                <span className="block text-ink-soft">
                  {fromSize === 0
                    ? 'Signs since the log began.'
                    : `Signs from ${fromSize.toLocaleString('en-GB')} fingerprints on.`}
                </span>
              </li>
            ))}
          </ul>
          <p>
            <a href={logPaths.policy()} className="inline-block py-2.5">
              The keys as a file, with the witnesses
            </a>
          </p>
        </div>
      )}
      <p className="text-ink-soft">
        For programs: signed-note, tlog-checkpoint, tlog-tiles and tlog-policy of C2SP, over a tree
        as RFC 6962 has it. Tiles stand below {logPaths.log()}/tile/ and entries below{' '}
        {logPaths.log()}/tile/entries/.
      </p>
    </Card>
  )
}
