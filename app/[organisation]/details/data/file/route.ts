import { notFound } from 'next/navigation'
import * as paths from '#lib/core/paths'
import * as rightsPaths from '#lib/core/rights-paths'
import { ownData } from '#lib/rights/own-data'
import { pageContext } from '../../../../edge/page-context'

/** All that is held about somebody as JSON, for themselves. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/[organisation]/details/data/file'>,
): Promise<Response> {
  const { organisation: slug } = await params
  if (slug !== paths.ownSlug) notFound()
  const data = await ownData(await pageContext(slug, rightsPaths.myDataFile()))
  return new Response(JSON.stringify(data, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="my-data.json"',
      'cache-control': 'no-store',
    },
  })
}
