import { z } from 'zod'
import { isJsonObject, type Json, type JsonObject } from '../core/canonical-json'
import type { World } from './world'

/** A request with `{}` for ids, and what is done of it. Nothing to say is answered with `{}`. */
export type Route = readonly [
  request: string,
  answer: (world: World, body: Json, parts: readonly string[]) => Json | undefined | void,
]

/** An object of dotted paths. */
export const values = z.custom<JsonObject>(isJsonObject, 'expected a JSON object')

export const pathsInput = z.strictObject({ paths: z.array(z.string()) })
