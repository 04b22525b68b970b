import type { Metadata } from 'next'
import * as logPaths from '#lib/core/log-paths'
import { sights } from '#lib/guide/who-sees-what'
import { Notice } from '../components/notice'
import { Page } from '../components/page-layout'
import { Table } from '../components/table'
import { whoIsHere } from '../edge/who-is-here'

export const metadata: Metadata = { title: 'Who sees what' }

export default async function WhoSeesWhatPage() {
  return (
    <Page who={await whoIsHere()}>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <h1>Each person sees only what their part needs</h1>
        <p>
          A club is the people you coach with: its welfare officers and administrators. No club sees
          another club.
        </p>
      </div>
      <Table
        caption="Who sees what"
        columns={[
          { heading: 'What', cell: ({ what }) => what },
          { heading: 'A coach', cell: ({ coach }) => coach },
          { heading: 'Their club', cell: ({ club }) => club },
          { heading: 'Its governing body', cell: ({ body }) => body },
        ]}
        items={sights}
        itemKey={({ what }) => what}
      />
      <Notice title="What nobody finds here">
        <p>
          Touchline does not hold children’s names, lists of who joined a session, copies of
          certificates, or a word about a conviction. Passcodes and links are dropped as soon as
          Zoom has answered: they are not stored, so they cannot be shown.
        </p>
      </Notice>
      <p>
        Each result and sign-off leaves a fingerprint in a log that anybody may check.{' '}
        <a href={logPaths.log()} className="inline-block py-2.5">
          The public log
        </a>
      </p>
    </Page>
  )
}
