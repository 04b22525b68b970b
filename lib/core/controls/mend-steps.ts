import type { MendSteps } from './control'

const last = 'Come back here and check again.'

/**
 * Steps to a setting on Zoom's settings page. The app on a phone does not show these settings, so
 * there the browser leads. `steps` are what to do once the tab is open.
 */
export function onSettingsPage(tab: string, ...steps: readonly string[]): MendSteps {
  return {
    web: [
      'Open zoom.us in a browser and sign in as the host.',
      `Go to Settings, and open “${tab}”.`,
      ...steps,
      last,
    ],
    phone: [
      'Open the browser on your phone: the Zoom app does not show this setting.',
      'Go to zoom.us/profile/setting and sign in as the host.',
      `Open “${tab}”.`,
      ...steps,
      last,
    ],
  }
}

/** Steps to change one meeting. `web` and `phone` are what to do once it is open for editing. */
export function inMeeting(web: readonly string[], phone: readonly string[]): MendSteps {
  return {
    web: [
      'Open zoom.us in a browser and sign in as the host.',
      'Go to Meetings, open this session, and press Edit. If it repeats, choose all of them.',
      ...web,
      'Press Save.',
      last,
    ],
    phone: [
      'Open the Zoom app and sign in as the host.',
      'Go to Meetings, tap this session, and tap Edit. If it repeats, choose all of them.',
      ...phone,
      'Tap Save.',
      last,
    ],
  }
}

/** The same for a setting that the app does not show for a meeting. */
export function inMeetingOnWeb(...steps: readonly string[]): MendSteps {
  const { web } = inMeeting(steps, [])
  return {
    web,
    phone: [
      'Open the browser on your phone: the Zoom app does not show this setting.',
      ...web.map((step) => step.replace(' in a browser', '')),
    ],
  }
}
