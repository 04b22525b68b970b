import { alertControlIds, controlIds, type AlertControlId, type ControlId } from '../results'
import { admissionMode } from './admission-mode'
import { aiCompanion } from './ai-companion'
import { annotation } from './annotation'
import { coHost } from './co-host'
import { breakoutRooms } from './breakout-rooms'
import type { AlertControl, Control } from './control'
import { everySession } from './every-session'
import { fileTransfer } from './file-transfer'
import { joinBeforeHost } from './join-before-host'
import { liveStreaming } from './live-streaming'
import { lockedSettings } from './locked-settings'
import { muteOnEntry } from './mute-on-entry'
import { passcode } from './passcode'
import { personalMeeting } from './personal-meeting'
import { postedPublicly } from './posted-publicly'
import { privateChat } from './private-chat'
import { publicChat } from './public-chat'
import { recording } from './recording'
import { recordingsKept } from './recordings-kept'
import { registration } from './registration'
import { remoteControl } from './remote-control'
import { rename } from './rename'
import { screenSharing } from './screen-sharing'
import { waitingRoom } from './waiting-room'

/** All controls by id. An id keeps its meaning for ever; what it asks may change by version. */
export const catalogue: { readonly [id in ControlId]: Control } = {
  Z01: passcode,
  Z02: waitingRoom,
  Z22: admissionMode,
  Z03: screenSharing,
  Z04: joinBeforeHost,
  Z05: personalMeeting,
  Z06a: privateChat,
  Z06b: publicChat,
  Z07: fileTransfer,
  Z08: annotation,
  Z09: remoteControl,
  Z11: rename,
  Z12: recording,
  Z13: recordingsKept,
  Z14: liveStreaming,
  Z15: breakoutRooms,
  Z16: coHost,
  Z17: muteOnEntry,
  Z18: lockedSettings,
  Z21: aiCompanion,
  M01: everySession,
  M03: registration,
}

/** The controls in the order in which they are shown. */
export const controlsInOrder: readonly Control[] = controlIds.map((id) => catalogue[id])

/** Those that an alert opens. They are never judged, and are the most urgent there are. */
const alertCatalogue: { readonly [id in AlertControlId]: AlertControl } = {
  M02: postedPublicly,
}

const all: readonly (Control | AlertControl)[] = [
  ...alertControlIds.map((id) => alertCatalogue[id]),
  ...controlsInOrder,
]

/** The control of this id, or undefined where there is none (any more). */
export const controlById = (id: string): Control | AlertControl | undefined =>
  all.find((control) => control.id === id)
