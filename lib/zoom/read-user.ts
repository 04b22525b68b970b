import { z } from 'zod'
import { projectBody } from '../core/projection'
import type { Reading } from '../core/readings'
import type { ZoomClient } from './client'

const userShape = z.looseObject({ id: z.string().min(1) })

/** `GET /users/me`: what kind of account it is. */
export async function readUser(client: ZoomClient): Promise<Reading> {
  const answer = await client.get('/users/me')
  if (!answer.ok) return { read: false, reason: answer.failure.reason }
  return userShape.safeParse(answer.body).success
    ? { read: true, body: projectBody('user', answer.body) }
    : { read: false, reason: 'unreadable_body' }
}
