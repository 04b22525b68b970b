import type { Benchmark } from '../benchmark-rule'
import { chatAndSignInRules } from './chat-and-sign-in-rules'
import { meetingRules } from './meeting-rules'
import { recordingRules } from './recording-rules'
import { securityRules } from './security-rules'

/**
 * CIS Zoom Benchmark 1.0.0, at the paths that Zoom's API has today. It is about keeping a company's
 * account safe and never the default here: where it asks for what endangers children, the rule says so.
 */
export const cisZoom: Benchmark = {
  id: 'cis-zoom-1.0.0',
  version: 1,
  name: 'CIS Zoom Benchmark 1.0.0',
  rules: [...securityRules, ...meetingRules, ...recordingRules, ...chatAndSignInRules],
}
