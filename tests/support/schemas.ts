import Ajv from 'ajv'
import addFormats from 'ajv-formats'
import { isJsonObject, type Json } from '#lib/core/canonical-json'
import { sharedText } from './shared'

/**
 * What a published schema finds wrong with a value. The `$id` of definitions in NIST's schemas, such as
 * `#/definitions/…`, are no ids of draft 7, and are left out.
 */
export function schemaFaults(path: string, value: unknown): string[] {
  const schema: Json = JSON.parse(sharedText(path))
  const ajv = new Ajv({ strict: false, allErrors: true })
  addFormats(ajv)
  const validate = ajv.compile(withoutInnerIds(schema, true) as object)
  validate(value)
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

function withoutInnerIds(value: Json, isOuter = false): Json {
  if (Array.isArray(value)) return value.map((each: Json) => withoutInnerIds(each))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, each]) => key !== '$id' || isOuter || typeof each !== 'string')
      .map(([key, each]) => [key, withoutInnerIds(each)]),
  )
}
