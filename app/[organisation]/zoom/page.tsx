import type { Metadata } from 'next'
import type { Context } from '#lib/context'
import * as paths from '#lib/core/paths'
import { listConnections } from '#lib/zoom-connections/list-connections'
import { listMending } from '#lib/mends/list-mending'
import { listCoachedClubs } from '#lib/zoom-connections/list-coached-clubs'
import { Button } from '../../components/button'
import { Form } from '../../components/form'
import { pageContext } from '../../edge/page-context'
import { connect } from './actions'
import { AnswerNotice } from './answers'
import { BeforeConsent } from './before-consent'
import { ClubZoom } from './club-zoom'
import { ConnectionCard } from './connection-card'
import { MendingCard } from './mending-card'

export async function generateMetadata({
  params,
}: PageProps<'/[organisation]/zoom'>): Promise<Metadata> {
  const { organisation: slug } = await params
  return { title: slug === paths.ownSlug ? 'Your Zoom' : 'The club’s Zoom' }
}

/** A person's own Zoom connection in their own record, and in a club the club's own account. */
export default async function ZoomPage({
  params,
  searchParams,
}: PageProps<'/[organisation]/zoom'>) {
  const { organisation: slug } = await params
  const asked = await searchParams
  const answer = textOf(asked['answer'])
  const ctx = await pageContext(slug, paths.zoom(slug))
  return slug === paths.ownSlug
    ? OwnZoom({ ctx, answer })
    : ClubZoom({ ctx, answer, find: textOf(asked['find']) ?? '' })
}

const textOf = (value: string | string[] | undefined) =>
  typeof value === 'string' ? value : undefined

async function OwnZoom({ ctx, answer }: { ctx: Context; answer: string | undefined }) {
  const connections = await listConnections(ctx, {})
  const clubs = await listCoachedClubs(ctx, {})
  const mending = await listMending(ctx, {})
  const connected = connections.some(({ state }) => state === 'connected')
  return (
    <>
      <h1>{connected ? 'Zoom is connected' : 'Connect Zoom'}</h1>
      <AnswerNotice answer={answer} connections={connections} />
      {connections.map((connection) => (
        <ConnectionCard key={connection.connectionId} connection={connection} now={ctx.now} />
      ))}
      {mending.map((each) => (
        <MendingCard key={each.connectionId} mending={each} now={ctx.now} />
      ))}
      {connections.length > 0 ? null : (
        <>
          <Form action={connect}>
            <p>
              It takes two minutes. Zoom asks you to sign in and to say yes, and you come back here.
              What we read, and what we never do, is below.
            </p>
            <Button>Connect Zoom</Button>
          </Form>
          <BeforeConsent clubs={clubs.map(({ name }) => name)} />
        </>
      )}
    </>
  )
}
