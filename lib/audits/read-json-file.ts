import { isJsonObject, type Json, type JsonObject } from '../core/canonical-json'

/** Limits on a file that somebody hands us. Zoom's largest settings bodies are below 200 KB. */
export const jsonFileLimits = { bytesMax: 5_000_000, depthMax: 64 }

export type ReadJson =
  | { readonly ok: true; readonly body: JsonObject }
  | { readonly ok: false; readonly problem: string }

/**
 * A JSON object from a file's bytes. A problem is one clause that says where and what was expected;
 * it never repeats what stands in the file, which may be a passcode.
 */
export function readJsonFile(bytes: Uint8Array): ReadJson {
  const refuse = (problem: string): ReadJson => ({ ok: false, problem })
  if (bytes.byteLength > jsonFileLimits.bytesMax) {
    return refuse(`it is larger than ${jsonFileLimits.bytesMax / 1_000_000} MB`)
  }
  const text = decode(bytes)
  if (text === null) return refuse('expected text in UTF-8')
  if (text.trim() === '') return refuse('it is empty; expected a JSON object')
  const parsed = parse(text)
  if (!parsed.ok) return refuse(`${placeOf(text, parsed.at)}: expected JSON${parsed.hint}`)
  if (!isJsonObject(parsed.value)) {
    return refuse(`line 1: expected a JSON object, found ${kindOf(parsed.value)}`)
  }
  if (isDeeperThan(parsed.value, jsonFileLimits.depthMax)) {
    return refuse(`expected at most ${jsonFileLimits.depthMax} levels of nesting`)
  }
  return { ok: true, body: parsed.value }
}

/** What kind of JSON value it is, in words. */
export function kindOf(value: Json): string {
  if (value === null) return 'null'
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object'
  if (typeof value === 'string') return 'a text'
  return typeof value === 'number' ? 'a number' : 'true or false'
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

type Parsed = { ok: true; value: Json } | { ok: false; at: number; hint: string }

function parse(text: string): Parsed {
  try {
    const value: Json = JSON.parse(text)
    return { ok: true, value }
  } catch (error) {
    const { early, at } = placeInError(error, text)
    if (early) return { ok: false, at: text.length, hint: ', but it ends too soon' }
    return { ok: false, at: at ?? firstBadCharacter(text), hint: '' }
  }
}

/** What an error of JSON.parse says of the place: engines differ, and none promises to say it. */
function placeInError(error: unknown, text: string): { early: boolean; at: number | undefined } {
  const message = error instanceof Error ? error.message : ''
  const position = / at position (\d+)/.exec(message)?.[1]
  const at = position === undefined ? undefined : Number(position)
  return { early: /^(Unexpected end|Unterminated)/.test(message) || at === text.length, at }
}

/** Some engines name no position: then halve until the shortest text that cannot be mended. */
function firstBadCharacter(text: string): number {
  let good = 0
  let bad = text.length
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    if (isBeginning(text.slice(0, middle))) good = middle
    else bad = middle
  }
  return good
}

function isBeginning(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    return placeInError(error, text).early
  }
}

function placeOf(text: string, at: number): string {
  const before = text.slice(0, at).split('\n')
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}

function isDeeperThan(value: Json, depthMax: number): boolean {
  let level: Json[] = [value]
  for (let depth = 0; depth <= depthMax; depth++) {
    level = level.flatMap((each) =>
      typeof each === 'object' && each !== null ? Object.values(each) : [],
    )
    if (level.length === 0) return false
  }
  return true
}
