import { answerFile } from '../answer-file'

export const dynamic = 'force-dynamic'

export const GET = () => answerFile('checkpoint')
