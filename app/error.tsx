'use client'

import { Trouble } from './components/trouble'

export default function ErrorPage({
  error,
  retry,
}: {
  error: Error & { digest?: string }
  retry: () => void
}) {
  return <Trouble reference={error.digest} retry={retry} />
}
