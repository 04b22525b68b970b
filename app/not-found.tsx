import type { Metadata } from 'next'
import { NotHere } from './components/not-here'
import { Page } from './components/page-layout'

export const metadata: Metadata = { title: 'We could not find that' }

/** Outside of every club and body, of whom nothing is known. */
export default function NotFound() {
  return (
    <Page who={null}>
      <NotHere />
    </Page>
  )
}
