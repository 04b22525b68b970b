import * as paths from '#lib/core/paths'
import { isAppError } from '#lib/core/errors'
import { openPack } from '#lib/evidence-packs/download-pack'
import { orNotFound } from '../../../../edge/or-not-found'
import { pageContext } from '../../../../edge/page-context'

/** The file of a pack, as a stream. Who is signed out signs in first, and comes back to its page. */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/[organisation]/evidence/[packId]/download'>,
): Promise<Response> {
  const { organisation: slug, packId } = await params
  const ctx = await pageContext(slug, paths.evidencePack(slug, packId))
  try {
    const { stream, name, bytes } = await orNotFound(openPack(ctx, { packId }))
    return new Response(stream, {
      headers: {
        'content-type': 'application/zip',
        'content-length': String(bytes),
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      },
    })
  } catch (error) {
    if (!isAppError(error, 'unavailable')) throw error
    return new Response(error.message, { status: 503, headers: { 'cache-control': 'no-store' } })
  }
}
