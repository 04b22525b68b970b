import { connection } from 'next/server'

/** The clock at this request, for a page that nobody signs in to; elsewhere it is the context's. */
export async function requestTime(): Promise<Date> {
  await connection()
  return new Date()
}
