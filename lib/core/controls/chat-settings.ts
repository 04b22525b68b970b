import type { Found, Settings } from './settings'

/**
 * The three settings that say who can write to whom. `chatWith` is the newer one (1 nobody, 2 host
 * and co-hosts, 3 everyone in public, 4 everyone and in private); older apps obey the two switches.
 */
export const chatSettings = (settings: Settings) => ({
  publicChat: settings.at('in_meeting.chat'),
  privateChat: settings.at('in_meeting.private_chat'),
  chatWith: settings.at('in_meeting.allow_participants_chat_with'),
})

/** What Zoom's numbers for it mean. */
export const chatWords = [
  [1, 'Nobody'],
  [2, 'To the host and co-hosts'],
  [3, 'To everyone'],
  [4, 'To everyone, and in private'],
] as const

export const is = (found: Found, ...values: readonly unknown[]): boolean =>
  found.found && values.includes(found.value)
