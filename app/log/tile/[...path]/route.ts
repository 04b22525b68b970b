import { answerFile } from '../../answer-file'

export const dynamic = 'force-dynamic'

/** `tile/0/x001/067`, `tile/entries/000.p/5` and the like (https://c2sp.org/tlog-tiles). */
export async function GET(_request: Request, { params }: { params: Promise<{ path: string[] }> }) {
  const { path } = await params
  return answerFile(['tile', ...path].join('/'))
}
