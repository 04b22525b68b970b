import { headers } from 'next/headers'

/** Requests whose form was refused, until they are answered. */
const refused = new WeakSet<object>()

/**
 * Notes that this request's form was refused. Without JavaScript the page that answers it is made
 * in the same request, and its title says so; with JavaScript the form says so itself.
 */
export async function noteRefused(): Promise<void> {
  const sent = await headers()
  if (!sent.has('next-action')) refused.add(sent)
}

/** True where this page answers a form that was refused. */
export const isRefusedRequest = async (): Promise<boolean> => refused.has(await headers())
