import { answerFile } from '../answer-file'

export const dynamic = 'force-dynamic'

/** As it was published last; it changes. */
export function GET(): Promise<Response> {
  return answerFile('policy')
}
