import { isJsonObject, type Json, type JsonObject } from '../canonical-json'
import { isPlainValue } from './plain-value'
import { isPresence, presenceOf } from './presence'

/** Deeper than any of Zoom's bodies. What lies below is not looked at, so it is not kept. */
const depth_max = 12

/** What Zoom calls its keys; anything else may be an address or a name used as a key. */
const keyShape = /^[A-Za-z][A-Za-z0-9_]{0,99}$/

/** Secrets and people, whatever stands there. Source: settings_reference of October 2026. */
const deniedKeys = new Set([
  'audio_conference_info',
  'block_user_domain_list',
  'custom_service_instructions',
  'default_password_for_scheduled_meetings',
  'display_number',
  'domains',
  'dynamic_host_key',
  'encrypted_password',
  'files',
  'h323_password',
  'host_key',
  'id',
  'ip_addresses_or_ranges',
  'name',
  'number',
  'numbers',
  'passcode',
  'password',
  'pmi',
  'pmi_password',
  'pstn_password',
  'subscription_id',
  'whitelisted_domains_for_waiting_room',
])

/** Keys that sound like a secret, a link or a person: also those that Zoom may add one day. */
const deniedWords =
  /pass(word|code|phrase)|secret|token|host_?key|api_?key|stream_?key|\bpin\b|_pin$|^pin_|_?ur[il]s?$|_links?$|^links?$|e_?mail(s|_address)?$|(first|last|display|user|host|contact|full)_?name$|participants?$|invitees?$|panelists?$|dial_?in_number|phone_number|user_?ids?$/i

/** Choices whose key sounds like a secret, with all that they can be. */
const choices: { readonly [key: string]: readonly string[] } = {
  require_password_for_pmi_meetings: ['all', 'jbh_only', 'none'],
}

/**
 * A copy of settings in which secrets and people are replaced by their presence. By key, and by
 * value: text that is not one of Zoom's words (see plain-value.ts) is replaced wherever it stands,
 * so a link, an address or a passcode under a key that nobody knows yet does not get through.
 */
export const replaceSecrets = (value: Json): Json => copy(value, 0, false)

/** `aboutSecrets`: inside a group of settings about passcodes or links, where no text is kept. */
function copy(value: Json, depth: number, aboutSecrets: boolean): Json {
  if (depth > depth_max) return presenceOf(value)
  if (Array.isArray(value)) {
    return value.map((item: Json) => copy(item, depth + 1, aboutSecrets))
  }
  if (isJsonObject(value)) return copyParts(value, depth, aboutSecrets)
  const isKept = isPlainValue(value) && !(aboutSecrets && typeof value === 'string')
  return isKept ? value : presenceOf(value)
}

function copyParts(value: JsonObject, depth: number, aboutSecrets: boolean): JsonObject {
  const kept: Record<string, Json> = {}
  for (const [key, part] of Object.entries(value)) {
    if (!keyShape.test(key)) continue
    const about = aboutSecrets || deniedWords.test(key)
    kept[key] = isDenied(key, part) ? presenceOf(part) : copyPart(key, part, depth, about)
  }
  return kept
}

function copyPart(key: string, part: Json, depth: number, aboutSecrets: boolean): Json {
  return isChoice(key, part) ? part : copy(part, depth + 1, aboutSecrets)
}

/** A switch is no secret. A group of settings about passcodes is looked into, not replaced. */
function isDenied(key: string, part: Json): boolean {
  if (typeof part === 'boolean' || isPresence(part) || isChoice(key, part)) return false
  if (deniedKeys.has(key)) return true
  return !isJsonObject(part) && deniedWords.test(key)
}

const isChoice = (key: string, part: Json) =>
  typeof part === 'string' && Object.hasOwn(choices, key) && choices[key]?.includes(part) === true
