import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import { listMyOrganisations } from '#lib/memberships/list-my-organisations'
import { pageContext } from '../../../edge/page-context'
import { ownPeople } from '../../own-people'

/** Somebody's own record of all their clubs as JSON, to be saved: what its page shows, and no more. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/[organisation]/record/file'>,
): Promise<Response> {
  const { organisation: slug } = await params
  const ctx = await pageContext(slug, paths.ownRecordFile())
  if (ctx.organisation.kind !== 'person') notFound()
  const people = await ownPeople(await listMyOrganisations(ctx, {}))
  const clubs = people.map(({ club, person }) => {
    const { name, email, coaching, mayCoach, appointments, credentials } = person
    return { club: club.name, name, email, coaching, mayCoach, appointments, credentials }
  })
  return new Response(JSON.stringify({ as_of: ctx.now.toISOString(), clubs }, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="my-record.json"',
      'cache-control': 'no-store',
    },
  })
}
