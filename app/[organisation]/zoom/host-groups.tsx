import { counted } from '#lib/core/dates'
import * as paths from '#lib/core/paths'
import type { Host, Hosts } from '#lib/zoom-hosts/list-hosts'
import { Button } from '../../components/button'
import { Card, CardFoot } from '../../components/card'
import { Disclosure } from '../../components/disclosure'
import { Form } from '../../components/form'
import { Row, Rows } from '../../components/rows'
import { Time } from '../../components/time'
import { confirm } from './host-actions'
import { HostSearch, searchFrom } from './host-search'

type Of = { slug: string; now: Date }

/** The people in the club's account: those whom nobody has told apart yet first, then the rest. */
export function HostGroups({ slug, hosts: all, find, now }: Of & { hosts: Hosts; find: string }) {
  const hosts = found(all, find)
  const suggested = hosts.open.filter(({ suggestion }) => suggestion !== null)
  const others = hosts.open.filter(({ suggestion }) => suggestion === null)
  return (
    <section aria-label="People in the account" className="grid gap-3.5">
      {find !== '' || numberOf(all) >= searchFrom ? <HostSearch slug={slug} find={find} /> : null}
      {numberOf(hosts) === 0 && find !== '' ? <p>Nobody in the account is called that.</p> : null}
      {suggested.map((host) => (
        <Suggested key={host.hostId} slug={slug} host={host} />
      ))}
      {others.length === 0 ? null : (
        <Others slug={slug} hosts={others} beside={suggested.length > 0} />
      )}
      <Group title={counted(hosts.coaches.length, 'coach', 'coaches')} hosts={hosts.coaches}>
        {(host) => <AsCoach key={host.hostId} slug={slug} host={host} />}
      </Group>
      <Group
        title={counted(
          hosts.notCoaches.length,
          'person who is no coach',
          'people who are no coaches',
        )}
        hosts={hosts.notCoaches}
      >
        {(host) => <AsNoCoach key={host.hostId} slug={slug} host={host} now={now} />}
      </Group>
      <Group
        title={`${counted(hosts.gone.length, 'person', 'people')} who can host no more`}
        hosts={hosts.gone}
      >
        {(host) => (
          <Row
            key={host.hostId}
            title={host.name}
            href={paths.zoomHost(slug, host.hostId)}
            detail={host.gone === 'missing' ? 'No longer in the account' : 'Switched off at Zoom'}
          />
        )}
      </Group>
    </section>
  )
}

const numberOf = ({ open, coaches, notCoaches, gone }: Hosts) =>
  open.length + coaches.length + notCoaches.length + gone.length

function found(hosts: Hosts, find: string): Hosts {
  const wanted = find.trim().toLowerCase()
  const of = (some: readonly Host[]) =>
    some.filter(({ name, email, coach }) =>
      [name, email, coach?.name].some((text) => text?.toLowerCase().includes(wanted)),
    )
  const { open, coaches, notCoaches, gone } = hosts
  return {
    ...hosts,
    open: of(open),
    coaches: of(coaches),
    notCoaches: of(notCoaches),
    gone: of(gone),
  }
}

function Suggested({ slug, host }: { slug: string; host: Host }) {
  const { hostId, name, email, suggestion } = host
  if (!suggestion) return null
  return (
    <Card>
      <h2 className="text-[1.15rem]">{name}</h2>
      <p className="break-words">
        {email} in Zoom. {suggestion.name} on your list of coaches has the same address.
      </p>
      <CardFoot>
        <Form action={confirm.bind(null, slug)}>
          <input type="hidden" name="hostId" value={hostId} />
          <input type="hidden" name="coachId" value={suggestion.coachId} />
          <Button look="plain">This is {suggestion.name}</Button>
        </Form>
        <a href={paths.zoomHost(slug, hostId)}>
          Somebody else<span className="sr-only"> than {suggestion.name}</span>
        </a>
      </CardFoot>
    </Card>
  )
}

function Others({
  slug,
  hosts,
  beside,
}: {
  slug: string
  hosts: readonly Host[]
  beside: boolean
}) {
  return (
    <>
      <h2>
        {beside ? 'And nobody on your list has these addresses' : 'Not on your list of coaches'}
      </h2>
      <p>
        If one of them coaches for you, nobody checks their sessions yet. Open each and say who it
        is, or that they do not coach.
      </p>
      <Rows label="Not on your list of coaches">
        {hosts.map(({ hostId, name, email }) => (
          <Row
            key={hostId}
            title={name}
            href={paths.zoomHost(slug, hostId)}
            detail={<span className="break-words">{email ?? 'No address in Zoom'}</span>}
          />
        ))}
      </Rows>
    </>
  )
}

function Group({
  title,
  hosts,
  children,
}: {
  title: string
  hosts: readonly Host[]
  children: (host: Host) => React.ReactNode
}) {
  if (hosts.length === 0) return null
  return (
    <Disclosure summary={title}>
      <Rows label={title}>{hosts.map(children)}</Rows>
    </Disclosure>
  )
}

const readBy: Record<Host['reading'], string> = {
  here: 'Checked by the club’s consent',
  own_consent: 'Checked by their own consent',
  not: 'Not checked now',
}

function AsCoach({ slug, host }: { slug: string; host: Host }) {
  const { hostId, name, email, coach, reading } = host
  const said = coach?.name ?? name
  return (
    <Row
      title={said}
      href={paths.zoomHost(slug, hostId)}
      detail={
        <span className="break-words">
          {said === name ? '' : `${name} in Zoom, `}
          {email}. {readBy[reading]}.
        </span>
      }
    />
  )
}

function AsNoCoach({ slug, host, now }: Of & { host: Host }) {
  const { hostId, name, reason, decidedBy, decidedAt } = host
  return (
    <Row
      title={name}
      href={paths.zoomHost(slug, hostId)}
      detail={
        <>
          “{reason}”{decidedBy ? `, ${decidedBy}` : ''}
          {decidedAt ? (
            <>
              , <Time at={decidedAt} now={now} as="day" />
            </>
          ) : null}
        </>
      }
    />
  )
}
