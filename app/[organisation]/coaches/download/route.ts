import { exportRegister } from '#lib/coaches/export-register'
import * as paths from '#lib/core/paths'
import { orNotFound } from '../../../edge/or-not-found'
import { pageContext } from '../../../edge/page-context'

/** The register as a file for a spreadsheet. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/[organisation]/coaches/download'>,
): Promise<Response> {
  const { organisation: slug } = await params
  const ctx = await pageContext(slug, paths.coaches(slug))
  const { text } = await orNotFound(exportRegister(ctx, {}))
  return new Response(text, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${ctx.organisation.slug}-people.csv"`,
      'cache-control': 'no-store',
    },
  })
}
