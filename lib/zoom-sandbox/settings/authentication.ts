import type { JsonObject } from '../../core/canonical-json'

/** Who counts as signed in, in the shape that every option about signing in shares. */
const signedInToZoom: JsonObject = {
  id: 'signIn_ofTheStandIn',
  name: 'Sign in to Zoom',
  type: 'enforce_login',
  default_option: true,
  visible: true,
}

/** Zoom's answer with `option=meeting_authentication`. */
export const meetingAuthentication: JsonObject = {
  allow_authentication_exception: false,
  authentication_options: [signedInToZoom],
  meeting_authentication: false,
}

/** Zoom's answer with `option=recording_authentication`. */
export const recordingAuthentication: JsonObject = {
  authentication_options: [signedInToZoom],
  recording_authentication: false,
}
