import { sampleFile } from '#lib/core/imports/sample-file'
import * as paths from '#lib/core/paths'
import { pageContext } from '../../../edge/page-context'

/** A file to try an import with: made-up people, and what usually goes wrong. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/[organisation]/imports/sample'>,
): Promise<Response> {
  const { organisation: slug } = await params
  await pageContext(slug, paths.imports(slug))
  return new Response(sampleFile, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="sample-people.csv"',
      'cache-control': 'no-store',
    },
  })
}
