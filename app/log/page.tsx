import type { Metadata } from 'next'
import { counted } from '#lib/core/dates'
import * as logPaths from '#lib/core/log-paths'
import { showLog, type ShownLog } from '#lib/transparency-log/show-log'
import { Card } from '../components/card'
import { Fact, Facts } from '../components/facts'
import { Notice } from '../components/notice'
import { Page } from '../components/page-layout'
import { Time } from '../components/time'
import { whoIsHere } from '../edge/who-is-here'
import { HowToCheck } from './how-to-check'
import { OtherSigners } from './other-signers'

export const metadata: Metadata = { title: 'The public log' }

export const dynamic = 'force-dynamic'

/** What the transparency log is and how it stands, in plain words: anybody may read and check it. */
export default async function LogPage() {
  const [log, now] = [await showLog(), new Date()]
  return (
    <Page who={await whoIsHere()}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <h1>The public log</h1>
        <p>
          Each result, sign-off and decision in Touchline gets a fingerprint. The fingerprints stand
          here, in the order they came. Whoever kept what stood here before can see whether one was
          changed or taken away since: by a club, by a governing body, or by us.
        </p>
        <p>
          A fingerprint says nothing about a person. Only somebody who has the record can see which
          one is its own.
        </p>
      </div>
      <Standing log={log} now={now} />
      <Figures log={log} now={now} />
      <OtherSigners others={log.others} now={now} />
      <HowToCheck keys={log.keys} />
    </Page>
  )
}

function Standing({ log, now }: { log: ShownLog; now: Date }) {
  if (log.trouble !== null) {
    return (
      <Notice tone="warning" title="The log has stopped">
        <p>{log.trouble}</p>
        <p>
          What was recorded meanwhile is kept, and waits.
          {log.troubleSince === null ? null : (
            <>
              {' '}
              Since <Time at={log.troubleSince} now={now} />.
            </>
          )}
        </p>
      </Notice>
    )
  }
  if (log.newest !== null) return null
  return (
    <Notice tone="unknown" title="Nothing is signed yet">
      <p>Whoever runs this Touchline has not given the log a key yet, or it has just begun.</p>
    </Notice>
  )
}

function Figures({ log, now }: { log: ShownLog; now: Date }) {
  return (
    <Card as="section">
      <h2>How it stands</h2>
      <Facts>
        <Fact name="Fingerprints in the log">
          {log.newest === null ? 'None signed yet' : log.newest.size.toLocaleString('en-GB')}
        </Fact>
        {log.newest === null ? null : (
          <Fact name="Last signed">
            <Time at={log.newest.signedAt} now={now} />
          </Fact>
        )}
        <Fact name="Waiting for their place">
          {log.waiting === 0 ? (
            'None'
          ) : (
            <>
              {log.waiting.toLocaleString('en-GB')}
              {log.waitingSince === null ? null : (
                <>
                  {', the first since '}
                  <Time at={log.waitingSince} now={now} />
                </>
              )}
            </>
          )}
        </Fact>
        {log.newest === null ? null : (
          <Fact name="Others who signed the same">
            {log.newest.cosigned === 0
              ? 'Nobody yet'
              : counted(log.newest.cosigned, 'witness', 'witnesses')}
          </Fact>
        )}
      </Facts>
      {log.newest === null ? null : (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
          <h3>The newest checkpoint</h3>
          <p>
            The log’s name, how many fingerprints, one fingerprint of all of them, and who signed.
          </p>
          <pre className="whitespace-pre-wrap break-all text-small">{log.newest.note}</pre>
          <p>
            <a href={logPaths.checkpoint()} className="inline-block py-2.5">
              The checkpoint as a file
            </a>
          </p>
        </div>
      )}
    </Card>
  )
}
