import type { Metadata } from 'next'
import { NotHere } from '../components/not-here'

export const metadata: Metadata = { title: 'We could not find that' }

/** In a club or body that the reader is in: its tabs stay, so that the way back is where it was. */
export default function NotFoundHere() {
  return <NotHere />
}
