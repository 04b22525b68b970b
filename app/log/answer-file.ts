import { readPublished } from '#lib/transparency-log/read-published'

/** A file of the transparency log, for anybody: the same bytes for all, and no session is looked at. */
export async function answerFile(path: string): Promise<Response> {
  const file = await readPublished(path)
  if (!file) {
    return new Response('There is no such file in the log.\n', {
      status: 404,
      headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    })
  }
  return new Response(new Uint8Array(file.bytes), {
    headers: { 'content-type': file.contentType, 'cache-control': file.cacheControl },
  })
}
