import { Notice } from '../../components/notice'

const words = {
  name: 'Your name is saved.',
  email: 'Your new address is saved. Use it the next time you sign in.',
} as const

const isKnown = (done: unknown): done is keyof typeof words =>
  typeof done === 'string' && Object.hasOwn(words, done)

/** Confirms what was just changed, as the address says it. */
export function DetailsDone({ done }: { done: unknown }) {
  return isKnown(done) ? <Notice tone="good" title={words[done]} live /> : null
}
