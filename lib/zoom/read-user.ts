import { z } from 'zod'
import { projectBody } from '../core/projection'
import type { Reading } from '../core/readings'
import type { ZoomClient } from './client'
import { ownUser } from './user-path'

const userShape = z.looseObject({ id: z.string().min(1) })

/** `GET /users/{user}`: what kind of account it is. `user` as a part of a path. */
export async function readUser(client: ZoomClient, user = ownUser): Promise<Reading> {
  const answer = await client.get(`/users/${user}`)
  if (!answer.ok) return { read: false, reason: answer.failure.reason }
  return userShape.safeParse(answer.body).success
    ? { read: true, body: projectBody('user', answer.body) }
    : { read: false, reason: 'unreadable_body' }
}
