import { StatusTag } from '../../components/status-tag'

/** The usual case has no tag: what was sent says so in words. */
export function Tag({ state }: { state: 'waiting' | 'sent' | 'not_needed' | 'failed' }) {
  if (state === 'failed') return <StatusTag status="could_not_check">Not delivered</StatusTag>
  return state === 'waiting' ? <StatusTag status="due_soon">Not sent yet</StatusTag> : null
}
