import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import * as paths from '#lib/core/paths'
import { listHosts, type Host } from '#lib/zoom-hosts/list-hosts'
import { BackLink } from '../../../../components/back-link'
import { Card } from '../../../../components/card'
import { Fact, Facts } from '../../../../components/facts'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'
import { DecideHost } from './decide-host'
import { DecidedHost } from './decided-host'

const read = cache(async (slug: string, hostId: string) => {
  const ctx = await pageContext(slug, paths.zoomHost(slug, hostId))
  const hosts = await orNotFound(listHosts(ctx))
  const { open, coaches, notCoaches, gone, register } = hosts
  const host = [...open, ...coaches, ...notCoaches, ...gone].find((each) => each.hostId === hostId)
  if (!host) notFound()
  return { ctx, host, register }
})

export async function generateMetadata({
  params,
}: PageProps<'/[organisation]/zoom/hosts/[hostId]'>): Promise<Metadata> {
  const { organisation: slug, hostId } = await params
  return { title: titleOf((await read(slug, hostId)).host) }
}

/** Who one user of the club's own Zoom account is: to be said, or to be taken back. */
export default async function HostPage({
  params,
}: PageProps<'/[organisation]/zoom/hosts/[hostId]'>) {
  const { organisation: slug, hostId } = await params
  const { ctx, host, register } = await read(slug, hostId)
  return (
    <>
      <BackLink href={paths.zoom(slug)}>Back to the club’s Zoom</BackLink>
      <h1>{titleOf(host)}</h1>
      <Facts>
        <Fact name="Name in Zoom">{host.name}</Fact>
        <Fact name="E-mail address">
          <span className="break-all">{host.email ?? 'Zoom does not say'}</span>
        </Fact>
        <Fact name="Licence">{licence(host.zoomUserType)}</Fact>
      </Facts>
      {host.gone ? <Gone host={host} /> : null}
      {host.decision === 'open' ? (
        host.gone ? null : (
          <DecideHost slug={slug} host={host} register={register} />
        )
      ) : (
        <DecidedHost slug={slug} host={host} now={ctx.now} />
      )}
    </>
  )
}

const titleOf = ({ name, decision }: Host) => (decision === 'open' ? `Who is ${name}?` : name)

function licence(zoomUserType: number | null): string {
  if (zoomUserType === null) return 'Zoom does not say'
  return zoomUserType === 2 ? 'Yes' : 'No: free'
}

function Gone({ host }: { host: Host }) {
  return (
    <Card as="section">
      <p>
        {host.gone === 'missing'
          ? 'They are no longer in the club’s Zoom account. If they come back, we go on from here.'
          : 'They are switched off at Zoom, and cannot hold a meeting. If that changes, we go on from here.'}
      </p>
    </Card>
  )
}
