import * as paths from '#lib/core/paths'
import { getPolicyFile } from '#lib/policies/get-policy-file'
import { orNotFound } from '../../../../../../edge/or-not-found'
import { pageContext } from '../../../../../../edge/page-context'

/**
 * A version in the exact bytes that were published, to be saved and never shown: whatever stands in
 * a PDF, no browser opens it as a page of ours. Its Content-Security-Policy is `proxy.ts`'s.
 */
export async function GET(
  _request: Request,
  { params }: RouteContext<'/[organisation]/policies/[policyId]/versions/[versionId]/file'>,
): Promise<Response> {
  const { organisation: slug, policyId, versionId } = await params
  const ctx = await pageContext(slug, paths.policyVersion(slug, policyId, versionId))
  const { bytes, format, name } = await orNotFound(getPolicyFile(ctx, { policyId, versionId }))
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': format === 'pdf' ? 'application/pdf' : 'text/plain; charset=utf-8',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
}
