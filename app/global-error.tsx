'use client'

import { Trouble } from './components/trouble'
import './globals.css'

/** Stands in for the layout too, when that is what broke. */
export default function GlobalErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  return (
    <html lang="en-GB">
      <body>
        <Trouble reference={error.digest} retry={retry} />
      </body>
    </html>
  )
}
